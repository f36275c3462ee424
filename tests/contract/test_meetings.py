"""A meeting over HTTP, from the plan to closed minutes, by the people who take part in it."""

from __future__ import annotations

import unittest
from datetime import datetime, timedelta, timezone

from tests.support.api import Contract
from tests.support.hospital import Hospital


def at(hours: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Meetings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.hospital = Hospital(Contract.load())
        cls.hospital.start()
        cls.secretary = cls.hospital.branch_secretary
        cls.member = cls.hospital.member
        cls.branch = cls.secretary.get("/v1/organisations", roots="true").json["items"][0]["id"]

    @classmethod
    def tearDownClass(cls):
        cls.hospital.close()

    def plan(self, **changes) -> dict:
        body = {"organisation": self.branch, "kind": "members_meeting", "starts_at": at(48), "ends_at": at(49.5), "place": "示教室",
                "items": [{"kind": "study", "title": "学习条例"}, {"kind": "vote", "title": "通过学习计划"}], **changes}
        answer = self.secretary.post("/v1/meetings", body)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def put(self, meeting: dict, act: str, body: dict | None = None) -> dict:
        version = self.secretary.get(f"/v1/meetings/{meeting['id']}").json["version"]
        answer = self.secretary.put(f"/v1/meetings/{meeting['id']}{act}", body or {}, If_Match=f'"{version}"')
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def test_from_plan_to_minutes(self):
        meeting = self.plan()
        self.assertEqual(meeting["state"], "draft")
        self.assertGreater(meeting["figures"]["voters_due"], 5)
        called = self.put(meeting, "/call")
        self.assertTrue(all(one["told"] for one in called["people"] if "person" in one))
        own = [one for one in self.member.get("/v1/own-meetings").json["items"] if one["id"] == meeting["id"]]
        self.assertEqual([one["reply"] for one in own], ["none"])
        refused = self.member.put(f"/v1/own-meetings/{meeting['id']}/reply", {"reply": "absent"})
        self.assertEqual((refused.status, refused.code), (400, "meetings.reason_missing"))
        replied = self.member.put(f"/v1/own-meetings/{meeting['id']}/reply", {"reply": "absent", "reason": "surgery"})
        self.assertEqual((replied.status, replied.json["reason_title"]), (200, "手术"))
        file = self.member.get(f"/v1/own-meetings/{meeting['id']}/calendar")
        self.assertTrue(file.headers["content-type"].startswith("text/calendar"))
        self.assertIn("BEGIN:VEVENT\r\n", file.text)
        running = self.put(meeting, "/start")
        marks = [{"attendee": one["id"], "presence": "absent" if one["reply"] == "absent" else "present"} for one in running["people"]]
        marked = self.secretary.put(f"/v1/meetings/{meeting['id']}/attendance", {"marks": marks}).json
        self.assertEqual(marked["figures"]["unmarked"], 0)
        self.assertEqual([one["absence_reason"] for one in marked["people"] if one["presence"] == "absent"], ["surgery"])
        voters = marked["figures"]["voters_present"]
        vote = f"/v1/meetings/{meeting['id']}/items/{marked['items'][1]['id']}/vote"
        count = {"kind": "resolution", "method": "show_of_hands", "in_favour": voters + 1, "against": 0, "abstained": 0}
        impossible = self.secretary.put(vote, count)
        self.assertEqual((impossible.status, impossible.code), (422, "count.more_hands_than_present"))
        self.assertTrue(impossible.json["article"])
        counted = self.secretary.put(vote, {**count, "in_favour": voters}).json
        self.assertEqual(counted["votes"][0]["result"], "passed")
        ended = self.put(meeting, "/end")
        version = f'"{ended["version"]}"'
        missing = self.secretary.put(f"/v1/meetings/{meeting['id']}/minutes", {}, If_Match=version)
        self.assertEqual((missing.status, missing.code), (422, "minutes.no_recorder"))
        keep = {name: ended[name] for name in ("title", "starts_at", "ends_at", "place")}
        keep["chair"] = ended["chair"]["id"]
        keep["recorder"] = next(one["person"] for one in ended["people"] if one.get("person") not in (None, keep["chair"]))
        keep["items"] = [{name: item[name] for name in ("id", "kind", "title", "body")} for item in ended["items"]]
        self.put(meeting, "", keep)
        closed = self.put(meeting, "/minutes")
        self.assertEqual((closed["state"], len(closed["versions"])), ("closed", 1))
        self.assertFalse(closed["late"])
        self.assertIn("赞成", "".join(line for section in closed["sections"] for line in section["lines"]))

    def test_two_editors_and_a_sibling(self):
        meeting = self.plan(kind="theme_day")
        body = {name: meeting[name] for name in ("title", "starts_at", "ends_at")}
        first = self.secretary.put(f"/v1/meetings/{meeting['id']}", {**body, "place": "会议室"}, If_Match='"1"')
        self.assertEqual(first.status, 200, first.text)
        second = self.secretary.put(f"/v1/meetings/{meeting['id']}", {**body, "place": "礼堂"}, If_Match='"1"')
        self.assertEqual((second.status, second.code), (412, "meetings.stale"))
        self.assertIn("地点", second.json["detail"])
        self.assertEqual(self.member.get(f"/v1/meetings/{meeting['id']}").status, 403)
        others = self.hospital.party_office.get("/v1/meetings", limit=200).json["items"]
        foreign = next(one for one in others if one["organisation"] != self.branch)
        self.assertEqual(self.secretary.get(f"/v1/meetings/{foreign['id']}").status, 404)
        self.assertEqual(self.secretary.get("/v1/meetings-ledger", branch=foreign["organisation"]).status, 404)

    def test_a_time_for_the_committee_looks_at_the_committee(self):
        day = datetime.now(timezone.utc).date()
        wish = {"branch": self.branch, "from": str(day), "to": str(day + timedelta(days=14)), "times": ["12:20"], "sittings": 1}
        whole = self.secretary.post("/v1/slot-searches", wish).json
        committee = self.secretary.post("/v1/slot-searches", {**wish, "committee": True}).json
        self.assertLess(committee["people"], whole["people"])
        self.assertGreaterEqual(committee["people"], 3)

    def test_duties_and_notices_lead_to_the_screens(self):
        meeting = self.plan()
        self.put(meeting, "/call")
        notices = self.member.get("/v1/notices", limit=100).json["items"]
        self.assertIn(f"/m/meetings/{meeting['id']}", [one["link"] for one in notices])
        kinds = {one["kind"] for one in self.secretary.get("/v1/home").json["duties"]}
        self.assertIn("meetings.minutes", kinds)
        office = {one["kind"] for one in self.hospital.party_office.get("/v1/home").json["duties"]}
        self.assertFalse(office & {"meetings.minutes", "meetings.hold"}, "minutes of a branch are its own")

    def test_the_demo_has_a_life(self):
        office = self.hospital.party_office
        seen = {one["state"] for one in office.get("/v1/meetings", limit=200).json["items"]}
        self.assertLessEqual({"called", "under_way", "held", "closed"}, seen)
        ledger = self.secretary.get("/v1/meetings-ledger", branch=self.branch).json
        self.assertTrue(ledger["asked"])
        self.assertTrue(all(one["finding"]["article"] for one in ledger["asked"] if "finding" in one))
        overview = office.get("/v1/meetings-overview").json
        self.assertTrue(any(one["code"].startswith("missed.") for one in overview["concerns"]))

    def test_the_plan_of_a_year(self):
        plan = self.secretary.get("/v1/year-plans").json
        self.assertTrue(plan["may_change"])
        year = plan["year"] + 1
        fresh = {one["key"]: one for one in self.secretary.get("/v1/year-plans", year=year).json["lines"]}
        line = fresh["members_meeting-0-4-1"]
        at_line = f"/v1/year-plans/{self.branch}/{year}/lines/{line['key']}"
        refused = self.secretary.put(at_line, {"month": 7}, If_Match='"0"')
        self.assertEqual((refused.status, refused.code), (422, "plan.outside_period"))
        self.assertTrue(refused.json["article"])
        moved = self.secretary.put(at_line, {"month": 4, "note": "清明后"}, If_Match='"0"')
        self.assertEqual(moved.status, 200, moved.text)
        self.assertEqual(self.secretary.put(at_line, {"month": 5}, If_Match='"0"').status, 412)
        life = f"/v1/year-plans/{self.branch}/{year}/lines/organisation_life_meeting-0-1-1"
        needed = self.secretary.put(life, {"month": 12, "dropped": "太忙"}, If_Match='"0"')
        self.assertEqual((needed.status, needed.code), (422, "plan.required"))
        back = self.secretary.call("DELETE", at_line, headers={"If-Match": '"1"'})
        self.assertEqual(back.status, 200, back.text)
        self.assertEqual({one["key"]: one["month"] for one in back.json["lines"]}, {key: one["month"] for key, one in fresh.items()})
        self.assertEqual(self.member.get("/v1/year-plans").status, 403)
        self.assertEqual(self.hospital.party_office.get("/v1/year-plans").code, "meetings.branch_missing")
        top = self.hospital.party_office.get("/v1/organisations", roots="true").json["items"][0]["id"]
        self.assertEqual(self.hospital.party_office.get("/v1/year-plans", branch=top).code, "meetings.plan_of_branch")


if __name__ == "__main__":
    unittest.main()
