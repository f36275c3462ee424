"""kill -9 while slips of electronic ballots are being put in: a slip that was acknowledged is counted exactly once, one that was not may be
sent again, and none ever counts twice. XINGLIN_BALLOT_KILLS sets how often (6)."""

from __future__ import annotations

import http.client
import os
import random
import threading
import time
import unittest
from datetime import datetime, timedelta, timezone

from tests.support.api import Api
from tests.support.hospital import Hospital
from tests.support.server import run
from tests.support.voter import Voter

KILLS = int(os.environ.get("XINGLIN_BALLOT_KILLS", "6"))
CASTS = "/v1/anonymous/ballot-casts"
VOTERS = 7
MARKS = ("in_favour", "in_favour", "in_favour", "in_favour", "against", "against", "abstained")


def at(minutes: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Phone(threading.Thread):
    """Puts one slip in, again and again as a phone does whose answer is lost, until the server dies under it."""

    def __init__(self, url: str, slip: dict, wait: float):
        super().__init__(daemon=True)
        self.api, self.slip, self.wait = Api(url), slip, wait
        self.receipt = ""
        self.odd = ""

    def run(self) -> None:
        time.sleep(self.wait)
        try:
            while not self.odd:
                answer = self.api.post(CASTS, self.slip)
                if answer.status != 200:
                    self.odd = f"{answer.status} {answer.text[:200]}"
                elif self.receipt not in ("", answer.json["receipt"]):
                    self.odd = "another receipt for the same slip"
                else:
                    self.receipt = answer.json["receipt"]
        except (OSError, http.client.HTTPException):
            return
        finally:
            self.api.close()


class BallotCrash(unittest.TestCase):
    def setUp(self):
        self.hospital = Hospital()
        self.addCleanup(self.hospital.close)
        self.hospital.start()
        secretary = self.hospital.branch_secretary
        branch = secretary.get("/v1/organisations", roots="true").json["items"][0]["id"]
        me = secretary.get("/v1/session").json["person"]
        self.me = me["id"] if isinstance(me, dict) else me
        items = [{"kind": "vote", "title": f"第{number + 1}项表决"} for number in range(KILLS)]
        planned = secretary.post("/v1/meetings", {
            "organisation": branch, "kind": "members_meeting", "starts_at": at(5), "ends_at": at(95), "place": "示教室", "items": items}).json
        called = secretary.put(f"/v1/meetings/{planned['id']}/call", {}, If_Match=f'"{planned["version"]}"').json
        started = secretary.put(f"/v1/meetings/{called['id']}/start", {}, If_Match=f'"{called["version"]}"').json
        self.meeting, self.items = started["id"], [one["id"] for one in started["items"]]
        self.people = [one["person"] for one in started["people"]
                       if one["counting"] == "voter" and one.get("person") and one["person"] != self.me][:VOTERS]
        marks = [{"person": one, "presence": "present"} for one in (self.me, *self.people)]
        self.assertEqual(secretary.put(f"/v1/meetings/{self.meeting}/attendance", {"marks": marks}).status, 200)
        self.phones = [self.hospital.account_of(one, f"voter.{number}") for number, one in enumerate(self.people)]

    def again(self) -> None:
        """The server comes back, on another port; the sessions of the phones are still there."""
        for phone in self.phones:
            phone.close()
        self.hospital.start()
        for phone in self.phones:
            phone.url = self.hospital.stranger().url

    def test_an_acknowledged_slip_is_counted_once_and_none_twice(self):
        rng = random.Random(20261123)
        cut = 0
        for number, item in enumerate(self.items):
            opened = self.hospital.branch_secretary.post(f"/v1/meetings/{self.meeting}/items/{item}/ballots", {"scrutineer": self.people[0]})
            self.assertEqual(opened.status, 200, opened.text)
            ballot = opened.json
            voters = [Voter(ballot) for _ in self.people]
            for voter, phone in zip(voters, self.phones):
                self.assertEqual(voter.ask(phone).status, 200)
            slips = [voter.slip(mark) for voter, mark in zip(voters, MARKS)]
            sending = [Phone(self.hospital.server.url, slip, rng.uniform(0, 0.06)) for slip in slips]
            for phone in sending:
                phone.start()
            time.sleep(rng.uniform(0.01, 0.09))
            self.hospital.server.kill()
            for phone in sending:
                phone.join(timeout=30)
                self.assertEqual(phone.odd, "")
            acknowledged = [phone.receipt for phone in sending]
            cut += 0 < sum(map(bool, acknowledged)) < len(slips)

            self.again()
            kept = self.hospital.branch_secretary.get(f"/v1/meetings/{self.meeting}/ballots").json["items"]
            mine = next(one for one in kept if one["id"] == ballot["id"])
            self.assertGreaterEqual(mine["returned"], sum(map(bool, acknowledged)), "an acknowledged slip is gone")
            nobody, receipts = self.hospital.stranger(), []
            for slip, receipt in zip(slips, acknowledged):
                for _ in range(2):  # every phone sends again, twice
                    answer = nobody.post(CASTS, slip)
                    self.assertEqual(answer.status, 200, answer.text)
                    self.assertIn(receipt, ("", answer.json["receipt"]))
                receipts.append(answer.json["receipt"])
            self.assertEqual(nobody.post(CASTS, voters[0].slip("abstained")).code, "ballots.already_cast")
            nobody.close()
            self.assertEqual(self.hospital.branch_secretary.put(f"/v1/ballots/{ballot['id']}/closing", {}).json["state"], "closed")
            counted = self.phones[0].put(f"/v1/ballots/{ballot['id']}/counting", {})
            self.assertEqual(counted.status, 200, counted.text)
            self.assertEqual(sorted(counted.json["receipts"]), sorted(receipts))
            self.assertEqual([one["votes"] for one in counted.json["lines"][0]["marks"]], [4, 2, 1])
        print(f"ballots: {KILLS} kills, {cut} of them with some slips acknowledged and some not")
        self.hospital.server.kill()
        run("verify-audit", *self.hospital.place)


if __name__ == "__main__":
    unittest.main()
