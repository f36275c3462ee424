"""The figures of docs/benchmarks.md, each beside its limit in the same run.

usage: bench.py [--json FILE] [ID…]
Without ids: everything but what takes long (LONG). An id such as W8 stands for all rows that begin with it.
The programs measured are those of build-release; XINGLIN_PROGRAM names another `xinglin` (with bench/ beside it).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("XINGLIN_PROGRAM", str(ROOT / "build-release" / "xinglin"))

from bench import figures_data, figures_http, figures_long, figures_size  # noqa: E402
from bench.measure import Row, no_file_limit, note  # noqa: E402
from bench.stage import Stage  # noqa: E402

# In the order they are measured. Each takes the stage and answers rows.
FIGURES = {
    "W8": figures_data.imports, "W10": figures_data.start, "export": figures_data.export, "W1": figures_http.page,
    "W3": figures_http.people, "search": figures_http.search, "W6": figures_http.writes, "W5": figures_http.sign_in,
    "upload": figures_data.upload, "bundle": figures_size.bundles, "page": figures_size.pages,
    "million": figures_long.million, "build": figures_long.build, "suite": figures_long.suite,
}
LONG = ("million", "build", "suite")


def number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def table(rows: list[Row]) -> str:
    lines = [("id", "what", "figure", "limit", "ratio", "bar", "holds")]
    for row in rows:
        bar = "–" if row.bar is None else f"{row.sense} {number(row.bar)}{'' if row.on == 'ratio' else ' ' + row.unit}"
        limit = "–" if row.limit is None else f"{number(row.limit)} ({row.limit_is})"
        holds = {True: "yes", False: "NO", None: "–"}[row.holds]
        lines.append((row.id, row.what, f"{number(row.value)} {row.unit}", limit, number(row.ratio), bar, holds))
    return "\n".join("| " + " | ".join(line) + " |" for line in (lines[0], ("---",) * 7, *lines[1:]))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", metavar="FILE", help="write the rows as a list of objects")
    options.add_argument("ids", nargs="*", metavar="ID", help=", ".join(FIGURES))
    given = options.parse_args()
    unknown = [name for name in given.ids if name not in FIGURES]
    if unknown:
        options.error(f"no such figure: {', '.join(unknown)}")
    wanted = given.ids or [name for name in FIGURES if name not in LONG]
    no_file_limit()
    folder = Path(tempfile.mkdtemp(prefix="xinglin-bench-", dir="/tmp"))
    folder.chmod(0o711)
    rows: list[Row] = []
    broken: list[str] = []
    stage = Stage(folder)
    try:
        for name in (each for each in FIGURES if each in wanted):
            note(name)
            try:
                rows += FIGURES[name](stage)
            except Exception:  # the others are still worth measuring
                traceback.print_exc()
                broken.append(name)
    finally:
        stage.close()
        shutil.rmtree(folder, ignore_errors=True)
    print(table(rows))
    if given.json:
        Path(given.json).write_text(json.dumps([row.told() for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    missed = [row.id for row in rows if row.holds is False]
    if missed:
        note(f"below the bar: {', '.join(missed)}")
    if broken:
        note(f"could not be measured: {', '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
