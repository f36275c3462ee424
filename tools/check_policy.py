"""Keeps formalism at the fingertips (指尖上的形式主义) out of the product.

usage: check_policy.py ROOT
The rules of 2023–2026 forbid check-ins, leaderboards, points, study-time quotas, forced photos, location and any
guess at somebody's mood. This check fails when such a feature appears as an identifier, a file, a route, a property of
the contract, a table or column, or a text on a screen. A line that must name the thing in order to refuse it stands in
tools/policy_allowed.txt with its reason.
"""

from __future__ import annotations

import json
import os
import re
import sys
from typing import Iterator, NamedTuple

# Sequences of words an identifier may not contain (person_check_in, leaderBoard, …), with what they would be.
WORDS = {
    "check-in": ("check in", "checkin", "checkins", "clock in", "punch in", "punch card", "daily sign", "streak", "streaks"),
    "leaderboard": ("leaderboard", "leader board", "ranking list", "ranking board", "top members", "member rank",
                    "rank members", "member ranking"),
    "points": ("study points", "reward points", "bonus points", "member points", "points balance", "points total",
               "score points", "points rule", "earn points", "add points", "grant points"),
    "duration quota": ("study duration", "study minutes", "study hours quota", "duration quota", "minimum duration",
                       "min duration", "min minutes", "required minutes", "watch time", "dwell time", "minutes required"),
    "forced photo": ("photo required", "require photo", "force photo", "forced photo", "selfie", "face check",
                     "face verify", "face recognition", "liveness"),
    "location": ("geolocation", "geo location", "latitude", "longitude", "gps", "get current position",
                 "watch position", "location trace"),
    "mood": ("mood", "moods", "emotion", "emotions", "sentiment", "attitude score", "thought tendency"),
}
# Names that are enough by themselves as a route segment, a property of the contract, a table or a column.
NAMES = {
    "check-in": {"checkin", "checkins", "check_in", "check_ins", "check-ins", "streak"},
    "leaderboard": {"leaderboard", "leaderboards", "ranking", "rankings", "rank"},
    "points": {"points", "point", "scores"},
    "duration quota": {"minutes", "study_minutes", "duration_minutes", "watched_seconds", "quota"},
    "location": {"location", "locations", "position_track", "coordinates"},
    "mood": {"mood", "moods", "emotion", "sentiment"},
}
TEXTS = {
    "check-in": ("打卡", "每日签到", "签到天数", "连续签到", "扫码签到"),
    "leaderboard": ("排行榜", "龙虎榜", "学习之星排名", "个人排名", "支部排名"),
    "points": ("积分", "学习币", "奖励分"),
    "duration quota": ("学习时长", "时长达标", "学时不足", "必须学满", "停留时间"),
    "forced photo": ("拍照上传", "强制拍照", "上传现场照片", "人脸识别", "刷脸"),
    "location": ("实时定位", "获取位置", "位置轨迹", "定位签到", "开启定位"),
    "mood": ("心情", "情绪分析", "思想倾向", "态度评分"),
}
CODE = (".cpp", ".hpp", ".ts", ".vue", ".mjs", ".js", ".sql", ".mustache", ".yaml", ".json", ".html", ".css")
FOLDERS = ("src", "web/src", "web/m", "web/console", "regulations", "api")
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
TABLE = re.compile(r"create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)\s*\((.*?)\)\s*(?:without\s+rowid|strict|;|$)",
                   re.IGNORECASE | re.DOTALL)


class Finding(NamedTuple):
    file: str
    line: int
    feature: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.feature}: {self.text}"


def words_of(identifier: str) -> str:
    """checkIn, check_in and check-in are all ' check in '."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", identifier)
    return " " + re.sub(r"[_\-\s]+", " ", apart).lower().strip() + " "


def in_identifier(identifier: str) -> Iterator[str]:
    words = words_of(identifier)
    for feature, sequences in WORDS.items():
        if any(f" {sequence} " in words for sequence in sequences):
            yield feature


def in_name(name: str) -> Iterator[str]:
    for feature, names in NAMES.items():
        if name.lower() in names:
            yield feature


def without_comments(path: str, text: str) -> str:
    """What a comment says about the rule is no feature; its lines become blank."""

    def blank(match: re.Match[str]) -> str:
        piece = match.group(0)
        return piece if piece[0] in "\"'`" else re.sub(r"[^\n]", " ", piece)

    if path.endswith(".sql"):
        return re.sub(r"'(?:[^'])*'|--[^\n]*", blank, text)
    if path.endswith((".yaml",)):
        return re.sub(r"\"[^\"\n]*\"|(?m:(?:^|(?<=\s))#[^\n]*)", blank, text)
    if path.endswith((".cpp", ".hpp", ".ts", ".mjs", ".js", ".vue", ".css")):
        return re.sub(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`|(?<!:)//[^\n]*|/\*.*?\*/|<!--.*?-->',
                      blank, text, flags=re.DOTALL)
    return text


class Checker:
    def __init__(self, root: str):
        self.root = root
        self.allowed: set[tuple[str, str]] = set()
        self.used: set[tuple[str, str]] = set()
        path = os.path.join(root, "tools", "policy_allowed.txt")
        if os.path.exists(path):
            for line in open(path, encoding="utf-8"):
                if line.strip() and not line.startswith("#"):
                    file, fragment, _reason = [part.strip() for part in line.split("|", 2)]
                    self.allowed.add((file, fragment))
        self.findings: list[Finding] = []

    def say(self, file: str, number: int, feature: str, text: str, line: str) -> None:
        for entry in self.allowed:
            if entry[0] == file and entry[1] in line:
                self.used.add(entry)
                return
        self.findings.append(Finding(file, number, feature, text))

    def run(self) -> list[Finding]:
        for top in FOLDERS:
            for folder, folders, names in os.walk(os.path.join(self.root, top)):
                folders[:] = sorted(name for name in folders if name not in ("node_modules", "dist", "vectors"))
                for name in sorted(names):
                    if name.endswith(CODE):
                        self.file(os.path.relpath(os.path.join(folder, name), self.root))
        for entry in sorted(self.allowed - self.used):
            self.findings.append(Finding("tools/policy_allowed.txt", 1, "allowed", f"{entry[0]} no longer says: {entry[1]}"))
        return sorted(set(self.findings))

    def file(self, path: str) -> None:
        for feature in in_identifier(os.path.splitext(os.path.basename(path))[0]):
            self.say(path, 1, feature, "the file's name", path)
        raw = open(os.path.join(self.root, path), encoding="utf-8", errors="replace").read()
        text = without_comments(path, raw)
        for number, line in enumerate(text.splitlines(), 1):
            for match in IDENTIFIER.finditer(line):
                for feature in in_identifier(match.group(0)):
                    self.say(path, number, feature, match.group(0), line)
            for feature, phrases in TEXTS.items():
                for phrase in phrases:
                    if phrase in line:
                        self.say(path, number, feature, phrase, line)
        if path == "api/openapi.json":
            self.contract(path, raw)
        if path.endswith(".sql"):
            self.tables(path, text)

    def contract(self, path: str, raw: str) -> None:
        document = json.loads(raw)
        for route in document.get("paths", {}):
            for segment in route.strip("/").split("/"):
                for feature in in_name(segment):
                    self.say(path, 1, feature, f"route {route}", route)
        for owner, schema in document.get("components", {}).get("schemas", {}).items():
            for name in schema.get("properties", {}):
                for feature in in_name(name):
                    self.say(path, 1, feature, f"property {owner}.{name}", f"{owner}.{name}")

    def tables(self, path: str, text: str) -> None:
        for match in TABLE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            for word in match.group(1).split("_"):
                for feature in in_name(word):
                    self.say(path, line, feature, f"table {match.group(1)}", match.group(1))
            for column in re.findall(r"(?:^|,)\s*(\w+)\s+\w+", match.group(2)):
                for feature in in_name(column):
                    self.say(path, line, feature, f"column {match.group(1)}.{column}", f"{match.group(1)}.{column}")


def main(root: str) -> int:
    findings = Checker(root).run()
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
