"""Ward rosters over HTTP: the sample grids in each form they come in, who sees what of them, and times to meet."""

from __future__ import annotations

import csv
import datetime
import io
import tempfile
import unittest
from pathlib import Path

from tests.support.api import Api, Contract
from tests.support.hospital import Hospital, upload
from tests.support.server import ROOT
from tests.support.xlsx import Book, Number, Sheet

SAMPLES = ROOT / "tests" / "data" / "shifts"


def workbook(rows: list[list]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grid.xlsx"
        Book([Sheet("九月", rows)]).write(path)
        return path.read_bytes()


class Rosters(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract.load()
        cls.hospital = Hospital(cls.contract)
        cls.hospital.start()
        cls.office: Api = cls.hospital.party_office
        cls.secretary: Api = cls.hospital.branch_secretary

    @classmethod
    def tearDownClass(cls):
        cls.hospital.close()

    def tearDown(self):
        self.assertEqual(self.contract.faults, [])

    def start(self, who: Api, content: bytes, name: str, **more):
        return who.post("/v1/rosters", {"upload_id": upload(who, content, name, "roster"), **more})

    def test_samples_in_every_form(self):
        for path in sorted(SAMPLES.glob("2026-09_*.csv")):
            text = path.read_text(encoding="utf-8-sig")
            lines = list(csv.reader(io.StringIO(text)))
            cells = [[Number(cell) if r == 1 and cell.isdigit() else cell for cell in line] for r, line in enumerate(lines)]
            for content, name in ((path.read_bytes(), path.name), (text.encode("gb18030"), path.name), (workbook(cells), path.stem + ".xlsx")):
                with self.subTest(name=name, size=len(content)):
                    begun = self.start(self.office, content, name)
                    self.assertEqual(begun.status, 200, begun.text)
                    draft = begun.json
                    self.assertEqual((draft["month"], draft["ward"], draft["state"]), ("2026-09", path.stem[8:], "draft"))
                    grid = {line[0]: line[4:34] for line in lines if line[0].startswith("E")}
                    self.assertEqual({row["staff_no"]: [cell["text"] for cell in row["cells"]] for row in draft["rows"]}, grid)
                    self.assertEqual(draft["unanswered"], 0)
                    blank = sum(cell == "" for line in grid.values() for cell in line)
                    self.assertEqual([cell["how"] for cell in draft["open"]], ["blank"] * blank)
                    self.assertEqual(self.office.call("DELETE", f"/v1/rosters/{draft['id']}").status, 204)

    def test_life_of_a_grid(self):
        # A month no demo grid is about.
        month = (datetime.date.today() + datetime.timedelta(days=120)).strftime("%Y-%m")
        title = f"心血管内科 {month[:4]}年{int(month[5:])}月排班表\n工号,姓名,1,2,3\n"
        begun = self.start(self.secretary, (title + "E01001,林明旭,白,值,会诊\nE01002,韦家薇,产假,,白/值\n").encode(), "grid.csv")
        self.assertEqual(begun.status, 200, begun.text)
        draft = begun.json["id"]
        self.assertEqual(begun.json["unanswered"], 1)
        self.assertEqual(begun.json["open"][0]["why"], "“会诊”不在心血管内科的代码表里")
        # A draft is its owner's alone.
        self.assertEqual(self.office.get(f"/v1/rosters/{draft}").status, 404)
        early = self.secretary.put(f"/v1/rosters/{draft}/commit")
        self.assertEqual((early.status, early.json["code"]), (422, "rosters.unknown_cells"))
        wrong = self.secretary.put(f"/v1/rosters/{draft}/answers", {"texts": [{"text": "会诊", "code": "无此码"}]})
        self.assertEqual((wrong.status, wrong.json["code"]), (400, "rosters.unknown_code"))
        said = self.secretary.put(f"/v1/rosters/{draft}/answers", {"texts": [{"text": "会诊", "code": "白"}]})
        self.assertEqual((said.status, said.json["unanswered"]), (200, 0), said.text)
        committed = self.secretary.put(f"/v1/rosters/{draft}/commit")
        self.assertEqual((committed.status, committed.json["state"], committed.json["in_force"]), (200, "committed", True), committed.text)
        again = self.secretary.put(f"/v1/rosters/{draft}/commit")
        self.assertEqual((again.status, again.json["code"]), (409, "rosters.no_draft"))
        # From now on nobody sees codes or reasons: not in the grid, whoever asks.
        for who in (self.secretary, self.office):
            shown = who.get(f"/v1/rosters/{draft}")
            self.assertEqual(shown.status, 200, shown.text)
            for row in shown.json["rows"]:
                self.assertTrue(all(set(cell) == {"state"} for cell in row["cells"]), row)
            self.assertEqual([cell["state"] for cell in shown.json["rows"][1]["cells"]][:3], ["busy", "unknown", "busy"])
            self.assertNotIn("产假", shown.text)
        # The ward remembers the text.
        codes = self.secretary.get("/v1/shift-codes", ward="心血管内科")
        self.assertIn("会诊", next(code["aliases"] for code in codes.json["codes"] if code["code"] == "白"))
        # The owner of shifts sees them; the period is theirs to choose, within bounds.
        mine = self.secretary.get("/v1/own-shifts", **{"from": f"{month}-01", "to": f"{month}-03"})
        self.assertEqual([shift["code"] for shift in mine.json["items"]], ["白", "值", "白"], mine.text)
        turned = self.secretary.get("/v1/own-shifts", **{"from": f"{month}-03", "to": f"{month}-01"})
        self.assertEqual((turned.status, turned.json["code"]), (400, "rosters.period_turned"))
        self.assertEqual(self.hospital.member.put("/v1/own-shifts/rest", {"given": True}).status, 204)
        # Those without the right learn nothing of it.
        for role in ("member", "applicant", "staff", "system_admin", "audit_admin"):
            self.assertIn(self.hospital.people[role].get(f"/v1/rosters/{draft}").status, (403, 404), role)
        taken_back = self.secretary.post(f"/v1/rosters/{draft}/reversal")
        self.assertEqual((taken_back.status, taken_back.json["state"]), (200, "reversed"), taken_back.text)
        twice = self.secretary.post(f"/v1/rosters/{draft}/reversal")
        self.assertEqual((twice.status, twice.json["code"]), (409, "rosters.not_committed"))
        mine = self.secretary.get("/v1/own-shifts", **{"from": f"{month}-01", "to": f"{month}-03"})
        self.assertEqual(mine.json["items"], [])

    def test_faulty_files_are_refused_with_every_place(self):
        title = "心血管内科 2026年9月排班表\n"
        cases = {
            "rosters.no_grid": "姓名,1,2\n甲,白,白\n",
            "rosters.month_missing": "工号,姓名,1\nE01001,甲,白\n",
            "rosters.nobody_yours": title + "工号,姓名,1\nX1,甲,白\n",
            "rosters.grid_faulty": title + "工号,姓名,1,31\nE01001,甲,白,白\nE01001,乙,白,白\n,丙,白,白\n",
        }
        for code, content in cases.items():
            with self.subTest(code=code):
                answer = self.start(self.secretary, content.encode(), "grid.csv")
                self.assertEqual(answer.json["code"], code, answer.text)
                if code == "rosters.grid_faulty":
                    self.assertEqual([field["detail"] for field in answer.json["fields"]],
                                     ["第2行：2026-09没有“31”这一天", "第4行：工号E01001与第3行重复", "第5行：丙没有工号；请在文件里补上工号，或者删去这一行，再重新导入"])
        drafts = [item for item in self.secretary.get("/v1/rosters").json["items"] if item["state"] == "draft"]
        self.assertEqual(drafts, [])
        # A member may not even send one.
        with self.assertRaises(AssertionError):
            upload(self.hospital.member, b"x", "grid.csv", "roster")

    def test_codes_of_a_ward(self):
        seen = self.secretary.get("/v1/shift-codes", ward="新科室")
        self.assertEqual((seen.status, seen.json["own"], seen.json["version"]), (200, False, 0))
        codes = seen.json["codes"]
        codes[0]["starts"] = "25:00"
        refused = self.secretary.put("/v1/shift-codes", {"ward": "新科室", "codes": codes})
        self.assertEqual((refused.status, refused.json["fields"][0]["pointer"]), (400, "/codes/0/starts"), refused.text)
        codes[0]["starts"] = "07:30"
        stored = self.secretary.put("/v1/shift-codes", {"ward": "新科室", "codes": codes}, If_Match='"0"')
        self.assertEqual((stored.status, stored.json["own"], stored.json["version"]), (200, True, 1), stored.text)
        stale = self.secretary.put("/v1/shift-codes", {"ward": "新科室", "codes": codes}, If_Match='"0"')
        self.assertEqual(stale.status, 412)
        common = self.secretary.put("/v1/shift-codes", {"ward": "", "codes": codes})
        self.assertEqual(common.status, 404)

    def test_times_to_meet(self):
        branch = self.secretary.get("/v1/people", q="E01001", limit=1).json["items"][0]["organisation"]
        today = datetime.date.today()
        asked = {"branch": branch, "vote": True, "from": str(today), "to": str(today + datetime.timedelta(days=21)), "times": ["12:20", "17:40"],
                 "sittings": 1}
        found = self.secretary.post("/v1/slot-searches", asked)
        self.assertEqual(found.status, 200, found.text)
        self.assertEqual(len(found.json["proposals"]), 3)
        self.assertIn("第十一条", found.json["quorum_article"])
        for proposal in found.json["proposals"]:
            self.assertEqual(len(proposal["sittings"]), 1)
            for absent in proposal["absent"]:
                self.assertIn(absent["title"], ("值班", "下夜休息", "休假", "休息时间", "当班可离岗", "未知"))
        study = self.secretary.post("/v1/slot-searches", {**asked, "vote": False, "sittings": 2})
        coming = [sum(len(sitting["coming"]) for sitting in proposal["sittings"]) for proposal in study.json["proposals"]]
        self.assertGreaterEqual(coming[0], max(len(one["sittings"][0]["coming"]) for one in found.json["proposals"]))
        split = self.secretary.post("/v1/slot-searches", {**asked, "sittings": 2})
        self.assertEqual((split.status, split.json["code"]), (422, "rosters.vote_in_one_sitting"))
        sibling = self.office.get("/v1/people", q="E01030", limit=1).json["items"][0]["organisation"]
        self.assertEqual(self.secretary.post("/v1/slot-searches", {**asked, "branch": sibling}).status, 404)
        self.assertEqual(self.hospital.member.post("/v1/slot-searches", asked).status, 403)


if __name__ == "__main__":
    unittest.main()
