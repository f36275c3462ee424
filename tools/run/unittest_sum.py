"""Runs the Python tests of a folder and ends with one line: N passed, N failed, N skipped."""

import os
import sys
import unittest


def main(folder: str, pattern: str) -> int:
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    os.chdir(root)
    sys.path.insert(0, root)
    sys.dont_write_bytecode = True
    suite = unittest.defaultTestLoader.discover(folder, pattern=pattern, top_level_dir=folder)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    for case, reason in result.skipped:
        print(f"skipped: {case.id()}: {reason}")
    bad = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    good = result.testsRun - len(result.skipped) - len(result.failures) - len(result.errors) - len(
        result.unexpectedSuccesses)
    print(f"{max(good, 0)} passed, {bad} failed, {len(result.skipped)} skipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
