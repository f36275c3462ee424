"""Other rosters with other defects in other places and layouts: the same findings, exactly. XINGLIN_IMPORT_SEEDS=1-200 for more."""

from __future__ import annotations

import os
import shutil
import unittest

from tests.support import roster
from tests.support.server import folder
from tests.support.variants import Maker


def seeds() -> range:
    first, _, last = os.environ.get("XINGLIN_IMPORT_SEEDS", "1-12").partition("-")
    return range(int(first), int(last or first) + 1)


class Variants(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = folder("variants")
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        cls.prepared = cls.place / "prepared"
        roster.organisations(cls.prepared)

    def test_each_seed_gives_exactly_its_findings(self):
        for seed in seeds():
            variant = Maker(seed).make(self.place)
            with self.subTest(variant.description):
                done = roster.run_import("people", variant.path, self.prepared, "--dry-run", "--json")
                self.assertEqual(done.returncode, 0, done.stderr)
                found = roster.findings(done.stdout)
                self.assertEqual(roster.difference(variant.expected, found), "")
                said = roster.counts(done.stderr)
                self.assertEqual((said["共"], said["重复略去"]), (variant.people, variant.dropped), done.stderr)
                held = {(one.sheet, one.row) for one in variant.expected if one.handling in ("error", "confirm")}
                self.assertEqual(said["待处理"], len(held))

    def test_committed_twice_the_second_time_changes_nothing(self):
        for seed in list(seeds())[:4]:
            variant = Maker(seed).make(self.place)
            data = self.place / f"data{seed}"
            shutil.copytree(self.prepared, data, copy_function=shutil.copy2)
            with self.subTest(variant.description):
                first = roster.run_import("people", variant.path, data)
                self.assertEqual(first.returncode, 0, first.stderr)
                said = roster.counts(first.stdout)
                self.assertEqual(said["新建"] + said["待处理"] + said["重复略去"], variant.people, first.stdout)
                self.assertEqual(said["登记未收"], 0)
                again = roster.counts(roster.run_import("people", variant.path, data).stdout)
                self.assertEqual((again["新建"], again["更新"]), (0, 0))
                self.assertEqual(again["无变化"], said["新建"])


if __name__ == "__main__":
    unittest.main()
