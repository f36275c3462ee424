"""Imports over HTTP: who may, a whole life with mapping, answers, commit and way back, and what is left lying about."""

from __future__ import annotations

import csv
import io
import time
import unittest
from pathlib import Path

from tests.support import roster
from tests.support.api import Api, Contract
from tests.support.hospital import ROLES, Hospital, upload

ROUTES = (("GET", "/v1/imports"), ("GET", "/v1/imports/1"), ("POST", "/v1/imports"), ("PUT", "/v1/imports/1/mapping"),
          ("GET", "/v1/imports/1/findings"), ("GET", "/v1/imports/1/rows"), ("PUT", "/v1/imports/1/answers"),
          ("PUT", "/v1/imports/1/commit"), ("POST", "/v1/imports/1/reveals"), ("POST", "/v1/imports/1/reversal"), ("DELETE", "/v1/imports/1"))
HEADER = ["工号", "姓名", "所在党支部", "公民身份号码", "性别", "人员类别", "加入党组织日期", "转为正式党员日期", "手机号"]
CHECK, WEIGHTS = "10X98765432", (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(at: int) -> str:
    """The resident ID of a made-up woman; the county is assigned to nobody."""
    seventeen = f"42909919850312{at * 2:03}"
    return seventeen + CHECK[sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS)) % 11]


def person(at: int, **changed: str) -> list[str]:
    cells = dict(zip(HEADER, [f"N{at:05}", "欧阳" + "甲乙丙丁戊己庚辛壬癸"[at % 10] + "一二三四五六七八九十"[at // 10 % 10], "骨科党支部", number(at), "女",
                              "正式党员", "2010-07-01", "2011-07-01", f"1549{at:07}"]))
    return list((cells | changed).values())


def table(rows: list[list[str]], header: list[str] | None = None) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([header or HEADER, *rows])
    return text.getvalue().encode()


class Imports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract.load()
        cls.hospital = Hospital(cls.contract)
        cls.addClassCleanup(cls.hospital.close)
        cls.hospital.start()
        cls.office: Api = cls.hospital.party_office

    def tearDown(self):
        self.assertEqual(self.contract.faults, [])

    def begin(self, content: bytes, kind: str = "people", name: str = "名册.csv", state: str = "checked", **more) -> str:
        started = self.office.post("/v1/imports", {"upload_id": upload(self.office, content, name), "kind": kind, **more})
        self.assertIn(started.status, (200, 201), started.text)
        return self.until(started.json["id"], state)

    def until(self, id: str, state: str) -> str:
        end = time.monotonic() + 60
        while (now := self.office.get(f"/v1/imports/{id}").json)["state"] != state:
            self.assertLess(time.monotonic(), end, f"{now['state']} {now.get('problem_text')}, not {state}")
            time.sleep(0.05)
        return id

    def commit(self, id: str) -> str:
        asked = self.office.put(f"/v1/imports/{id}/commit")
        self.assertEqual(asked.status, 202, asked.text)
        return self.until(id, "committed")

    def findings(self, id: str) -> list[dict]:
        return self.office.get(f"/v1/imports/{id}/findings", limit=500).json["items"]

    def find(self, staff_no: str) -> dict | None:
        items = self.office.get("/v1/people", q=staff_no).json["items"]
        return next((one for one in items if one["staff_no"] == staff_no), None)

    def stored(self, needle: str) -> list[Path]:
        """Files of the data folder that hold a text in clear."""
        return [path for path in self.hospital.data.rglob("*") if path.is_file() and needle.encode() in path.read_bytes()]

    def test_only_the_party_office_imports(self):
        for role in ROLES:
            for method, path in ROUTES:
                with self.subTest(role=role, route=f"{method} {path}"):
                    body = {"upload_id": "1", "kind": "people", "answers": [], "columns": []} if method in ("POST", "PUT") else None
                    status = self.hospital.people[role].call(method, path, body=body).status
                    if role == "party_office":
                        self.assertNotIn(status, (401, 403))
                    else:
                        self.assertEqual(status, 403)
        for method, path in ROUTES:
            self.assertEqual(self.hospital.stranger().call(method, path, body={} if method in ("POST", "PUT") else None).status, 401)

    def test_nobody_imports_what_another_uploaded(self):
        secretary = self.hospital.branch_secretary
        with self.assertRaises(AssertionError):
            upload(secretary, table([person(900)]), "名册.csv")
        foreign = self.office.post("/v1/imports", {"upload_id": "123456", "kind": "people"})
        self.assertEqual((foreign.status, foreign.code), (404, "intake.no_upload"))

    def test_a_whole_life_leaves_no_file_in_clear(self):
        rows = [person(at) for at in range(1, 6)] + [person(6, 手机号="154900"), person(7, 所在党支部="骨科支部")]
        id = self.begin(table(rows))
        self.assertTrue(self.stored(number(3)), "while questions are open the upload is needed")
        said = {(one["row"], one["code"], one["handling"]) for one in self.findings(id)}
        self.assertEqual(said, {(7, "PHONE_SHORT", "error"), (8, "BRANCH_ALIAS", "confirm")})
        wrong = self.office.put(f"/v1/imports/{id}/answers", {"accept_all": False, "answers": [
            {"sheet": 0, "row": 99, "column": "手机号", "action": "mend", "value": "1"}]})
        self.assertEqual((wrong.status, wrong.code), (404, "intake.no_such_row"))
        answered = self.office.put(f"/v1/imports/{id}/answers", {"accept_all": True, "answers": [
            {"sheet": 0, "row": 7, "column": "手机号", "action": "mend", "value": "15490000006"}]})
        self.assertEqual(answered.status, 200, answered.text)
        self.assertEqual(self.findings(id), [])
        early = self.office.post(f"/v1/imports/{id}/reversal")
        self.assertEqual((early.status, early.code), (409, "intake.not_committed"))
        self.commit(id)
        self.assertEqual(self.office.get(f"/v1/imports/{id}").json["created"], 7)
        self.assertIsNotNone(self.find("N00003"))
        for needle in (number(3), "15490000003"):
            self.assertEqual(self.stored(needle), [], "what was uploaded still lies about in clear")
        again = self.office.put(f"/v1/imports/{id}/commit")
        self.assertEqual((again.status, again.code), (409, "intake.not_checked"))
        row = self.office.get(f"/v1/imports/{id}/rows", limit=1).json["items"][0]
        self.assertEqual(set(row["cells"]), {"***"}, "once committed the people's files are the place to look")

        back = self.office.post(f"/v1/imports/{id}/reversal")
        self.assertEqual(back.status, 202, back.text)
        self.until(id, "reversed")
        self.assertIsNone(self.find("N00003"))

    def test_cells_of_an_open_import_are_masked_and_shown_one_by_one_on_record(self):
        id = self.begin(table([person(40), person(41, 手机号="154900"), person(42, 公民身份号码="42909919850312")]))
        rows = self.office.get(f"/v1/imports/{id}/rows", limit=50).text + self.office.get(f"/v1/imports/{id}/findings", limit=500).text
        for clear in (number(40), number(41), "15490000040", "42909919850312"):
            self.assertNotIn(clear, rows)
        self.assertIn("429099********" + number(40)[-4:], rows)
        self.assertIn("154****0040", rows)
        self.assertIn("欧阳", rows)
        cell = {"sheet": 0, "row": 4, "column": "公民身份号码"}
        nameless = self.office.post(f"/v1/imports/{id}/reveals", {**cell, "purpose": " "})
        self.assertEqual((nameless.status, nameless.code), (400, "people.purpose_missing"))
        self.assertEqual(self.office.post(f"/v1/imports/{id}/reveals", {**cell, "purpose": "改正导入数据"}).json["value"], "42909919850312")
        missing = self.office.post(f"/v1/imports/{id}/reveals", {**cell, "row": 99, "purpose": "改正导入数据"})
        self.assertEqual((missing.status, missing.code), (404, "intake.no_such_row"))
        trail = self.hospital.audit_admin.get("/v1/audit/entries", action="import.cell_revealed").json["items"]
        self.assertEqual(len([one for one in trail if "第4行" in one["summary"]]), 1)
        # What a person gave instead is what is shown when the cell is opened again, and masked until then.
        self.office.put(f"/v1/imports/{id}/answers", {"answers": [{**cell, "action": "mend", "value": number(42)}]})
        self.assertNotIn(number(42), self.office.get(f"/v1/imports/{id}/rows", limit=50).text)
        self.assertEqual(self.office.post(f"/v1/imports/{id}/reveals", {**cell, "purpose": "改正导入数据"}).json["value"], number(42))
        self.commit(id)
        over = self.office.post(f"/v1/imports/{id}/reveals", {**cell, "purpose": "改正导入数据"})
        self.assertEqual((over.status, over.code), (409, "intake.not_open"))

    def test_a_cancelled_import_leaves_no_file_in_clear(self):
        id = self.begin(table([person(20)]))
        self.assertTrue(self.stored(number(20)))
        self.assertEqual(self.office.delete(f"/v1/imports/{id}").status, 204)
        self.assertEqual(self.office.get(f"/v1/imports/{id}").status, 404)
        self.assertEqual(self.stored(number(20)), [])

    def test_what_was_built_on_an_import_keeps_it(self):
        id = self.commit(self.begin(table([person(30), person(31)])))
        person_id = self.find("N00030")["id"]
        changed = self.office.put(f"/v1/people/{person_id}/sections/work", {"fields": [{"name": "position", "value": "护士长"}]})
        self.assertIn(changed.status, (200, 204), changed.text)
        refused = self.office.post(f"/v1/imports/{id}/reversal")
        self.assertEqual((refused.status, refused.code), (409, "intake.built_on"), refused.text)
        self.assertRegex(refused.json["detail"], "1")
        self.assertIsNotNone(self.find("N00031"))

    def test_columns_nobody_can_name_are_named_by_a_person_and_remembered(self):
        header = ["甲栏", "乙栏", "丙栏", "身份", "入", "转", "联", "工", "岗"]
        order = ["姓名", "所在党支部", "性别", "人员类别", "加入党组织日期", "转为正式党员日期", "手机号", "工号"]
        at = [HEADER.index(name) for name in order]

        def rows(first: int) -> bytes:
            return table([[person(one)[i] for i in at] + [number(one)[:6]] for one in range(first, first + 3)], header)

        id = self.begin(rows(40), state="mapping")
        shown = self.office.get(f"/v1/imports/{id}").json
        self.assertEqual(shown["problem"], "intake.no_header")
        refused = self.office.put(f"/v1/imports/{id}/commit")
        self.assertEqual((refused.status, refused.code), (409, "intake.not_checked"))
        unknown = self.office.put(f"/v1/imports/{id}/mapping", {"sheet": 0, "columns": [{"position": 0, "meaning": "zodiac"}]})
        self.assertEqual((unknown.status, unknown.code), (400, "intake.unknown_meaning"))
        nowhere = self.office.put(f"/v1/imports/{id}/mapping", {"sheet": 7, "columns": [{"position": 0, "meaning": "name"}]})
        self.assertEqual((nowhere.status, nowhere.code), (404, "sheets.no_such_sheet"))
        self.assertEqual(self.office.delete(f"/v1/imports/{id}").status, 204)

        header = ["人头", "哪里的", "男还是女", "编码甲", "第几类", "日子一", "日子二", "号", "内部号"]
        meanings = ["name", "branch", "sex", "resident_id", "category", "join_date", "full_date", "mobile", "staff_no"]
        order = ["姓名", "所在党支部", "性别", "公民身份号码", "人员类别", "加入党组织日期", "转为正式党员日期", "手机号", "工号"]
        at = [HEADER.index(name) for name in order]
        plain = table([[person(one)[i] for i in at] for one in range(50, 53)], ["姓名", *header[1:]])
        started = self.office.post("/v1/imports", {"upload_id": upload(self.office, plain, "怪表.csv"), "kind": "people"})
        id = started.json["id"]
        end = time.monotonic() + 60
        while (now := self.office.get(f"/v1/imports/{id}").json)["state"] == "reading" and time.monotonic() < end:
            time.sleep(0.05)
        said = self.office.put(f"/v1/imports/{id}/mapping", {"sheet": 0, "columns": [
            {"position": i, "meaning": meaning} for i, meaning in enumerate(meanings)]})
        self.assertEqual((now["state"], said.status), ("mapping", 204), said.text)
        self.until(id, "checked")
        columns = {one["position"]: one for one in self.office.get(f"/v1/imports/{id}").json["sheets"][0]["columns"]}
        self.assertEqual([columns[i].get("meaning") for i in range(len(meanings))], meanings)
        self.assertEqual({one["found_by"] for one in columns.values()}, {"person"})
        self.assertEqual(self.findings(id), [])
        self.commit(id)
        self.assertIsNotNone(self.find("N00051"))
        more = table([[person(one)[i] for i in at] for one in range(53, 55)], ["姓名", *header[1:]])
        id = self.begin(more)
        columns = self.office.get(f"/v1/imports/{id}").json["sheets"][0]["columns"]
        self.assertEqual([one.get("meaning") for one in columns], meanings)
        self.assertEqual({one["found_by"] for one in columns}, {"memory"}, "the mapping is remembered")

    def test_one_sheet_of_several_is_chosen(self):
        import tempfile
        from tests.support.xlsx import Book, Sheet
        with tempfile.TemporaryDirectory() as place:
            content = Book([Sheet("骨科党支部", [HEADER, person(60)]), Sheet("儿科党支部", [HEADER, person(61)])]).write(
                Path(place) / "book.xlsx").read_bytes()
        id = self.begin(content, name="名册.xlsx")
        shown = self.office.get(f"/v1/imports/{id}").json
        self.assertEqual([(one["name"], one["chosen"], one["rows"]) for one in shown["sheets"]],
                         [("骨科党支部", True, 1), ("儿科党支部", True, 1)])
        self.assertEqual(self.office.put(f"/v1/imports/{id}/mapping", {"sheets": [1], "sheet": 0, "columns": []}).status, 204)
        self.until(id, "checked")
        rows = self.office.get(f"/v1/imports/{id}/rows").json["items"]
        self.assertEqual([row["cells"][0] for row in rows], ["N00061"])
        self.assertEqual(self.office.delete(f"/v1/imports/{id}").status, 204)

    def test_a_later_personnel_file_shows_only_differences(self):
        self.commit(self.begin(table([person(at) for at in range(70, 74)])))
        id = self.begin(table([person(70), person(71, 手机号="15498888888"), person(72, 姓名="欧阳新"), person(73), person(79)]), kind="hr")
        said = {(one["row"], one["column"], one["code"]) for one in self.findings(id)}
        self.assertEqual(said, {(3, "手机号", "CHANGED"), (4, "姓名", "CHANGED"), (6, "(row)", "NEW_PERSON")})
        accepted = self.office.put(f"/v1/imports/{id}/answers", {"accept_all": False, "answers": [
            {"sheet": 0, "row": 4, "column": "姓名", "action": "accept", "value": ""}]})
        self.assertEqual(accepted.status, 200, accepted.text)
        self.commit(id)
        self.assertEqual(self.find("N00072")["name"], "欧阳新")
        self.assertIsNone(self.find("N00079"), "nobody new comes in without a yes")

    def test_organisations_come_in_and_are_taken_back(self):
        header = ["党组织编号", "党组织名称", "党组织简称", "党组织类别", "上级党组织编号", "党组织书记", "批准成立日期"]
        content = table([["Z9", "中共云澜市第一人民医院新设党总支部", "新设党总支部", "621", "D01", "", "2026-01-05"],
                         ["Z9B01", "中共云澜市第一人民医院新设一支部委员会", "新设一党支部", "631", "Z9", "", "2026-02-05"]], header)

        def names() -> set[str]:
            return {one["short_name"] for one in self.office.get("/v1/organisations").json["items"]}

        before = names()
        id = self.begin(content, kind="organisations", name="组织.csv")
        self.assertEqual(names(), before, "a dry run writes nothing")
        self.commit(id)
        self.assertEqual(names() - before, {"新设党总支部", "新设一党支部"})
        again = self.commit(self.begin(content, kind="organisations", name="组织.csv"))
        self.assertEqual(self.office.get(f"/v1/imports/{again}").json["same"], 2)
        self.assertEqual(self.office.post(f"/v1/imports/{id}/reversal").status, 202)
        self.until(id, "reversed")
        self.assertEqual(names(), before)

    def test_a_list_with_secretaries_and_elections_is_taken_back_or_says_why_not(self):
        header = ["党组织编号", "党组织名称", "党组织简称", "党组织类别", "上级党组织编号", "本届班子当选日期", "党组织书记", "联系人",
                  "联系人电话", "批准成立日期"]
        content = table([["Z8", "中共云澜市第一人民医院另设党总支部", "另设党总支", "621", "D01", "2026-02-01", "欧阳书记", "欧阳联系",
                          "15490000800", "2026-01-05"],
                         ["Z8B01", "中共云澜市第一人民医院另设一支部委员会", "另设一党支部", "631", "Z8", "2026-03-01", "欧阳支书", "", "",
                          "2026-02-05"]], header)

        def names() -> set[str]:
            return {one["short_name"] for one in self.office.get("/v1/organisations").json["items"]}

        before = names()
        id = self.commit(self.begin(content, kind="organisations", name="组织.csv"))
        people = self.commit(self.begin(table([person(80, 所在党支部="另设一党支部")])))
        refused = self.office.post(f"/v1/imports/{id}/reversal")
        self.assertEqual((refused.status, refused.code), (409, "organisations.built_on"), refused.text)
        self.assertEqual(self.office.get(f"/v1/imports/{id}").json["state"], "committed", "nothing hangs")
        self.assertEqual(self.office.post(f"/v1/imports/{people}/reversal").status, 202)
        self.until(people, "reversed")
        self.assertEqual(self.office.post(f"/v1/imports/{id}/reversal").status, 202)
        self.until(id, "reversed")
        self.assertEqual(names(), before)

    def test_a_transfer_made_since_keeps_an_import(self):
        id = self.commit(self.begin(table([person(90), person(91)])))
        one = self.find("N00090")
        target = next(one for one in self.office.get("/v1/organisations").json["items"] if one["short_name"] == "儿科党支部")
        moved = self.office.post(f"/v1/people/{one['id']}/transfers", {"organisation": target["id"], "on": "2026-11-01", "reason": "调动"})
        self.assertIn(moved.status, (200, 201, 204), moved.text)
        refused = self.office.post(f"/v1/imports/{id}/reversal")
        self.assertEqual((refused.status, refused.code), (409, "intake.built_on"), refused.text)


if __name__ == "__main__":
    unittest.main()
