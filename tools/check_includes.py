"""Proves that dependencies point one way (style.md: who may include whom).

usage: check_includes.py ROOT
Reads the include lines below src/, src/modules/deps.txt and the migrations. Each finding is one line:
file:line: rule: what is wrong.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from typing import Iterator, NamedTuple

LAYERS = {"base": 0, "platform": 1, "modules": 2, "app": 3}
KINDS = ("types", "rules", "store", "service", "routes", "jobs")
# What each kind of file inside a module may use of the platform, and which kinds of its own module.
PLATFORM_OF = {
    "types": {"auth"},
    "rules": set(),
    "store": {"db", "auth", "crypto"},
    "service": {"db", "jobs", "events", "auth", "crypto", "files", "config", "log", "push", "search"},
    "routes": {"http", "auth", "db", "jobs", "files", "config", "push", "pages", "assets"},
    "jobs": {"jobs", "db", "auth", "log", "config", "events", "files"},
}
MUST_NOT_KNOW = {
    "types": {"store", "service", "routes", "jobs"},
    "rules": {"store", "service", "routes", "jobs"},
    "store": {"service", "routes", "jobs"},
    "service": {"routes"},
    "routes": set(),
    "jobs": {"routes"},
}
HEAVY = re.compile(r"^(boost/(json|beast|asio)\b|unicode/)")
BAD_FOLDERS = {"models", "handlers", "utils", "util", "helpers", "common", "misc", "controllers"}
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
STRING = re.compile(r'R"(\w*)\((.*?)\)\1"|"((?:[^"\\\n]|\\.)*)"', re.DOTALL)
SQL_TEXT = re.compile(
    r"\bselect\s+[\w\s,.*()]+\s+from\s+\w+|\binsert\s+into\s+\w+|\bupdate\s+\w+\s+set\s|\bdelete\s+from\s+\w+"
    r"|\bcreate\s+(table|index|unique|trigger|view)\b|\bdrop\s+table\b", re.IGNORECASE)
MIGRATION_NAME = re.compile(r"^\d{14}_[a-z0-9_]+(\.(sqlite|postgres))?\.sql$")
CREATE_TABLE = re.compile(r"\bcreate\s+(?:virtual\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)", re.IGNORECASE)
REFERENCES = re.compile(r"\breferences\s+(\w+)", re.IGNORECASE)


class Finding(NamedTuple):
    file: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.text}"


@dataclass
class Dependencies:
    """src/modules/deps.txt: `rank NAME…` lines from the lowest up, then `module: what it may call`.

    `door MODULE FILE…` names value types that belong to a door although they lie in a file of their own.
    """

    rank: dict[str, int] = field(default_factory=dict)
    doors: dict[str, set[str]] = field(default_factory=dict)
    edges: dict[str, set[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @staticmethod
    def read(path: str, name: str) -> "Dependencies":
        made = Dependencies()
        if not os.path.exists(path):
            made.findings.append(Finding(name, 1, "deps", "the file is missing"))
            return made
        level = 0
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            line = line.split("#")[0].strip()
            if not line:
                continue
            if line.startswith("rank "):
                level += 1
                for module in line.split()[1:]:
                    made.rank[module] = level
                continue
            if line.startswith("door "):
                made.doors.setdefault(line.split()[1], set()).update(line.split()[2:])
                continue
            module, _, targets = line.partition(":")
            module = module.strip()
            if module not in made.rank:
                made.findings.append(Finding(name, number, "deps", f"{module} has no rank"))
            for target in targets.split():
                made.edges.setdefault(module, set()).add(target)
                if target not in made.rank:
                    made.findings.append(Finding(name, number, "deps", f"{target} has no rank"))
                elif made.rank[target] > made.rank.get(module, 0):
                    made.findings.append(Finding(name, number, "rank", f"{module} may not call {target}: a higher rank"))
        made.findings += [Finding(name, 1, "cycle", " -> ".join(cycle)) for cycle in cycles(made.edges)]
        return made

    def may(self, module: str, target: str) -> bool:
        return target in self.edges.get(module, set())


def cycles(edges: dict[str, set[str]]) -> Iterator[list[str]]:
    """One path for each cycle met in a depth-first walk."""
    done: set[str] = set()

    def walk(node: str, path: list[str]) -> Iterator[list[str]]:
        if node in path:
            yield path[path.index(node):] + [node]
            return
        if node in done:
            return
        for target in sorted(edges.get(node, ())):
            yield from walk(target, path + [node])
        done.add(node)

    for start in sorted(edges):
        yield from walk(start, [])


def kind_of(stem: str) -> str:
    """routes_people and transition_rules are routes and rules; anything else is a helper without a kind."""
    words = stem.split("_")
    for word in (words[0], words[-1]):
        if word in KINDS:
            return word
    return ""


def without_comments(text: str) -> str:
    """Comments become blanks, line numbers stay; string literals are kept."""

    def blank(match: re.Match[str]) -> str:
        piece = match.group(0)
        return piece if piece[0] in "\"R'" else re.sub(r"[^\n]", " ", piece)

    return re.sub(r'R"(\w*)\(.*?\)\1"|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*|/\*.*?\*/', blank, text,
                  flags=re.DOTALL)


class Checker:
    def __init__(self, root: str):
        self.src = os.path.join(root, "src")
        self.root = root
        self.deps = Dependencies.read(os.path.join(self.src, "modules", "deps.txt"), "src/modules/deps.txt")
        self.findings: list[Finding] = list(self.deps.findings)
        self.platform_edges: dict[str, set[str]] = {}

    def say(self, file: str, line: int, rule: str, text: str) -> None:
        self.findings.append(Finding(os.path.join("src", file), line, rule, text))

    def run(self) -> list[Finding]:
        files = []
        for folder, folders, names in os.walk(self.src):
            folders.sort()
            files += [os.path.relpath(os.path.join(folder, name), self.src) for name in sorted(names)]
        for file in files:
            self.placement(file)
            if file.endswith((".hpp", ".cpp")):
                self.source(file)
        self.foreign_keys([file for file in files if file.endswith(".sql")])
        for cycle in cycles(self.platform_edges):
            self.findings.append(Finding("src/platform", 1, "cycle", " -> ".join(cycle)))
        for module in sorted({file.split("/")[1] for file in files if file.startswith("modules/") and file.count("/") > 1}):
            if module not in self.deps.rank:
                self.say(f"modules/{module}", 1, "deps", f"{module} has no rank in deps.txt")
            if f"modules/{module}/README.md" not in files:
                self.say(f"modules/{module}", 1, "placement", "a module has a README.md")
        return sorted(set(self.findings))

    # Where files lie and what they are called.
    def placement(self, file: str) -> None:
        parts = file.split("/")
        name = parts[-1]
        if len(parts) == 1 or parts[0] not in LAYERS:
            self.say(file, 1, "placement", "below src/ there are base, platform, modules and app")
        for folder in parts[:-1]:
            if folder in BAD_FOLDERS:
                self.say(file, 1, "placement", f"'{folder}' is a kind of code, not a word of the field")
        if not re.fullmatch(r"README\.md|CMakeLists\.txt|[a-z0-9_]+(\.[A-Za-z0-9-]+)+", name):
            self.say(file, 1, "placement", "names are snake_case")
        if not name.endswith(".sql"):
            return
        folder = parts[-2] if len(parts) > 1 else ""
        if folder == "migrations":
            if not MIGRATION_NAME.match(name):
                self.say(file, 1, "placement", "a migration is called <UTC stamp>_<words>.sql")
        elif folder == "sql":
            if parts[0] == "modules" and not name.startswith(parts[1] + "_"):
                self.say(file, 1, "placement", f"a statement of {parts[1]} is called {parts[1]}_<words>.sql")
        else:
            self.say(file, 1, "placement", "SQL lies in sql/ or migrations/")
        for engine, other in (("sqlite", "postgres"), ("postgres", "sqlite")):
            twin = os.path.join(self.src, file.replace(f".{engine}.sql", f".{other}.sql"))
            if name.endswith(f".{engine}.sql") and not os.path.exists(twin):
                self.say(file, 1, "placement", f"its {other} twin is missing")

    def source(self, file: str) -> None:
        text = open(os.path.join(self.src, file), encoding="utf-8").read()
        test = bool(re.search(r"_(test|fuzz|bench)\.cpp$", file))
        for number, line in enumerate(text.splitlines(), 1):
            found = INCLUDE.match(line)
            if found and not test:
                self.include(file, number, found.group(1) or found.group(2), bool(found.group(1)))
        if not test and not file.startswith(("platform/db/", "platform/backup/")):
            self.sql_text(file, text)

    def include(self, file: str, line: int, target: str, own: bool) -> None:
        parts = file.split("/")
        if HEAVY.match(target) and parts[0] == "modules":
            if file.endswith(".hpp"):
                self.say(file, line, "heavy", f"{target} does not belong in a module's header")
            elif re.match(r"boost/(beast|asio)", target):
                self.say(file, line, "heavy", f"{target} is for the platform only")
            elif kind_of(parts[-1].split(".")[0]) in ("types", "rules", "store", "service") and "json" in target:
                self.say(file, line, "table", "types, rules, store and service do not know JSON")
        if not own:
            return
        if target.startswith(".") or "/../" in target:
            self.say(file, line, "path", "include from the root src/, without dots")
            return
        if target.startswith("gen/"):
            self.generated(file, line, target)
            return
        there = target.split("/")
        if there[0] not in LAYERS:
            if "/" in target:
                self.say(file, line, "path", f"{there[0]}/ is not below src/")
            return
        if LAYERS[there[0]] > LAYERS[parts[0]]:
            self.say(file, line, "layer", f"{parts[0]} may not include {there[0]}")
        elif parts[0] == "platform" and there[0] == "platform" and len(there) > 2 and parts[1] != there[1]:
            self.platform_edges.setdefault(parts[1], set()).add(there[1])
        elif parts[0] == "modules":
            self.from_module(file, line, there)

    def generated(self, file: str, line: int, target: str) -> None:
        parts = file.split("/")
        owner = target.split("/")[1]
        if parts[0] == "modules":
            if target.endswith("/sql.hpp") and owner != parts[1]:
                self.say(file, line, "door", f"the statements of {owner} are its own")
            if kind_of(parts[-1].split(".")[0]) in ("types", "rules", "service", "routes", "jobs"):
                self.say(file, line, "table", "only the store knows SQL")

    def from_module(self, file: str, line: int, there: list[str]) -> None:
        module, name = file.split("/")[1], file.split("/")[-1]
        kind = kind_of(name.split(".")[0])
        if there[0] == "platform" and kind and len(there) > 2 and there[1] not in PLATFORM_OF[kind]:
            self.say(file, line, "table", f"{kind} may not know platform/{there[1]}")
        if there[0] != "modules":
            return
        if there[1] == module:
            inner = kind_of(there[-1].split(".")[0])
            if kind and inner in MUST_NOT_KNOW[kind]:
                self.say(file, line, "table", f"{kind} may not know {inner}")
            return
        doors = {f"{there[1]}.hpp", "events.hpp"} | self.deps.doors.get(there[1], set())
        if len(there) != 3 or there[2] not in doors:
            self.say(file, line, "door", f"{there[1]} is called through {there[1]}.hpp or events.hpp only")
        if kind == "rules" and there[-1] not in self.deps.doors.get(there[1], set()):
            self.say(file, line, "table", "rules know base, their own types and the value types of doors only")
        if not self.deps.may(module, there[1]):
            self.say(file, line, "deps", f"deps.txt has no edge from {module} to {there[1]}")

    def sql_text(self, file: str, text: str) -> None:
        for match in STRING.finditer(without_comments(text)):
            literal = match.group(2) or match.group(3) or ""
            if SQL_TEXT.search(literal):
                line = text.count("\n", 0, match.start()) + 1
                self.say(file, line, "sql", "SQL text lies in sql/ or migrations/")

    def foreign_keys(self, files: list[str]) -> None:
        owner: dict[str, str] = {}
        texts: dict[str, str] = {}
        for file in files:
            if "/migrations/" not in f"/{file}":
                continue
            raw = open(os.path.join(self.src, file), encoding="utf-8").read()
            texts[file] = re.sub(r"--[^\n]*", "", raw)
            for table in CREATE_TABLE.findall(texts[file]):
                owner.setdefault(table.lower(), "/".join(file.split("/")[:2]))
        for file, text in texts.items():
            here = "/".join(file.split("/")[:2])
            for match in REFERENCES.finditer(text):
                there = owner.get(match.group(1).lower())
                line = text.count("\n", 0, match.start()) + 1
                if there is None:
                    self.say(file, line, "foreign key", f"no migration creates {match.group(1)}")
                elif there != here and there.startswith("modules/"):
                    if here.startswith("platform/"):
                        self.say(file, line, "foreign key", f"platform may not refer to {match.group(1)}")
                    elif not self.deps.may(here.split("/")[1], there.split("/")[1]):
                        self.say(file, line, "foreign key",
                                 f"{match.group(1)} belongs to {there.split('/')[1]}, which deps.txt does not name")


def main(root: str) -> int:
    findings = Checker(root).run()
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
