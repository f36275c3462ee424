"""From each article to the rule and the vectors that carry it, and back.

usage: trace_rules.py ROOT [--check]
Prints, per regulation, each article of its source.md with the parameters and functions that name it and how many vector
rows there are, then the articles nothing carries. With --check it only prints what is wrong and fails when there is any:
a regulation without a source, a parameter without meaning, unit, use, date or article, a parameter no code asks for, a vector
file without a case.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from dataclasses import dataclass, field

import yaml

DIGITS = "〇一二三四五六七八九"
ARTICLE = re.compile(r"\b[Aa]rticles?\s+(\d+)(?:\s*[–-]\s*(\d+))?")
ZH_ARTICLE = re.compile(r"第([〇零一二三四五六七八九十百]+)条")


def number(chinese: str) -> int:
    """二十三 → 23; enough for articles up to 199."""
    total, current = 0, 0
    for sign in chinese.replace("零", "〇"):
        if sign == "百":
            total, current = total + (current or 1) * 100, 0
        elif sign == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = DIGITS.index(sign)
    return total + current


def articles_in(text: str) -> set[int]:
    found = {number(match) for match in ZH_ARTICLE.findall(text)}
    for first, last in ARTICLE.findall(text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


@dataclass
class Regulation:
    name: str
    title: str = ""
    articles: set[int] = field(default_factory=set)
    parameters: dict[str, set[int]] = field(default_factory=dict)
    vectors: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_regulation(folder: str) -> Regulation:
    made = Regulation(os.path.basename(folder))
    source = os.path.join(folder, "source.md")
    if os.path.exists(source):
        text = open(source, encoding="utf-8").read()
        # An article of another document (“Constitution, article 30”) stands in brackets.
        made.articles = articles_in(re.sub(r"\([^()]*\)", "", text))
    else:
        made.faults.append("source.md is missing")
    path = os.path.join(folder, "parameters.yaml")
    table = yaml.safe_load(open(path, encoding="utf-8")) if os.path.exists(path) else {}
    made.title = str(table.get("title", made.name))
    for parameter in table.get("parameters") or []:
        name = str(parameter.get("name", "?"))
        made.parameters[name] = set()
        for key in ("meaning", "unit", "kind", "used", "values"):
            if not parameter.get(key):
                made.faults.append(f"{name} has no {key}")
        for value in parameter.get("values") or []:
            for key in ("from", "article"):
                if key not in value:
                    made.faults.append(f"{name} has a value without {key}")
            made.parameters[name] |= articles_in(str(value.get("article", "")))
    vectors = os.path.join(folder, "vectors")
    for name in sorted(os.listdir(vectors)) if os.path.isdir(vectors) else []:
        with open(os.path.join(vectors, name), encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
        made.vectors[name] = max(0, len(rows) - 1)
        if made.vectors[name] == 0:
            made.faults.append(f"vectors/{name} has no case")
    return made


def sources(root: str) -> str:
    pieces = []
    for folder, _, names in os.walk(os.path.join(root, "src")):
        for name in names:
            if name.endswith((".cpp", ".hpp", ".yaml", ".sql")):
                pieces.append(open(os.path.join(folder, name), encoding="utf-8").read())
    return "\n".join(pieces)


def tags(text: str) -> list[str]:
    """The @source lines of the code."""
    return re.findall(r"@source\s+([^\n]+)", text)


def check(root: str) -> list[str]:
    base = os.path.join(root, "regulations")
    if not os.path.isdir(base):
        return []
    text = sources(root)
    faults = []
    for name in sorted(os.listdir(base)):
        regulation = read_regulation(os.path.join(base, name))
        faults += [f"regulations/{name}: {fault}" for fault in regulation.faults]
        for parameter in regulation.parameters:
            if f'"{parameter}"' not in text:
                faults.append(f"regulations/{name}: no code asks for {parameter}")
    return faults


def report(root: str) -> str:
    base = os.path.join(root, "regulations")
    lines = []
    named = tags(sources(root))
    for name in sorted(os.listdir(base)) if os.path.isdir(base) else []:
        regulation = read_regulation(os.path.join(base, name))
        by_code = [tag for tag in named if regulation.title.strip("《》") in tag or f"{name}" in tag]
        cases = sum(regulation.vectors.values())
        lines.append(f"{name} {regulation.title}: {len(regulation.parameters)} parameters, {len(by_code)} functions, "
                     f"{cases} vector cases")
        bare = []
        for article in sorted(regulation.articles):
            carried = [key for key, numbers in regulation.parameters.items() if article in numbers]
            carried += [tag for tag in by_code if article in articles_in(tag)]
            if carried:
                lines.append(f"  article {article}: {', '.join(carried)}")
            else:
                bare.append(str(article))
        if bare:
            lines.append(f"  without rule: articles {', '.join(bare)}")
        if not cases:
            lines.append("  without vectors")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    root = next((argument for argument in arguments if not argument.startswith("--")), ".")
    if "--check" not in arguments:
        print(report(root))
        return 0
    faults = check(root)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
