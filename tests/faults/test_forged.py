"""A membership changed behind the program's back is found: every row of a state carries a code only the program can make."""

from __future__ import annotations

import json
import shutil
import sqlite3
import unittest

from tests.support.hospital import prepared
from tests.support.server import folder, run


class Forged(unittest.TestCase):
    def membership(self, data) -> dict:
        said = run("doctor", "--json", "--data", str(data), "--log-level", "error", check=False)
        findings = [json.loads(line) for line in said.stdout.splitlines()]
        (one,) = [one for one in findings if one["name"] == "党籍记录"]
        return one

    def test_the_doctor_finds_a_forged_membership(self):
        place = folder("forged")
        self.addCleanup(shutil.rmtree, place, ignore_errors=True)
        data = place / "data"
        shutil.copytree(prepared(), data, copy_function=shutil.copy2)
        self.assertEqual(self.membership(data)["health"], "well")
        with sqlite3.connect(data / "xinglin.db") as database:
            changed = database.execute("UPDATE members_states SET state = 'full' WHERE id = "
                                       "(SELECT id FROM members_states WHERE state = 'probationary' ORDER BY id LIMIT 1)")
            self.assertEqual(changed.rowcount, 1)
        found = self.membership(data)
        self.assertEqual(found["health"], "ill")
        self.assertIn("1 条党籍记录不是由本程序写入的", found["text"])


if __name__ == "__main__":
    unittest.main()
