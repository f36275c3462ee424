"""The figures of docs/benchmarks.md, each beside its limit in the same run.

usage: bench.py [--json FILE] [--docs] [ID…]
Without ids: everything but what takes long (LONG). An id such as W8 stands for all rows that begin with it.
The programs measured are those of build-release; XINGLIN_PROGRAM names another `xinglin` (with bench/ beside it).
"""

from __future__ import annotations

import argparse
import datetime
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

from bench import figures_data, figures_http, figures_life, figures_long, figures_size  # noqa: E402
from bench.measure import Row, no_file_limit, note  # noqa: E402
from bench.stage import Stage  # noqa: E402

# In the order they are measured. Each takes the stage and answers rows.
FIGURES = {
    "W8": figures_data.imports, "W10": figures_data.start, "export": figures_data.export, "W1": figures_http.page,
    "W3": figures_http.people, "search": figures_http.search, "W6": figures_http.writes, "W5": figures_http.sign_in,
    "slots": figures_data.slots, "duties": figures_life.duties, "live": figures_life.live,
    "upload": figures_data.upload, "bundle": figures_size.bundles, "page": figures_size.pages,
    "million": figures_long.million, "build": figures_long.build, "suite": figures_long.suite,
}
LONG = ("million", "build", "suite")
HEAD = ("| id | what | figure | limit | ratio | bar | holds |", "| --- | --- | --- | --- | --- | --- | --- |")
DOCUMENT = ROOT / "docs" / "benchmarks.md"


def number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def lines_of(rows: list[Row]) -> list[str]:
    lines = []
    for row in rows:
        bar = "–" if row.bar is None else f"{row.sense} {number(row.bar)}{'' if row.on == 'ratio' else ' ' + row.unit}"
        limit = "–" if row.limit is None else f"{number(row.limit)} ({row.limit_is})"
        holds = {True: "yes", False: "NO", None: "–"}[row.holds]
        cells = (row.id, row.what, f"{number(row.value)} {row.unit}".strip(), limit, number(row.ratio), bar.strip(), holds)
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def into_document(lines: list[str], document: str, where: str) -> str:
    """The table of the document with these lines in place of those of the same id, the rest as it was."""
    before, rest = document.split("<!-- figures -->\n")
    old, after = rest.split("<!-- end -->")
    kept = {line.split(" | ")[0]: line for line in old.splitlines() if line.startswith("| ") and not line.startswith(("| id |", "| --- |"))}
    kept.update({line.split(" | ")[0]: line for line in lines})
    return before + "<!-- figures -->\n" + "\n".join([where, "", *HEAD, *kept.values()]) + "\n<!-- end -->" + after


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"Last run {datetime.date.today()}: {os.cpu_count()} cores, {memory:.0f} GB, load {os.getloadavg()[0]:.1f} at its end."


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", metavar="FILE", help="write the rows as a list of objects")
    options.add_argument("--docs", action="store_true", help="put the rows into the table of docs/benchmarks.md")
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
    lines = lines_of(rows)
    print("\n".join([*HEAD, *lines]))
    if given.docs:
        DOCUMENT.write_text(into_document(lines, DOCUMENT.read_text(encoding="utf-8"), machine()), encoding="utf-8")
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
