"""Every code a Problem can carry has a text, and every route a role.

usage: check_texts.py ROOT
Reads the codes where Problems are made (src/**/*.cpp, *.hpp), the rule ids of findings (src/modules/*/rules*.cpp; each has
a sentence and a way forward), the texts beside them (texts.zh-CN.yaml), the contract (api/openapi.json) and
src/modules/accounts/roles.yaml.
"""

from __future__ import annotations

import glob
import json
import os
import re
import sys
from typing import NamedTuple

import yaml

CODE = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
MADE = re.compile(
    rf'\b(?:malformed|not_found|forbidden|conflict|refused|problem\s*\(\s*(?:xinglin::)?Kind::\w+\s*,|ErrorCode\s*{{\s*'
    rf'(?:xinglin::)?Kind::\w+\s*,)\s*\(?\s*"({CODE})"')
DECLARED = re.compile(rf'{{\s*(?:xinglin::)?Kind::\w+\s*,\s*"({CODE})"\s*}}')
FIELD = re.compile(rf'\.field\(\s*[^,()]+(?:\([^()]*\))?[^,()]*,\s*"({CODE})"\s*(,|\))')
RULE_ID = re.compile(r'"([a-z][a-z_]*\.[a-z][a-z0-9_]*)"')
WITHOUT_ROLE = {"public", "signed_in"}


class Finding(NamedTuple):
    file: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.text}"


def sources(root: str, endings: tuple[str, ...]):
    for folder, folders, names in os.walk(os.path.join(root, "src")):
        folders.sort()
        for name in sorted(names):
            if name.endswith(endings) and not re.search(r"_(test|fuzz|bench)\.cpp$", name):
                path = os.path.join(folder, name)
                yield os.path.relpath(path, root), open(path, encoding="utf-8").read()


def codes(root: str) -> dict[str, tuple[str, int]]:
    """Each code with the first place that makes it."""
    found: dict[str, tuple[str, int]] = {}
    for file, text in sources(root, (".cpp", ".hpp")):
        text = re.sub(r"//[^\n]*", "", text)
        places = [(match.group(1), match.start()) for pattern in (MADE, DECLARED) for match in pattern.finditer(text)]
        # A field problem may bring its own sentence; only one without needs a text.
        places += [(match.group(1), match.start()) for match in FIELD.finditer(text) if match.group(2) == ")"]
        for code, at in places:
            found.setdefault(code, (file, text.count("\n", 0, at) + 1))
    return found


def rule_ids(root: str) -> dict[str, tuple[str, int]]:
    """What looks like the id of a finding in the files of rules that make findings: not the name of a parameter."""
    parameters: set[str] = set()
    for path in glob.glob(os.path.join(root, "regulations", "*", "parameters.yaml")):
        table = yaml.safe_load(open(path, encoding="utf-8")) or {}
        parameters |= {str(parameter.get("name")) for parameter in table.get("parameters") or []}
    found: dict[str, tuple[str, int]] = {}
    for file, text in sources(root, (".cpp",)):
        if not os.path.basename(file).startswith("rules") or "Severity::" not in text:
            continue
        text = re.sub(r"//[^\n]*", "", text)
        for match in RULE_ID.finditer(text):
            if match.group(1) not in parameters:
                found.setdefault(match.group(1), (file, text.count("\n", 0, match.start()) + 1))
    return found


def texts(root: str) -> tuple[dict[str, str], list[Finding]]:
    known: dict[str, str] = {}
    findings = []
    for file, text in sources(root, ("texts.zh-CN.yaml",)):
        for code, sentence in (yaml.safe_load(text) or {}).items():
            if code in known:
                findings.append(Finding(file, 1, "twice", f"{code} has a text already"))
            if not isinstance(sentence, str) or not re.search(r"[\u4e00-\u9fff]", sentence):
                findings.append(Finding(file, 1, "text", f"{code} has no Chinese sentence"))
            known[str(code)] = str(sentence)
    return known, findings


def rights_of(roles: object) -> set[str]:
    """Every right some role holds, whatever else the table says about the role."""
    found: set[str] = set()
    if isinstance(roles, dict):
        for key, value in roles.items():
            found |= {str(right) for right in value} if key == "rights" and isinstance(value, list) else rights_of(value)
    elif isinstance(roles, list):
        for value in roles:
            found |= rights_of(value)
    return found


def routes(root: str) -> list[Finding]:
    contract = os.path.join(root, "api", "openapi.json")
    table = os.path.join(root, "src", "modules", "accounts", "roles.yaml")
    if not os.path.exists(contract):
        return []
    held = rights_of(yaml.safe_load(open(table, encoding="utf-8"))) if os.path.exists(table) else set()
    findings = []
    for path, operations in json.load(open(contract, encoding="utf-8"))["paths"].items():
        for method, operation in operations.items():
            if method not in ("get", "post", "put", "delete", "patch", "head"):
                continue
            right = operation.get("x-right")
            where = f"{method.upper()} {path}"
            if not right:
                findings.append(Finding("api/openapi.json", 1, "right", f"{where} names no right"))
            elif right not in WITHOUT_ROLE and right not in held:
                findings.append(Finding("api/openapi.json", 1, "role", f"{where} needs {right}, which no role holds"))
    return findings


def check(root: str) -> list[Finding]:
    known, findings = texts(root)
    problems = codes(root)
    for code, (file, line) in problems.items():
        if code not in known:
            findings.append(Finding(file, line, "code", f"{code} has no text"))
    for rule, (file, line) in rule_ids(root).items():
        if rule in known and f"{rule}.way" not in known and rule not in problems:
            findings.append(Finding(file, line, "way", f"{rule} says no way forward"))
        if rule not in known:
            findings.append(Finding(file, line, "rule", f"{rule} has no text"))
    return sorted(set(findings + routes(root)))


def main(root: str) -> int:
    findings = check(root)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
