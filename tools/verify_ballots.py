#!/usr/bin/env python3
"""Recounts a counted electronic ballot without any code of the platform.

usage: verify_ballots.py RECORD.json
RECORD.json is the answer of POST /v1/ballots/{id}/records. Checks that every slip had a permit of its own under the one key of the
ballot, that no more slips came back than permits were issued, that the published receipts are those of the slips, that their
hash is the one on record, adds the marks up, and compares them with the result that was published and with the one the meeting has on
record. Prints the totals; ends with 1 when something is wrong.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter

MARKS = {"f": "in_favour", "a": "against", "s": "abstained", "e": "excellent", "q": "qualified", "b": "basic", "u": "unqualified"}


def encoded(message: bytes) -> int:
    """EMSA-PSS with SHA-384 and no salt, for a modulus of 2048 bits (RFC 9474, PSSZERO)."""
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest()).digest()
    block = bytearray(256 - 48 - 1)
    block[-1] = 1
    mask = b"".join(hashlib.sha384(digest + bytes((0, 0, 0, i))).digest() for i in range(5))
    block = bytearray(a ^ b for a, b in zip(block, mask))
    block[0] &= 0x7F
    return int.from_bytes(bytes(block) + digest + b"\xbc", "big")


def faults(record: dict) -> list[str]:
    ballot, found = record["ballot"], []
    modulus = int(ballot["modulus"], 16)
    tokens = [one["token"] for one in record["permits"]]
    for one in record["permits"]:
        if pow(int(one["signature"], 16), 65537, modulus) != encoded(one["token"].encode()):
            found.append(f"the permit {one['token']} was not signed under the key of this ballot")
    if len(set(tokens)) != len(tokens):
        found.append("a permit stands twice")
    if not len(tokens) == len(record["choices"]) == len(record["receipts"]) == ballot["returned"]:
        found.append("permits, slips and receipts are not as many as were returned")
    if len(tokens) > ballot["issued"]:
        found.append("more slips came back than permits were issued")
    made = sorted(hashlib.sha256("\n".join(("xinglin-ballot-1", ballot["id"], one["nonce"], one["marks"],
                                            "\n".join(one["write_ins"]))).encode()).hexdigest() for one in record["choices"])
    if made != record["receipts"]:
        found.append("the receipts are not those of the slips")
    if hashlib.sha256("\n".join(record["receipts"]).encode()).hexdigest() != ballot["digest"]:
        found.append("the receipts are not those that were published")
    counted = {(title, mark): votes for title, mark, votes in totals(record)}
    for where, said in (("published", published(ballot)), ("recorded by the meeting", recorded(record))):
        for title, mark in sorted(set(counted) | set(said)) if said is not None else ():
            slips, there = counted.get((title, mark), 0), said.get((title, mark), 0)
            if slips != there:
                found.append(f"{title}, {mark}: {slips} by the slips, {there} {where}")
    return found


def published(ballot: dict) -> dict[tuple[str, str], int]:
    """What every voter is shown as the result."""
    return {(line["title"], "written_in" if line["written_in"] else mark["code"]): mark.get("votes", 0)
            for line in ballot["lines"] for mark in line["marks"]}


def recorded(record: dict) -> dict[tuple[str, str], int] | None:
    """What the meeting has on record; nothing for a test of an appraisal, which keeps none of its own."""
    names = {line["title"] for line in record["ballot"]["lines"] if line["written_in"]}
    out = {(one["title"], "written_in" if one["title"] in names else one["mark"]): one["votes"] for one in record["recorded"]}
    return out if out or record["ballot"]["form"] != "appraisal" else None


def totals(record: dict) -> list[tuple[str, str, int]]:
    lines = [line for line in record["ballot"]["lines"] if not line["written_in"]]
    marks = [Counter(one["marks"][i] for one in record["choices"]) for i in range(len(lines))]
    out = [(line["title"], MARKS[letter], votes) for line, count in zip(lines, marks) for letter, votes in sorted(count.items())]
    names = Counter(name for one in record["choices"] for name in one["write_ins"])
    return out + [(name, "written_in", votes) for name, votes in sorted(names.items())]


def main(path: str) -> int:
    with open(path, encoding="utf-8") as file:
        record = json.load(file)
    for title, mark, votes in totals(record):
        print(f"{votes:5} {mark:12} {title}")
    wrong = faults(record)
    for one in wrong:
        print(f"wrong: {one}")
    print("the count stands" if not wrong else "the count does not stand")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
