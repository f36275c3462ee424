"""Runs a doctest program, split over the cores, and says how many test cases passed, failed and were skipped."""

import os
import re
import subprocess
import sys

SUMMARY = re.compile(r"test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed")
SKIPPED = re.compile(r"^skipped: .*", re.MULTILINE)


def main(program: str) -> int:
    names = subprocess.run([program, "--list-test-cases", "--no-colors=true"], capture_output=True, text=True, check=True)
    total = int(re.search(r"the current filters: (\d+)", names.stdout).group(1))
    parts = max(1, min(os.cpu_count() or 1, 4))
    bounds = [1 + total * part // parts for part in range(parts + 1)]
    sizes = [after - first for first, after in zip(bounds, bounds[1:])]
    running = [
        subprocess.Popen(
            [program, "--no-colors=true", f"--first={first}", f"--last={after - 1}"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for first, after in zip(bounds, bounds[1:])
    ]
    passed = failed = status = 0
    skipped: set[str] = set()
    for process, size in zip(running, sizes):
        output, _ = process.communicate()
        sys.stdout.write(output)
        skipped.update(SKIPPED.findall(output))
        found = SUMMARY.search(output)
        if not found:
            print(f"a part of {program} ended with {process.returncode} before its summary")
            failed += 1
            continue
        # doctest counts the cases outside the range as passed: what ran is the size of the range.
        passed += size - int(found.group(3))
        failed += int(found.group(3))
        status = status or process.returncode
    # A case whose database is absent says so on a line of its own; doctest counts it as passed.
    print(f"{passed - len(skipped)} passed, {failed} failed, {len(skipped)} skipped")
    return 1 if failed or status else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
