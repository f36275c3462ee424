"""The messy roster through the real program: every finding, and what is stored once the open questions are answered."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import unittest
from pathlib import Path

from tests.support import roster
from tests.support.office import Office
from tests.support.server import folder
from tests.support.xlsx import Book, Day, Sheet

MESSY = roster.SAMPLE / "members_messy.csv"

# Columns of the clean file and what the export calls them; 所在党支部 and 人员类别 are read there by their titles, too.
EXPORT = ["staff_no", "name", "organisation", "resident_id", "sex", "ethnicity", "birth_date", "education", "state",
          "join_date", "full_date", "job_code", "mobile", "phone", "address", "standing", "lost", "lost_since", "floating",
          "floating_to", "party_post", "position"]
KEPT = ("DATE_YM_", "PHONE_MISSING", "NAME_MIDDLE_DOT", "SAME_NAME_OK", "DUP_PHONE")


def answers(path: Path, line_of=lambda line: line) -> Path:
    """The open questions of the sample, answered as its list of defects says."""
    lines, said = roster.sample_lines(), []
    for one in roster.sample_defects():
        if roster.handling(one["defect"]) not in ("error", "confirm"):
            continue
        answer = {"row": line_of(lines[one["序号"]]), "column": one["column"]}
        if one["column"] == roster.ROW:
            said.append({**answer, "action": "skip"})
        elif roster.handling(one["defect"]) == "confirm" and one["defect"] != "CAT_SYNONYM":
            said.append({**answer, "action": "accept"})
        else:
            said.append({**answer, "action": "mend", "value": one["original"]})
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in said), encoding="utf-8")
    path.chmod(0o644)
    return path


class Sample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = folder("import")
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        cls.prepared = cls.place / "prepared"
        roster.organisations(cls.prepared)

    def data(self) -> Path:
        """An own folder with the organisations in it."""
        made = Path(folder("roster"))
        self.addCleanup(shutil.rmtree, made, ignore_errors=True)
        shutil.copytree(self.prepared, made / "data", copy_function=shutil.copy2)
        return made / "data"

    def holds(self, done, line_of=None):
        self.assertEqual(done.returncode, 0, done.stderr)
        found = roster.findings(done.stdout)
        self.assertEqual(roster.difference(roster.sample_expected(line_of), found), "")

    def test_organisations_again_change_nothing(self):
        data = self.data()
        done = roster.run_import("organisations", roster.SAMPLE / "orgs.csv", data)
        self.assertEqual(done.returncode, 0, done.stderr)
        said = roster.counts(done.stdout)
        self.assertEqual((said["共"], said["新建"], said["更新"], said["无变化"]), (29, 0, 0, 29))

    def test_a_dry_run_says_everything_and_writes_nothing(self):
        data = self.data()
        done = roster.run_import("people", MESSY, data, "--dry-run", "--json")
        self.holds(done)
        again = roster.run_import("people", MESSY, data, "--dry-run", "--json")
        self.holds(again)
        clean = roster.run_import("people", roster.SAMPLE / "members_clean.csv", data, "--dry-run")
        self.assertEqual(roster.counts(clean.stdout)["可导入"], 620, "the dry run has left nobody behind")

    def test_the_csv_of_the_sample_gives_the_findings_of_its_list(self):
        self.holds(roster.run_import("people", MESSY, self.data(), "--json"))

    def test_gb18030_gives_the_same(self):
        data = self.data()
        file = data.parent / "党员花名册.csv"
        file.write_bytes(MESSY.read_text(encoding="utf-8-sig").encode("gb18030"))
        self.holds(roster.run_import("people", file, data, "--json"))

    def test_a_workbook_gives_the_same(self):
        data = self.data()
        rows = roster.table(MESSY)
        for shared in (True, False):
            with self.subTest(shared=shared):
                file = Book([Sheet("党员信息", [list(row) for row in rows], ["A1:W1", "A2:W2"])], shared).write(
                    data.parent / f"名册{shared}.xlsx")
                # A workbook numbers its rows; the CSV's lines are the same here, for no cell holds a line break.
                self.holds(roster.run_import("people", file, data, "--dry-run", "--json"))

    def test_answered_it_equals_the_clean_roster_and_again_changes_nothing(self):
        data = self.data()
        done = roster.run_import("people", MESSY, data, "--json", "--answers", str(answers(data.parent / "answers.jsonl")))
        self.assertEqual(done.returncode, 0, done.stderr)
        said = roster.counts(done.stderr)
        self.assertEqual((said["新建"], said["待处理"], said["登记未收"]), (620, 0, 0), done.stderr)
        left = [one for one in roster.findings(done.stdout) if one.handling in ("error", "confirm")]
        self.assertEqual(left, [])

        kept = {(one["工号"], one["column"]): one for one in roster.sample_defects() if one["defect"].startswith(KEPT)}
        with Office(data) as office:
            stored = {row["工号"]: row for row in office.table(EXPORT)}
            masked = office.export("csv", ["staff_no", "resident_id", "mobile", "address"], purpose=None).decode("utf-8-sig")
        clean = roster.table(roster.SAMPLE / "members_clean.csv")
        self.assertEqual(len(stored), 620)
        for row in clean[1:]:
            person = dict(zip(clean[0], row))
            found = stored[person["工号"]]
            for column, wanted in person.items():
                if column == "序号":
                    continue
                if (one := kept.get((person["工号"], column))) is not None:
                    wanted = roster.stored(one["defect"], one["original"], one["in_messy_file"])
                if column == "失去联系日期" and wanted:
                    wanted = wanted.replace("年", "-").removesuffix("月")
                if column == "人员类别" and person["党籍状态"] == "停止党籍":
                    wanted = "停止党籍"  # the list shows how the person stands; the national layout has both columns
                title = {"所在党支部": "所在党组织", "手机号": "手机号码", "科室/岗位": "岗位职务"}.get(column, column)
                with self.subTest(staff_no=person["工号"], column=column):
                    got = found[title]
                    if got.startswith("'") and wanted[:1] in "=+-@":
                        got = got[1:]
                    self.assertEqual(got, wanted)
            if person["公民身份号码"]:
                self.assertNotIn(person["公民身份号码"], masked)
            if len(person["手机号"]) == 11:
                self.assertNotIn(person["手机号"], masked)

        before = self.rows(data)
        again = roster.run_import("people", MESSY, data, "--json")
        self.assertEqual(again.returncode, 0, again.stderr)
        said = roster.counts(again.stderr)
        self.assertEqual((said["新建"], said["更新"], said["登记未收"], said["待处理"]), (0, 0, 0, 0), again.stderr)
        self.assertEqual(self.rows(data), before, "the same file again changes no person")

    @staticmethod
    def rows(data: Path) -> str:
        """A digest of everything the register holds about people."""
        import sqlite3
        digest = hashlib.sha256()
        with sqlite3.connect(f"file:{data / 'xinglin.db'}?mode=ro", uri=True) as database:
            tables = [name for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type='table' AND (name LIKE 'people_%' OR name LIKE 'members_%') ORDER BY name")]
            assert tables, "no tables of people"
            for name in tables:
                digest.update(name.encode())
                for row in database.execute(f"SELECT * FROM {name} ORDER BY 1, 2"):
                    digest.update(repr(row).encode())
        return digest.hexdigest()

    @unittest.skipUnless(os.geteuid() == 0, "only root has folders that are closed to the user the program becomes")
    def test_root_imports_into_a_folder_nobody_else_may_enter(self):
        with tempfile.TemporaryDirectory() as place:
            data = Path(place) / "data"
            file = Path(place) / "名册.csv"
            file.write_bytes(MESSY.read_bytes())
            file.chmod(0o600)
            roster.organisations(data)
            self.holds(roster.run_import("people", file, data, "--json"))
            self.assertNotEqual((data / "xinglin.db").stat().st_uid, 0, "it was not root that wrote")

    def test_native_dates_and_numbers_of_a_workbook(self):
        """The clean roster with real dates, and telephone numbers as numbers, has nothing to be said about."""
        import datetime
        from tests.support.xlsx import Number
        data = self.data()
        rows = roster.table(roster.SAMPLE / "members_clean.csv")
        made = [rows[0]]
        dates = [rows[0].index(name) for name in ("出生日期", "加入党组织日期", "转为正式党员日期")]
        mobile = rows[0].index("手机号")
        for row in rows[1:]:
            cells: list = list(row)
            for at in dates:
                if row[at]:
                    cells[at] = Day((datetime.date.fromisoformat(row[at]) - datetime.date(1899, 12, 30)).days)
            cells[mobile] = Number(row[mobile])
            made.append(cells)
        file = Book([Sheet("Sheet1", made)]).write(data.parent / "clean.xlsx")
        done = roster.run_import("people", file, data, "--dry-run", "--json")
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)


if __name__ == "__main__":
    unittest.main()
