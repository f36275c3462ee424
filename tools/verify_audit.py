#!/usr/bin/env python3
"""Verifies an exported audit trail without any code of the platform.

usage: verify_audit.py EXPORT.jsonl [--key PUBLIC.pem] [--earlier EXPORT.jsonl]
Recomputes every hash, checks that no number is missing, that each chain ends at its head, and that every signed
checkpoint (openssl command) names entries that are there. --key: the installation's public key from elsewhere than the
file. --earlier: an export kept from before; its checkpoints must still hold. Exit status 0: intact, 1: not, 2: unreadable.
"""
import argparse
import hashlib
import json
import subprocess
import sys
import tempfile

ENTRY = ("node sequence at account person actor action subject_kind subject path summary result details address").split()
ZEROS = bytes(32)


def columns(values):
    parts = [str(value).encode() for value in values]
    return b"".join(b"%d:%s," % (len(part), part) for part in parts)


def digest(algorithm, data):
    return hashlib.new(algorithm, data).digest()


def signed_bytes(point):
    return columns(["checkpoint", point["number"], point["at"], point["heads"], point["previous"], point["algorithm"]])


def signature_holds(point, key):
    options = {"ed25519": ["-rawin"],
               "sm2-sm3": ["-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"]}.get(point["algorithm"])
    if options is None:
        return False
    with tempfile.NamedTemporaryFile() as pem, tempfile.NamedTemporaryFile() as data, tempfile.NamedTemporaryFile() as mark:
        for file, content in ((pem, key.encode()), (data, signed_bytes(point)), (mark, bytes.fromhex(point["signature"]))):
            file.write(content)
            file.flush()
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", pem.name, "-in", data.name, "-sigfile",
                               mark.name, *options], capture_output=True).returncode == 0


def read(path):
    trail, heads, points, entries = None, {}, [], {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            (what, value), = json.loads(line).items()
            if what == "trail":
                trail = value
            elif what == "head":
                heads[value["node"]] = value
            elif what == "checkpoint":
                points.append(value)
            elif what == "entry":
                entries.setdefault(value["node"], []).append(value)
    if trail is None or trail.get("format") != "xinglin-audit-1":
        raise ValueError("not an exported audit trail")
    return trail, heads, points, entries


def verify_chain(node, head, rows, findings):
    """Hashes by number; every break is a finding."""
    hashes, previous, last = {}, ZEROS, 0
    for row in rows:
        number = row["sequence"]
        if number != last + 1:
            findings.append(f"node {node}: entries {last + 1} to {number - 1} are missing or out of order")
        elif digest(head["algorithm"], previous + columns(row[name] for name in ENTRY)).hex() != row["hash"]:
            findings.append(f"node {node}: entry {number} was changed")
        hashes[number], previous, last = row["hash"], bytes.fromhex(row["hash"]), number
    if (last, previous.hex()) != (head["sequence"], head["hash"] if head["sequence"] else ZEROS.hex()):
        findings.append(f"node {node}: the chain ends at {last}, its head says {head['sequence']}")
    return hashes


def verify_points(points, key, hashes, findings):
    previous = ZEROS
    for number, point in enumerate(points, 1):
        name = f"checkpoint {point['number']}"
        if point["number"] != number or point["previous"] != previous.hex():
            findings.append(f"{name} does not follow the one before")
        if not signature_holds(point, key):
            findings.append(f"{name}: the signature is not by this key")
        for line in point["heads"].split():
            node, sequence, value = line.split(":")
            if int(sequence) and hashes.get(int(node), {}).get(int(sequence)) != value:
                findings.append(f"{name}: entry {sequence} of node {node} is not there as it was")
        previous = digest("sm3" if point["algorithm"] == "sm2-sm3" else "sha256", signed_bytes(point))


def verify(path, key=None, earlier=None):
    trail, heads, points, entries = read(path)
    findings, hashes = [], {}
    for node, head in heads.items():
        hashes[node] = verify_chain(node, head, entries.get(node, []), findings)
    findings += [f"node {node} has entries but no head" for node in entries if node not in heads]
    verify_points(points, key or trail["public_key"], hashes, findings)
    if earlier:
        kept = {point["number"]: point for point in read(earlier)[2]}
        now = {point["number"]: point for point in points}
        findings += [f"checkpoint {number} of the earlier export is gone or changed" for number in kept if now.get(number) != kept[number]]
    return sum(map(len, entries.values())), len(points), findings


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export")
    parser.add_argument("--key")
    parser.add_argument("--earlier")
    options = parser.parse_args(arguments)
    try:
        key = open(options.key, encoding="utf-8").read() if options.key else None
        entries, points, findings = verify(options.export, key, options.earlier)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        print(f"unreadable: {fault}", file=sys.stderr)
        return 2
    for finding in findings:
        print(finding)
    print(f"{entries} entries, {points} checkpoints: " + ("intact" if not findings else f"{len(findings)} findings"))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
