"""`xinglin export`: the same lists as on the screen, masked unless somebody else consents, each on the trail."""

from __future__ import annotations

import csv
import io
import json
import shutil
import stat
import subprocess
import unittest
import zipfile
from pathlib import Path

from tests.support.hospital import Hospital, prepared
from tests.support.server import folder, run


class ExportCommand(unittest.TestCase):
    def setUp(self):
        self.folder = folder("export")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.data = self.folder / "data"
        subprocess.run(["cp", "-a", str(prepared()), str(self.data)], check=True)

    def export(self, *arguments: str, status: int = 0) -> str:
        done = run("export", *arguments, "--data", str(self.data), "--log-level", "error", check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def rows(self, file: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(file.read_bytes().decode(encoding))))

    def events(self, action: str) -> list[dict]:
        with Hospital(data=self.data) as hospital:
            answer = hospital.audit_admin.get("/v1/audit/entries", action=action)
            self.assertEqual(answer.status, 200, answer.text)
            return answer.json["items"]

    def test_members_of_one_branch_masked_private_and_on_record(self):
        file = self.folder / "branch.csv"
        self.export("people", str(file), "--organisation", "Z1B01", "--kind", "member", "--columns", "name,staff_no,resident_id,mobile")
        rows = self.rows(file)
        self.assertEqual(len(rows), 24)
        self.assertTrue(all("*" in row["公民身份号码"] and "*" in row["手机号码"] for row in rows), rows[:2])
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        said = json.dumps(self.events("people.exported"), ensure_ascii=False)
        self.assertIn("脱敏", said)
        self.assertIn("命令行", said)

    def test_a_file_that_is_there_is_left_alone(self):
        file = self.folder / "kept.csv"
        file.write_text("mine")
        self.assertIn("已经有这个文件", self.export("people", str(file), status=1))
        self.assertEqual(file.read_text(), "mine")

    def test_a_refused_wish_leaves_no_file(self):
        for wrong in (["--organisation", "NOWHERE"], ["--columns", "name,shoe_size"], ["--purpose", "x"]):
            file = self.folder / "none.xlsx"
            self.export("people", str(file), *wrong, status=1)
            self.assertFalse(file.exists() and file.stat().st_size > 0, wrong)

    def test_the_national_layout_in_clear_once_somebody_consents(self):
        file = self.folder / "up.xlsx"
        told = self.export("people", str(file), "--format", "national16", "--kind", "member", "--purpose", "年度统计上报", status=3)
        number = told.split("--request ")[1].split()[0]
        self.assertIn("等待另一人同意", self.export("people", str(file), "--request", number, status=1))
        with Hospital(data=self.data) as hospital:
            waiting = hospital.party_office.get("/v1/people-exports", waiting="true").json["items"]
            self.assertEqual([item["id"] for item in waiting], [number])
            answer = hospital.party_office.put(f"/v1/people-exports/{number}/decision", {"approved": True})
            self.assertEqual(answer.status, 200, answer.text)
        self.export("people", str(file), "--request", number)
        with zipfile.ZipFile(file) as book:
            strings = book.read("xl/sharedStrings.xml").decode()
            workbook = book.read("xl/workbook.xml").decode()
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertIn('name="党员基本信息汇总表"', workbook)
        self.assertIn("用途：年度统计上报", strings)
        self.assertNotIn("**", strings)
        self.assertGreaterEqual(sheet.count("<row "), 4 + 620)
        self.assertIn("年度统计上报", json.dumps(self.events("people.exported"), ensure_ascii=False))

    def test_the_tree_goes_out_and_comes_in_elsewhere(self):
        first, again = self.folder / "tree.csv", self.folder / "again.csv"
        self.export("organisations", str(first))
        self.assertEqual(len(self.rows(first)), 29)
        elsewhere = self.folder / "elsewhere"
        run("import", "organisations", str(first), "--data", str(elsewhere))
        run("export", "organisations", str(again), "--data", str(elsewhere))
        self.assertEqual(self.rows(again), self.rows(first))
        old = self.folder / "old.csv"
        self.export("organisations", str(old), "--format", "csv_gb18030")
        self.assertEqual(self.rows(old, "gb18030"), self.rows(first))
        self.assertEqual(len(self.events("organisations.exported")), 2)


if __name__ == "__main__":
    unittest.main()
