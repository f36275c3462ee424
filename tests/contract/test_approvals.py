"""Another person's word over HTTP: a member asks for another time, the secretary decides; a late entry goes to the office."""

from __future__ import annotations

import unittest
from datetime import datetime, timedelta, timezone

from tests.support.api import Contract
from tests.support.hospital import Hospital


def at(hours: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Approvals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.hospital = Hospital(Contract.load())
        cls.hospital.start()
        cls.secretary, cls.office, cls.member = cls.hospital.branch_secretary, cls.hospital.party_office, cls.hospital.member
        cls.branch = cls.secretary.get("/v1/organisations", roots="true").json["items"][0]["id"]

    @classmethod
    def tearDownClass(cls):
        cls.hospital.close()

    def called(self) -> dict:
        made = self.secretary.post("/v1/meetings", {"organisation": self.branch, "kind": "theme_day", "starts_at": at(72), "ends_at": at(73),
                                                    "place": "示教室", "items": [{"kind": "study", "title": "学习"}]}).json
        return self.secretary.put(f"/v1/meetings/{made['id']}/call", {}, If_Match=f'"{made["version"]}"').json

    def decide(self, who, case: dict, **body):
        return who.put(f"/v1/approvals/{case['id']}/decision", body, If_Match=f'"{case["version"]}"')

    def test_another_time(self):
        meeting = self.called()
        ask = {"starts_at": at(96), "ends_at": at(97), "reason": "当天值班"}
        self.assertEqual(self.secretary.post(f"/v1/own-meetings/{meeting['id']}/time-change", ask).code, "meetings.may_change")
        asked = self.member.post(f"/v1/own-meetings/{meeting['id']}/time-change", ask)
        self.assertEqual(asked.status, 200, asked.text)
        number = asked.json["approval"]
        self.assertEqual(self.member.post(f"/v1/own-meetings/{meeting['id']}/time-change", ask).code, "approvals.already_asked")
        mine = next(one for one in self.member.get("/v1/approvals", show="asked").json["items"] if one["id"] == number)
        self.assertEqual((mine["state"], mine["step_title"]), ("open", "组织这次会议的人同意"))
        # Branches ask for the same things in the same words: each case names its own.
        name = self.secretary.get("/v1/organisations", roots="true").json["items"][0]["name"]
        self.assertEqual((mine["organisation"], mine["organisation_name"]), (self.branch, name))
        self.assertEqual(self.secretary.get(f"/v1/approvals/{number}").json["organisation_name"], name)
        self.assertIn(number, [one["id"] for one in self.secretary.get("/v1/approvals").json["items"]])
        waiting = next(one for one in self.secretary.get("/v1/confirmations").json["items"] if one["id"] == number)
        self.assertEqual(waiting["kind"], "approval")
        self.assertEqual(self.hospital.staff.get(f"/v1/approvals/{number}").status, 404)
        self.assertEqual(self.decide(self.member, mine, outcome="approve").code, "approvals.own_case")
        self.assertEqual(self.decide(self.secretary, mine, outcome="send_back").code, "approvals.reason_missing")
        self.assertEqual(self.decide(self.secretary, {**mine, "version": 9}, outcome="approve").status, 412)
        done = self.decide(self.secretary, mine, outcome="approve")
        self.assertEqual((done.status, done.json["state"]), (200, "approved"), done.text)
        self.assertEqual([one["what"] for one in done.json["history"]], ["asked", "approved"])
        moved = self.secretary.get(f"/v1/meetings/{meeting['id']}").json
        self.assertEqual(moved["starts_at"], ask["starts_at"])
        self.assertEqual(self.decide(self.secretary, done.json, outcome="approve").code, "approvals.finished")
        again = self.member.put(f"/v1/approvals/{number}/withdrawal", {})
        self.assertEqual((again.status, again.code), (409, "approvals.finished"))

    def test_delegation(self):
        today = datetime.now(timezone.utc) + timedelta(hours=8)
        # Two weeks hold a day off in whatever roster.
        day, last = today.strftime("%Y-%m-%d"), (today + timedelta(days=13)).strftime("%Y-%m-%d")
        body = {"person": self.member.get("/v1/session").json["person"], "from": day, "to": last, "reason": "外出"}
        staff = {**body, "person": self.hospital.staff.get("/v1/session").json["person"]}
        self.assertEqual(self.hospital.staff.post("/v1/approval-delegations", body).code, "approvals.nothing_to_delegate")
        self.assertEqual(self.secretary.post("/v1/approval-delegations", {**body, "to": "2020-01-01"}).code, "approvals.span_wrong")
        refused = self.secretary.post("/v1/approval-delegations", staff)  # neither a post nor a role in the branch
        self.assertEqual((refused.status, refused.code), (422, "approvals.delegate_unfit"), refused.text)
        # The member is on the committee of the branch.
        given = self.secretary.post("/v1/approval-delegations", body)
        self.assertEqual(given.status, 204, given.text)
        one = self.secretary.get("/v1/approval-delegations").json
        self.assertTrue(one["may_delegate"] and one["items"][0]["in_force"])
        gone = self.secretary.delete(f"/v1/approval-delegations/{one['items'][0]['id']}")
        self.assertEqual(gone.status, 204, gone.text)
        self.assertFalse(self.secretary.get("/v1/approval-delegations").json["items"][0]["in_force"])


if __name__ == "__main__":
    unittest.main()
