"""What goes out is read back: XLSX, CSV in two encodings and the national layout, by an own reader and by the import itself."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import unittest
from pathlib import Path

from tests.support import roster, xlsx
from tests.support.api import Contract
from tests.support.hospital import Hospital
from tests.support.server import folder

NATIONAL = ["姓名", "所在党支部", "公民身份号码", "性别", "民族", "出生日期", "学历", "人员类别", "加入党组织日期", "转为正式党员日期", "工作岗位",
            "手机号", "固定电话", "家庭住址", "党籍状态", "是否为失联党员", "失去联系日期", "是否为流动党员", "外出流向"]


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract.load()
        cls.hospital = Hospital(cls.contract)
        cls.addClassCleanup(cls.hospital.close)
        cls.hospital.start()
        cls.office = cls.hospital.party_office

    def export(self, format: str, columns: list[str] | None = None, purpose: str | None = None, **filter) -> bytes:
        wish = {"filter": filter, "format": format, "columns": columns or []}
        if purpose:
            wish["purpose"] = purpose
        asked = self.office.post("/v1/people-exports", wish)
        self.assertIn(asked.status, (200, 201), asked.text)
        got = self.office.get(asked.json["url"])
        self.assertEqual(got.status, 200, got.text)
        return got.body

    def book(self, content: bytes) -> dict[str, list[list[str]]]:
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "out.xlsx"
            path.write_bytes(content)
            return xlsx.read(path)

    def test_three_formats_say_the_same(self):
        columns = ["staff_no", "name", "organisation", "sex", "education", "join_date", "full_date", "mobile"]
        as_csv = list(csv.reader(io.StringIO(self.export("csv", columns, state="full").decode("utf-8-sig"))))
        as_gb = list(csv.reader(io.StringIO(self.export("csv_gb18030", columns, state="full").decode("gb18030"))))
        as_book = next(iter(self.book(self.export("xlsx", columns, state="full")).values()))
        self.assertEqual(as_gb, as_csv)
        self.assertEqual([[cell for cell in row] for row in as_book], as_csv)
        counted = self.office.get("/v1/people-count", state="full").json
        self.assertEqual(len(as_csv) - 1, counted.get("count", counted.get("people")), "the export is equal to its filter")
        own = self.office.get("/v1/session").json["name"]
        clear = {row[1] for row in as_csv[1:] if row[7] and "****" not in row[7]}
        self.assertLessEqual(clear, {own}, "masked unless a purpose is given; one's own number is no secret")

    def test_the_national_layout_has_its_items_in_order_and_a_total(self):
        (sheet,) = self.book(self.export("national16", purpose="向上级报送党员基本信息", kind="member")).values()
        self.assertEqual(sheet[0][0], "党员基本信息汇总表")
        self.assertRegex(sheet[1][0], "填报单位：.*日期：.*共\\d+人.*用途：向上级报送党员基本信息")
        self.assertEqual(sheet[2], ["序号", *NATIONAL])
        people, total = sheet[4:-1], sheet[-1]
        self.assertEqual([row[0] for row in people], [str(number) for number in range(1, len(people) + 1)])
        self.assertEqual((total[0], total[1]), ("合计", f"{len(people)}人"))
        clean = roster.table(roster.SAMPLE / "members_clean.csv")
        by_number = {row[clean[0].index("公民身份号码")]: dict(zip(clean[0], row)) for row in clean[1:]}
        seen = 0
        for row in people:
            cells = dict(zip(["序号", *NATIONAL], row + [""] * 20))
            known = by_number.get(cells["公民身份号码"])
            if known is None:
                continue
            seen += 1
            for column in ("姓名", "性别", "民族", "出生日期", "学历", "人员类别", "工作岗位", "手机号", "固定电话", "家庭住址", "党籍状态", "是否为流动党员", "外出流向"):
                self.assertEqual(cells[column], known[column], f"{known['工号']} {column}")
        self.assertGreater(seen, 500)

    def test_the_national_layout_comes_in_again_without_a_question(self):
        content = self.export("national16", purpose="转交兄弟单位核对", kind="member")
        place = folder("national")
        self.addCleanup(shutil.rmtree, place, ignore_errors=True)
        file = place / "汇总表.xlsx"
        file.write_bytes(content)
        file.chmod(0o644)
        roster.organisations(place / "data")
        done = roster.run_import("people", file, place / "data", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        asked = [one for one in roster.findings(done.stdout) if one.handling in ("error", "confirm")]
        self.assertEqual(asked, [], "our own layout raises no questions")
        said = roster.counts(done.stderr)
        self.assertEqual((said["共"], said["待处理"]), (said["新建"], 0), done.stderr)
        self.assertGreater(said["新建"], 600)

    def test_formulas_go_out_as_text(self):
        branch = self.office.get("/v1/people", q="E01001").json["items"][0]["organisation"]
        made = self.office.post("/v1/people", {"organisation": branch, "state": "staff", "reason": "试验", "fields": [
            {"name": "name", "value": "试验员"}, {"name": "staff_no", "value": "X-FORMULA"}, {"name": "position", "value": "=1+1"}]})
        self.assertIn(made.status, (200, 201), made.text)
        as_csv = self.export("csv", ["staff_no", "position"], q="X-FORMULA").decode("utf-8-sig")
        self.assertIn("X-FORMULA,'=1+1", as_csv)
        (sheet,) = self.book(self.export("xlsx", ["staff_no", "position"], q="X-FORMULA")).values()
        self.assertEqual(sheet[1], ["X-FORMULA", "=1+1"])


if __name__ == "__main__":
    unittest.main()
