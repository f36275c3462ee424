"""The party office of one general branch × every operation of the imports: it reaches its own part and nothing else."""

from __future__ import annotations

import re
import time
import unittest

from tests.imports.test_routes import ROUTES, person, table
from tests.support.api import Api, Contract
from tests.support.hospital import Hospital, upload
from tests.support.office import Office
from tests.support.server import run


class PartOfTheInstitution(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract.load()
        cls.hospital = Hospital(cls.contract)
        cls.addClassCleanup(cls.hospital.close)
        said = run("invite", "--role", "party_office", "--organisation", "Z2", "--name", "外科党总支", *cls.hospital.place,
                   "--log-level", "error").stdout
        link = re.search(r"https?://\S+", said)[0]
        cls.hospital.start()
        part = Office(cls.hospital.data)
        part.server = cls.hospital.server
        cls.whole: Api = cls.hospital.party_office
        cls.part: Api = part._accept(link, "waike.dangzong")
        cls.addClassCleanup(cls.part.close)

    def begin(self, api: Api, rows: list[list[str]], kind: str = "people") -> str:
        started = api.post("/v1/imports", {"upload_id": upload(api, table(rows), "名册.csv"), "kind": kind})
        self.assertIn(started.status, (200, 201), started.text)
        return self.until(api, started.json["id"], "checked")

    def until(self, api: Api, id: str, state: str) -> str:
        end = time.monotonic() + 60
        while (now := api.get(f"/v1/imports/{id}").json)["state"] != state:
            self.assertLess(time.monotonic(), end, f"{now['state']} {now.get('problem_text')}, not {state}")
            time.sleep(0.05)
        return id

    def test_every_operation_on_the_institutions_import(self):
        id = self.begin(self.whole, [person(400, 所在党支部="心血管内科党支部")])
        for state in ("checked", "committed"):
            self.until(self.whole, id, state)
            listed = [one["id"] for one in self.part.get("/v1/imports", limit=100).json["items"]]
            self.assertNotIn(id, listed)
            for method, path in ROUTES:
                if "/1" not in path:
                    continue
                with self.subTest(route=f"{method} {path}", state=state):
                    body = {"sheet": 0, "row": 2, "column": "公民身份号码", "purpose": "核对"} if path.endswith("/reveals") else \
                        {"sheet": 0, "columns": []} if path.endswith("/mapping") else \
                        {"answers": [], "accept_all": True} if path.endswith("/answers") else None
                    answer = self.part.call(method, path.replace("/1", f"/{id}"), body=body)
                    self.assertEqual(answer.status, 404, answer.text)
            if state == "checked":
                self.assertEqual(self.whole.put(f"/v1/imports/{id}/commit").status, 202)
        self.assertEqual(self.whole.get(f"/v1/imports/{id}").json["state"], "committed")

    def test_what_concerns_the_whole_institution(self):
        header = ["党组织编号", "党组织名称", "党组织类别", "上级党组织编号"]
        content = table([["Z2", "改名的党总支", "621", "D01"]], header)
        started = self.part.post("/v1/imports", {"upload_id": upload(self.part, content, "组织.csv"), "kind": "organisations"})
        self.assertEqual((started.status, started.code), (403, "intake.whole_only"))
        setting = {"name": "public.secretary_name", "value": "show", "effective_on": "2030-01-01", "reason": "试验"}
        refused = self.part.post("/v1/regulation-settings", setting)
        self.assertEqual((refused.status, refused.code), (403, "regulations.whole_only"))

    def test_rows_outside_are_refused_and_show_nothing(self):
        self.whole.put(f"/v1/imports/{self.begin(self.whole, [person(410, 所在党支部='心血管内科党支部')])}/commit")
        end = time.monotonic() + 60
        while not self.whole.get("/v1/people", q="N00410").json["items"]:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)
        id = self.begin(self.part, [person(410, 姓名="欧阳改名", 手机号="15491111111"), person(411, 所在党支部="心血管内科党支部"),
                                    person(412)])
        said = {(one["row"], one["column"], one["code"], one["handling"])
                for one in self.part.get(f"/v1/imports/{id}/findings", limit=500).json["items"]}
        self.assertEqual(said, {(2, "(row)", "PERSON_OUTSIDE", "error"), (3, "所在党支部", "BRANCH_OUTSIDE", "error")})
        self.assertEqual(self.part.put(f"/v1/imports/{id}/answers", {"answers": [], "accept_all": True}).status, 200)
        self.assertEqual(self.part.put(f"/v1/imports/{id}/commit").status, 202)
        self.until(self.part, id, "committed")
        made = self.part.get(f"/v1/imports/{id}").json
        self.assertEqual((made["created"], made["changed"]), (1, 0))
        names = {one["staff_no"]: one["name"] for one in self.whole.get("/v1/people", q="N0041").json["items"]}
        self.assertNotEqual(names.get("N00410"), "欧阳改名")
        self.assertNotIn("N00411", names)
        self.assertEqual(self.part.post(f"/v1/imports/{id}/reversal").status, 202)
        self.until(self.part, id, "reversed")
        trail = self.hospital.audit_admin.get("/v1/audit/entries", limit=50).json["items"]
        self.assertTrue(any(one["action"] == "import.reversed" and "外科党总支" in str(one) for one in trail),
                        "who took it back stands in the trail, not the job")


if __name__ == "__main__":
    unittest.main()
