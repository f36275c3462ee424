"""Who records a meeting takes attendance and types points from the own phone, for that meeting; for others it is not there."""

from __future__ import annotations

import unittest
from datetime import datetime, timedelta, timezone

from tests.support.api import Contract
from tests.support.hospital import Hospital


def at(minutes: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Keeping(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.hospital = Hospital(Contract.load())
        cls.addClassCleanup(cls.hospital.close)
        cls.hospital.start()
        cls.secretary = cls.hospital.branch_secretary
        branch = cls.secretary.get("/v1/organisations", roots="true").json["items"][0]["id"]
        me = cls.secretary.get("/v1/session").json["person"]
        me = me["id"] if isinstance(me, dict) else me
        rows = cls.secretary.get("/v1/people", organisation=branch, limit=200).json["items"]
        signed_in = {me}
        for role in ("member", "applicant", "staff"):
            person = cls.hospital.people[role].get("/v1/session").json.get("person")
            signed_in.add(person["id"] if isinstance(person, dict) else person)
        full = [row["id"] for row in rows if row["state"] == "full" and row["id"] not in signed_in]
        cls.recorder, cls.neighbour = cls.hospital.account_of(full[0], "keeper.0"), cls.hospital.account_of(full[1], "keeper.1")
        planned = cls.secretary.post("/v1/meetings", {
            "organisation": branch, "kind": "members_meeting", "starts_at": at(5), "ends_at": at(95), "place": "示教室",
            "recorder": full[0], "items": [{"kind": "study", "title": "学习"}]}).json
        called = cls.secretary.put(f"/v1/meetings/{planned['id']}/call", {}, If_Match=f'"{planned["version"]}"').json
        cls.meeting, cls.version = called["id"], called["version"]

    def test_the_recorder_and_nobody_else(self):
        path = f"/v1/kept-meetings/{self.meeting}"
        self.assertFalse(self.recorder.get(f"/v1/own-meetings/{self.meeting}").json["may_keep"])
        started = self.secretary.put(f"/v1/meetings/{self.meeting}/start", {}, If_Match=f'"{self.version}"').json
        self.assertTrue(self.recorder.get(f"/v1/own-meetings/{self.meeting}").json["may_keep"])
        self.assertFalse(self.neighbour.get(f"/v1/own-meetings/{self.meeting}").json["may_keep"])
        kept = self.recorder.get(path)
        self.assertEqual(kept.status, 200, kept.text)
        self.assertEqual(len(kept.json["people"]), len(started["people"]))
        mark = {"marks": [{"person": kept.json["people"][0]["person"], "presence": "present"}]}
        marked = self.recorder.put(path + "/attendance", mark)
        self.assertEqual(marked.status, 200, marked.text)
        self.assertEqual(marked.json["people"][0]["presence"], "present")
        said = {"attendee": marked.json["people"][0]["id"], "item": kept.json["items"][0]["id"], "body": "（合成）学习体会"}
        written = self.recorder.post(path + "/statements", said)
        self.assertEqual(written.status, 200, written.text)
        point = written.json["statements"][0]
        changed = self.recorder.put(f"{path}/statements/{point['id']}", said | {"body": "（合成）补充", "written_at": point["written_at"]})
        self.assertEqual(changed.json["statements"][0]["body"], "（合成）补充")
        self.assertTrue(any("（合成）补充" in line for part in changed.json["draft"] for line in part["lines"]))
        self.assertEqual(self.secretary.get(f"/v1/meetings/{self.meeting}/minutes").json["statements"][0]["body"], "（合成）补充")

        for who in (self.neighbour, self.hospital.member):
            self.assertEqual(who.get(path).status, 404)
            self.assertEqual(who.put(path + "/attendance", mark).status, 404)
            self.assertEqual(who.post(path + "/statements", said).status, 404)
            self.assertEqual(who.put(f"{path}/statements/{point['id']}", said).status, 404)
            self.assertEqual(who.delete(f"{path}/statements/{point['id']}").status, 404)
        for who in (self.hospital.applicant, self.hospital.staff):
            self.assertEqual(who.get(path).status, 403)
        self.assertEqual(self.recorder.get("/v1/kept-meetings/1").status, 404)
        self.assertEqual(self.recorder.put(f"/v1/meetings/{self.meeting}/attendance", mark).status, 403)
        self.assertEqual(self.recorder.put(f"/v1/meetings/{self.meeting}/minutes", {}, If_Match='"1"').status, 403)
        self.assertIn(self.recorder.delete(f"{path}/statements/{point['id']}").status, (200, 204))


if __name__ == "__main__":
    unittest.main()
