"""xinglin check-vectors: an institution checks its own cases of a rule."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from tests.support.server import ROOT, run

QUORUM = ROOT / "regulations" / "election" / "vectors" / "election_quorum.csv"


class CheckVectors(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, text: str) -> str:
        path = self.folder / "cases.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    def test_every_file_the_program_ships_passes_and_shows_each_case(self):
        files = sorted(ROOT.glob("regulations/*/vectors/*.csv"))
        self.assertGreater(len(files), 8)
        for path in files:
            with self.subTest(path.name):
                done = run("check-vectors", str(path), check=False)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                cases = sum(1 for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.strip())
                self.assertEqual(done.stdout.count("通过 "), cases + 1)

    def test_a_case_that_differs_shows_what_came_and_what_was_expected(self):
        text = QUORUM.read_text(encoding="utf-8").replace("Q003,committee_election,10,9,3,4,5,0,VALID,OK,ELECTED,NOT_ELECTED",
                                                          "Q003,committee_election,10,9,3,4,5,0,VALID,OK,ELECTED,ELECTED")
        done = run("check-vectors", self.file("\ufeff" + text.replace("\n", "\r\n")), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("≠ expected_base_due：得到“NOT_ELECTED”，预期“ELECTED”", done.stdout)
        self.assertIn("不符 1 条", done.stdout)

    def test_an_unknown_header_names_the_known_ones(self):
        done = run("check-vectors", self.file("case_id,nobody\n1,2\n"), check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("election_quorum", done.stderr)
        self.assertIn("voting_members_due", done.stderr)
        for arguments in (["--rule", "nothing_like_it"], ["--rule", "resident_id"]):
            self.assertEqual(run("check-vectors", self.file("case_id,nobody\n1,2\n"), *arguments, check=False).returncode, 2)
        self.assertEqual(run("check-vectors", str(self.folder / "absent.csv"), check=False).returncode, 2)

    def test_a_named_rule_takes_columns_in_any_order_and_a_bad_cell_is_said(self):
        text = "note,valid,code,case_id\n,Y,12110000000000001N,U1\n"
        self.assertEqual(run("check-vectors", self.file(text), "--rule", "credit_code", check=False).returncode, 0)
        header = QUORUM.read_text(encoding="utf-8").splitlines()[0]
        done = run("check-vectors", self.file(header + "\nB1,resolution,many,1,,,1,0,VALID,,,PASSED,\nB2,resolution\n"), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("第2行无法核对", done.stdout)
        self.assertIn("第3行无法核对", done.stdout)


if __name__ == "__main__":
    unittest.main()
