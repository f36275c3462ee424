"""Sizes of what browsers load: entries of the web build, public pages."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

from bench.measure import Row
from bench.stage import Stage

WEB = Path(__file__).resolve().parents[1] / "web"


def bundles(_: Stage) -> list[Row]:
    """What the web build's own budget says: `m first load JS: 83.1 KB of 110 KB`."""
    node = shutil.which("node") or "node"
    done = subprocess.run([node, "scripts/budget.mjs"], cwd=WEB, capture_output=True, text=True, check=False)
    rows = [Row("bundle." + name.replace(" first load", "").replace(" in all", ".all").replace(" ", ".").lower(), f"{name}, gzip", "KB",
                float(size), None, "", None, float(most), "value", "<=")
            for name, size, most in re.findall(r"^\w+ +(.+): ([\d.]+) KB of ([\d.]+) KB$", done.stdout, re.MULTILINE)]
    if not rows:
        raise RuntimeError(done.stdout + done.stderr)
    return rows


def pages(stage: Stage) -> list[Row]:
    """W11 for the pages there are: bytes on the wire and requests of a first visit."""
    hospital = stage.small()
    rows = []
    for path in ("/", "/organisations", "/help"):
        stranger = hospital.stranger()
        answer = stranger.call("GET", path, headers={"Accept-Encoding": "gzip"})
        html = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
        parts = set(re.findall(r'<(?:script|img)[^>]+src="(/[^"]+)"|<link[^>]+href="(/[^"]+\.(?:css|svg|ico|png))"', html.decode()))
        named = {one or other for one, other in parts}
        size = len(answer.body)
        for name in named:
            size += len(hospital.stranger().call("GET", name, headers={"Accept-Encoding": "gzip"}).body)
        rows.append(Row(f"page{path}", f"{path} on the wire, {1 + len(named)} requests", "KB", size / 1024, None, "", None, 20, "value", "<="))
        rows.append(Row(f"page{path}.requests", f"{path}, requests", "", 1 + len(named), None, "", None, 4, "value", "<="))
    return rows
