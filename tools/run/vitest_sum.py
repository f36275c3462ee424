"""Runs Vitest in the current folder and ends with one line: N passed, N failed, N skipped."""

import json
import subprocess
import sys
import tempfile


def main() -> int:
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        done = subprocess.run(
            ["npm", "run", "--silent", "unit", "--", "--reporter=default", "--reporter=json",
             f"--outputFile.json={report.name}"])
        try:
            counts = json.load(open(report.name, encoding="utf-8"))
        except ValueError:
            return done.returncode or 1
    failed = counts["numFailedTests"]
    # A file that does not even load has no test to count; it is a failure all the same.
    failed += sum(1 for suite in counts["testResults"] if suite["status"] == "failed" and not suite["assertionResults"])
    skipped = counts["numPendingTests"] + counts["numTodoTests"]
    print(f"{counts['numPassedTests']} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else done.returncode


if __name__ == "__main__":
    sys.exit(main())
