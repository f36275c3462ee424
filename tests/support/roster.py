"""The sample roster, and rosters like it: what is put in, and what the import must say about it."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.support.server import PROGRAM, ROOT

SAMPLE = ROOT / "tests" / "data" / "roster"

CONFIRM = {"ID_15_DIGIT", "BRANCH_ALIAS", "CAT_SYNONYM"}
WARN = {"PHONE_MISSING", "DUP_PHONE", "SAME_NAME_OK"}
ERROR = {"ID_CHECKSUM", "ID_SCIENTIFIC", "SEX_ID_MISMATCH", "BIRTH_ID_MISMATCH", "FULL_BEFORE_JOIN", "FULL_EQUALS_JOIN",
         "JOIN_UNDER_18", "FULL_DATE_MISSING", "PROB_WITH_FULL_DATE", "FUTURE_DATE", "PHONE_SHORT", "BRANCH_UNKNOWN",
         "DUP_ID_DIFFERENT_PERSON", "DUP_ID_TWO_BRANCHES", "DUP_ID_CONFLICT"}
ROW = "(row)"


def handling(code: str) -> str:
    """What the README of the sample says is done about a kind of defect."""
    if code == "DUP_EXACT":
        return "drop"
    return "confirm" if code in CONFIRM else "warn" if code in WARN else "error" if code in ERROR else "auto"


def stored(code: str, original: str, cell: str) -> str:
    """What will be stored, or is proposed, for a cell with such a defect."""
    if code.startswith("DATE_YM_"):
        return original[:7]
    if code == "NAME_MIDDLE_DOT":
        return cell.replace(".", "·")
    if code in ("DUP_PHONE", "SAME_NAME_OK"):
        return cell
    return original if handling(code) in ("auto", "confirm") else ""


@dataclass(frozen=True, order=True)
class Expected:
    row: int
    staff_no: str
    column: str
    code: str
    handling: str
    cell: str
    value: str
    sheet: int = 0  # 0: the file has one sheet


def table(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def sample_lines() -> dict[str, int]:
    """Line of the messy file by 序号."""
    return {row[0]: line for line, row in enumerate(table(SAMPLE / "members_messy.csv"), 1) if row[0].isdigit()}


def sample_defects() -> list[dict[str, str]]:
    with open(SAMPLE / "defects.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sample_expected(line_of=None) -> Counter[Expected]:
    """Every finding the messy sample must give. Of two people who share a number or a name both rows are shown."""
    lines = sample_lines()
    line_of = line_of or (lambda line: line)
    messy = table(SAMPLE / "members_messy.csv")
    column = {name.replace(" ", ""): at for at, name in enumerate(messy[2])}
    expected: Counter[Expected] = Counter()
    for one in sample_defects():
        code, cell = one["defect"], one["in_messy_file"]
        if one["column"] == ROW:
            cell = ""
        expected[Expected(line_of(lines[one["序号"]]), one["工号"], one["column"], code, handling(code), cell,
                          "" if one["column"] == ROW else stored(code, one["original"], cell))] += 1
        if code in ("DUP_PHONE", "SAME_NAME_OK"):
            for line, row in enumerate(messy, 1):
                if line != lines[one["序号"]] and len(row) > 1 and row[column[one["column"]]] == cell:
                    expected[Expected(line_of(line), row[column["工号"]], one["column"], code, "warn", cell, cell)] += 1
    return expected


def organisations(data: Path) -> None:
    done = run_import("organisations", SAMPLE / "orgs.csv", data)
    assert done.returncode == 0, done.stderr


def run_import(kind: str, file: Path, data: Path, *flags: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(PROGRAM), "import", kind, str(file), "--data", str(data), "--log-level", "error", *flags],
                          capture_output=True, text=True, timeout=timeout)


def findings(output: str) -> Counter[Expected]:
    found: Counter[Expected] = Counter()
    for line in output.splitlines():
        one = json.loads(line)
        missing = {"row", "staff_no", "column", "code", "handling", "cell", "value"} - set(one)
        assert not missing, f"{missing} not in {line}"
        found[Expected(one["row"], one["staff_no"], one["column"], one["code"], one["handling"], one["cell"], one["value"],
                       one.get("sheet", 0))] += 1
    return found


def difference(expected: Counter[Expected], found: Counter[Expected]) -> str:
    lines = [f"missing: {one}" for one in sorted(expected - found)] + [f"too much: {one}" for one in sorted(found - expected)]
    return "\n".join(lines[:40])


def counts(text: str) -> dict[str, int]:
    """"共 624 行，新建 572，更新 0，…" as numbers."""
    last = [line for line in text.splitlines() if line.startswith("共 ")][-1]
    return {name: int(number) for name, number in re.findall(r"([^ ，]+) (\d+)", last)}
