"""Figures that take minutes: a million people, a clean build, the whole suite. Only when asked for by id."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from bench.figures_http import ROUND, list_load, search_load
from bench.measure import Row, hospital_of, least, memory_of, note, ran
from bench.stage import Stage

ROOT = Path(__file__).resolve().parents[1]


def million(stage: Stage) -> list[Row]:
    """List and search over 1,000,000 people in 50,000 organisations beside the same over 20,000."""
    small = stage.large()
    data = stage.filled("million", "--people", "1000000", "--branches", "45455")
    with hospital_of(data) as hospital:
        rest = memory_of(hospital.server.pid)
        list_small, list_large = list_load(stage, small)[0], list_load(stage, hospital)[0]
        few, many = least(4, lambda: list_small.round(16, ROUND)["cpu_ms"], lambda: list_large.round(16, ROUND)["cpu_ms"])
        search_small, search_large = search_load(stage, small), search_load(stage, hospital)
        found_few, found_many = least(3, lambda: search_small.round(8, ROUND)["cpu_ms"], lambda: search_large.round(8, ROUND)["cpu_ms"])
        late = search_large.round(1, ROUND)["p99_ms"]
        note(f"search over 1,000,000 people, one at a time: 99 in 100 within {late:.1f} ms")
    return [Row("list.million", "50 of 1,000,000 people in 50,000 organisations, CPU per request", "ms", many, few,
                "the same list over 20,000", many / few, 1.5, "ratio", "<="),
            Row("search.million", "search over 1,000,000 people, CPU per request", "ms", found_many, found_few,
                "the same questions over 20,000", found_many / found_few, None),
            Row("search.million.p99", "the same, one at a time, 99 in 100 answered within", "ms", late, None, "", None, 300, "value", "<="),
            Row("W10.million", "memory at rest, 1,000,000 people", "MB", rest, None, "", None, 30, "value", "<=")]


def build(stage: Stage) -> list[Row]:
    """Everything from its sources: web pages, program, tests; without ccache."""
    copy = stage.folder / "clean"
    copy.mkdir()
    subprocess.run(f"git ls-files -z | tar --null -T - -c | tar -x -C '{copy}'", shell=True, cwd=ROOT, check=True)
    done = ran("./run", "build", cwd=copy, env={"CCACHE_DISABLE": "1"})
    if done.status != 0:
        raise RuntimeError(done.output[-3000:])
    return [Row("build", f"clean build on {os.cpu_count()} cores, web pages and tests included", "min", done.seconds / 60, None, "",
                None, 10, "value", "<=")]


def suite(_: Stage) -> list[Row]:
    """./run test after ./run build."""
    ran("./run", "build", cwd=ROOT)
    done = ran("./run", "test", cwd=ROOT, env={"XINGLIN_PROGRAM": str(ROOT / "build" / "xinglin")})
    if done.status != 0:
        raise RuntimeError(done.output[-3000:])
    return [Row("suite", "whole test suite", "min", done.seconds / 60, None, "", None, 15, "value", "<=")]
