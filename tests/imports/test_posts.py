"""Posts that an import named: tied to people, telephones for a purpose, secretaries' names shown to strangers only by a setting."""

from __future__ import annotations

import datetime
import unittest

from tests.support.api import Contract
from tests.support.hospital import Hospital


class Posts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract.load()
        cls.hospital = Hospital(cls.contract)
        cls.addClassCleanup(cls.hospital.close)
        cls.hospital.start()
        cls.office = cls.hospital.party_office
        cls.tree = {one["code"]: one["id"] for one in cls.office.get("/v1/organisations", limit=1000).json["items"]}

    def tearDown(self):
        self.assertEqual(self.contract.faults, [])

    def posts(self, code: str) -> dict[str, dict]:
        return {one["kind"]: one for one in self.office.get(f"/v1/organisations/{self.tree[code]}/posts").json["items"]}

    def test_imported_posts_hang_on_people_and_the_rest_is_a_duty(self):
        secretary = self.posts("Z1B01")["secretary"]
        self.assertEqual(secretary["person_name"], "林明旭")
        person = self.office.get(f"/v1/people/{secretary['person_id']}").json
        self.assertEqual((person["name"], person["staff_no"]), ("林明旭", "E01001"))
        self.assertEqual(self.posts("Z1")["secretary"]["person_id"], secretary["person_id"], "the general branch's, too")
        self.assertIsNone(self.posts("D01")["secretary"].get("person_id"), "nobody on file bears this name")
        duties = self.office.get("/v1/home").json
        mentioned = [one for one in duties.get("duties", duties.get("items", [])) if one["kind"] == "organisations.unmatched_posts"]
        for duty in mentioned:  # the home shows the five most pressing only
            self.assertIn("党委书记“", duty["detail"])

    def test_a_contact_s_telephone_is_shown_for_a_purpose_and_on_the_trail(self):
        contact = self.posts("D01")["contact"]
        self.assertTrue(contact["has_phone"])
        self.assertNotIn("15400000001", str(self.posts("D01")))
        path = f"/v1/posts/{contact['id']}/reveals"
        for purpose in ("", " "):
            refused = self.office.post(path, {"purpose": purpose})
            self.assertEqual((refused.status, refused.code), (400, "organisations.purpose_missing"))
        shown = self.office.post(path, {"purpose": "通知党委会时间"})
        self.assertEqual((shown.status, shown.json), (200, {"value": "15400000001"}))
        none = self.office.post(f"/v1/posts/{self.posts('D01')['secretary']['id']}/reveals", {"purpose": "通知党委会时间"})
        self.assertEqual((none.status, none.code), (404, "organisations.no_phone"))
        self.assertEqual(self.hospital.branch_secretary.post(path, {"purpose": "打听"}).status, 403)
        self.assertEqual(self.hospital.member.post(path, {"purpose": "打听"}).status, 403)
        trail = self.hospital.audit_admin.get("/v1/audit/entries", limit=50).json["items"]
        entry = next(one for one in trail if one["action"] == "organisations.phone_revealed")
        self.assertIn("通知党委会时间", str(entry))
        self.assertNotIn("15400000001", str(entry))

    def test_strangers_see_a_secretary_s_name_only_where_the_institution_shows_it(self):
        page = f"/organisations/{self.tree['Z1B01']}"
        stranger = self.hospital.stranger()
        before = stranger.get(page)
        self.assertEqual(before.status, 200, before.text[:200])
        self.assertNotIn("林明旭", before.text)
        wrong = self.office.post("/v1/regulation-settings", {"name": "public.secretary_name", "value": "maybe", "reason": "党务公开目录",
                                                              "effective_on": datetime.date.today().isoformat()})
        self.assertEqual(wrong.status, 400)
        done = self.office.post("/v1/regulation-settings", {"name": "public.secretary_name", "value": "show", "reason": "党务公开目录",
                                                             "effective_on": "2026-01-01"})
        self.assertIn(done.status, (200, 201), done.text)
        self.assertIn("林明旭", stranger.get(page).text)


if __name__ == "__main__":
    unittest.main()
