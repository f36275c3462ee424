"""A secret ballot over HTTP: opened on the agenda, permits under names, slips under none, closed, confirmed, recounted."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import tempfile
import time
import unittest
from datetime import datetime, timedelta, timezone

from tests.support.api import Contract
from tests.support.hospital import ON_POSTGRES, Hospital
from tests.support.server import ROOT
from tests.support.voter import Voter

CASTS = "/v1/anonymous/ballot-casts"


def at(minutes: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Hall(unittest.TestCase):
    """A members' meeting under way, with six voters who have phones, one who is away, and the secretary."""

    LOG_LEVEL = "warn"
    ITEMS = ({"kind": "vote", "title": "讨论发展计划"}, {"kind": "study", "title": "学习"})
    EVERYBODY = False  # present, not only those with phones

    @classmethod
    def setUpClass(cls):
        cls.hospital = Hospital(Contract.load(), log_level=cls.LOG_LEVEL)
        cls.hospital.start()
        cls.secretary, cls.audit = cls.hospital.branch_secretary, cls.hospital.audit_admin
        branch = cls.secretary.get("/v1/organisations", roots="true").json["items"][0]["id"]
        me = cls.secretary.get("/v1/session").json["person"]
        cls.me = me["id"] if isinstance(me, dict) else me
        planned = cls.secretary.post("/v1/meetings", {
            "organisation": branch, "kind": "members_meeting", "starts_at": at(5), "ends_at": at(95), "place": "示教室",
            "items": list(cls.ITEMS)}).json
        called = cls.secretary.put(f"/v1/meetings/{planned['id']}/call", {}, If_Match=f'"{planned["version"]}"').json
        started = cls.secretary.put(f"/v1/meetings/{called['id']}/start", {}, If_Match=f'"{called["version"]}"').json
        cls.meeting, cls.items = started["id"], [one["id"] for one in started["items"]]
        cls.item = cls.items[0]
        voters = [one for one in started["people"] if one["counting"] == "voter" and one.get("person") and one["person"] != cls.me]
        cls.names = [one["name"] for one in voters]
        voters = [one["person"] for one in voters]
        cls.people, cls.away, cls.others = voters[:6], voters[6], voters[7:]
        there = (cls.me, *(voters if cls.EVERYBODY else cls.people))
        marks = [{"person": one, "presence": "present"} for one in there]
        assert cls.secretary.put(f"/v1/meetings/{cls.meeting}/attendance", {"marks": marks}).status == 200
        cls.phones = [cls.hospital.account_of(one, f"voter.{number}") for number, one in enumerate((*cls.people, cls.away))]

    @classmethod
    def tearDownClass(cls):
        for phone in cls.phones:
            phone.close()
        cls.hospital.close()


class Ballots(Hall):
    def test_from_the_agenda_to_the_recount(self):
        path = f"/v1/meetings/{self.meeting}/items/{self.item}/ballots"
        self.assertEqual(self.secretary.post(path, {"scrutineer": self.me}).code, "ballots.scrutineer_wrong")
        self.assertEqual(self.secretary.post(path.replace(self.item, self.items[1]), {"scrutineer": self.people[0]}).code,
                         "meetings.not_to_vote_on")
        opened = self.secretary.post(path, {"scrutineer": self.people[0]})
        self.assertEqual(opened.status, 200, opened.text)
        ballot = opened.json
        self.assertEqual(self.secretary.post(path, {"scrutineer": self.people[0]}).code, "ballots.already_open")
        hands = {"kind": "resolution", "method": "show_of_hands", "in_favour": 7, "against": 0, "abstained": 0}
        vote_at = f"/v1/meetings/{self.meeting}/items/{self.item}/vote"
        self.assertEqual(self.secretary.put(vote_at, hands).code, "meetings.ballot_pending")
        by_hand = {"kind": "resolution", "method": "electronic", "in_favour": 7, "against": 0, "abstained": 0, "issued": 7, "returned": 7}
        self.assertEqual(self.secretary.put(f"/v1/meetings/{self.meeting}/items/{self.item}/vote", by_hand).code,
                         "meetings.electronic_by_hand")

        self.assertEqual(Voter(ballot).ask(self.phones[6]).code, "meetings.ballot_not_present")
        self.assertEqual(Voter(ballot).ask(self.hospital.staff).code, "meetings.ballot_not_asked")
        voters = [Voter(ballot) for _ in range(6)]
        for voter, phone in zip(voters, self.phones):
            self.assertEqual([one["id"] for one in phone.get("/v1/own-ballots").json["items"]], [ballot["id"]])
            self.assertEqual(voter.ask(phone).status, 200)
            self.assertEqual(voter.ask(phone).status, 200)
        self.assertEqual(Voter(ballot).ask(self.phones[0]).code, "ballots.permit_given")

        nobody = self.hospital.stranger()
        first = voters[0].slip("in_favour")
        self.assertEqual(self.phones[0].post(CASTS, first).code, "ballots.not_anonymous")
        # Without a permit one answer, whatever else is wrong, and whether there is such a ballot or not.
        bare = {**first, "signature": "0" * 512}
        for change in ({}, {"marks": ["excellent"]}, {"marks": []}, {"write_ins": ["讨论发展计划"]}, {"ballot": "9"}):
            self.assertEqual(nobody.post(CASTS, {**bare, **change}).code, "ballots.permit_wrong", change)
        self.assertEqual(nobody.post(CASTS, {**first, "marks": ["excellent"]}).code, "ballots.marks_wrong")
        receipts = set()
        for voter, mark in zip(voters, ("in_favour", "in_favour", "in_favour", "in_favour", "against", "abstained")):
            taken = nobody.post(CASTS, voter.slip(mark))
            self.assertEqual(taken.status, 200, taken.text)
            self.assertEqual(nobody.post(CASTS, voter.slip(mark)).json, taken.json)
            receipts.add(taken.json["receipt"])
        self.assertEqual(nobody.post(CASTS, voters[0].slip("against")).code, "ballots.already_cast")
        for _ in range(30):  # the count on show moves in steps of ten seconds
            seen = self.secretary.get(f"/v1/meetings/{self.meeting}/ballots").json["items"][0]
            if seen["returned"] == 6:
                break
            time.sleep(0.5)
        self.assertEqual((seen["returned"], seen["receipts"], "digest" in seen), (6, [], False))
        self.assertNotIn("votes", seen["lines"][0]["marks"][0])
        self.assertEqual(self.audit.post(f"/v1/ballots/{ballot['id']}/records", {"purpose": "抽查"}).code, "ballots.not_counted")

        self.assertEqual(self.phones[1].put(f"/v1/ballots/{ballot['id']}/closing", {}).status, 403)
        self.assertEqual(self.phones[0].put(f"/v1/ballots/{ballot['id']}/counting", {}).code, "ballots.not_closed")
        self.assertEqual(self.secretary.put(f"/v1/ballots/{ballot['id']}/closing", {}).json["state"], "closed")
        self.assertEqual(nobody.post(CASTS, voters[0].slip("in_favour")).code, "ballots.over")
        self.assertEqual(self.secretary.put(f"/v1/ballots/{ballot['id']}/counting", {}).status, 404)
        counted = self.phones[0].put(f"/v1/ballots/{ballot['id']}/counting", {})
        self.assertEqual(counted.status, 200, counted.text)
        self.assertEqual(set(counted.json["receipts"]), receipts)
        self.assertEqual([one["votes"] for one in counted.json["lines"][0]["marks"]], [4, 1, 1])
        self.assertEqual(self.hospital.staff.get(f"/v1/ballots/{ballot['id']}").status, 404)
        self.assertEqual(self.secretary.put(vote_at, {**hands, "correction": "更正"}).code, "meetings.electronic_stands")
        vote = self.secretary.get(f"/v1/meetings/{self.meeting}").json["votes"][0]
        self.assertEqual((vote["method"], vote["in_favour"], vote["returned"]), ("electronic", 4, 6))
        gone = self.secretary.put(f"/v1/ballots/{ballot['id']}/cancellation", {"reason": "晚了"})
        self.assertEqual(gone.code, "ballots.over")

        self.assertEqual(self.secretary.post(f"/v1/ballots/{ballot['id']}/records", {"purpose": "看看"}).status, 403)
        record = self.audit.post(f"/v1/ballots/{ballot['id']}/records", {"purpose": "抽查"})
        self.assertEqual(record.status, 200, record.text)
        self.assertEqual(self.recount(record.json)[0], 0)
        changed = json.loads(record.text)
        changed["choices"][0]["marks"] = "a" if changed["choices"][0]["marks"] != "a" else "f"
        self.assertEqual(self.recount(changed)[0], 1)
        # A result changed behind the slips is found, where it was published and where the meeting has it.
        for where in ("published", "recorded by the meeting"):
            changed = json.loads(record.text)
            line = changed["ballot"]["lines"][0]["marks"][0] if where == "published" else changed["recorded"][0]
            line["votes"] += 1
            code, said = self.recount(changed)
            self.assertEqual((code, where in said), (1, True), said)
        self.nothing_is_logged(ballot["id"], receipts, voters)

    def recount(self, record: dict) -> tuple[int, str]:
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(record, file)
            file.flush()
            done = subprocess.run([sys.executable, ROOT / "tools" / "verify_ballots.py", file.name], capture_output=True, text=True)
        return done.returncode, done.stdout

    def nothing_is_logged(self, ballot: str, receipts: set[str], voters: list[Voter]):
        """The trail knows of opening, closing, counting and the recount; of no slip, no token and no receipt."""
        entries = self.audit.get("/v1/audit/entries", limit=100).json["items"]
        about = [one["action"] for one in entries if one.get("subject") == ballot]
        self.assertEqual(sorted(about), ["ballots.closed", "ballots.counted", "ballots.opened", "ballots.record_read"])
        text = json.dumps(entries)
        for secret in (*receipts, *(one.token for one in voters), *(one.nonce for one in voters)):
            self.assertNotIn(secret, text)


class Traces(Hall):
    """What the server leaves behind on disk: its own log at its most talkative, and every byte of the data folder."""

    LOG_LEVEL = "debug"
    ITEMS = ({"kind": "election", "title": "选举党小组组长"},)
    EVERYBODY = True
    WRITTEN = "欧阳无痕"

    def traces(self) -> dict[str, bytes]:
        found = {"log": self.hospital.server.log_path.read_bytes()}
        for path in sorted(self.hospital.data.rglob("*")):
            if path.is_file():
                found[str(path.relative_to(self.hospital.data))] = path.read_bytes()
        return found

    def assert_nowhere(self, secrets: dict[str, str]):
        """In no file, in no spelling a store or a log could give it."""
        files = self.traces()
        self.assertIn(b'"event":', files["log"], "the log is empty")
        self.assertTrue(any(len(content) > 100_000 for name, content in files.items() if name != "log"), "no database was read")
        for what, secret in secrets.items():
            spellings = {secret.encode(), secret.upper().encode(), json.dumps(secret)[1:-1].encode(), secret.encode().hex().encode(),
                         base64.b64encode(secret.encode()).rstrip(b"=")}
            if re.fullmatch("[0-9a-f]{32,}", secret):
                spellings |= {bytes.fromhex(secret), base64.b64encode(bytes.fromhex(secret)).rstrip(b"=")}
            for name, content in files.items():
                for spelling in spellings:
                    self.assertFalse(spelling in content, f"{what} in {name}")

    @unittest.skipIf(ON_POSTGRES, "the data folder holds the database on SQLite alone")
    def test_nothing_on_disk_joins_a_voter_and_a_slip(self):
        # Who stands is none of the voters, so that a name beside the result is not a voter's.
        stand = self.secretary.put(f"/v1/meetings/{self.meeting}/items/{self.item}/elections/1", {
            "seats": 1, "candidates": [{"person": one} for one in self.others[:2]]})
        self.assertEqual(stand.status, 200, stand.text)
        opened = self.secretary.post(f"/v1/meetings/{self.meeting}/items/{self.item}/ballots", {"scrutineer": self.people[0], "round": 1})
        self.assertEqual(opened.status, 200, opened.text)
        ballot, nobody = opened.json, self.hospital.stranger()
        voters = [Voter(ballot) for _ in range(6)]
        for voter, phone in zip(voters, self.phones):
            self.assertEqual(voter.ask(phone).status, 200)
        secrets: dict[str, str] = {}
        for number, voter in enumerate(voters):
            slip = {**voter.slip("in_favour"), "marks": ["in_favour", "against"]}
            if number == 5:
                slip = {**slip, "marks": ["against", "against"], "write_ins": [self.WRITTEN]}
            taken = nobody.post(CASTS, slip)
            self.assertEqual(taken.status, 200, taken.text)
            secrets |= {f"token {number}": voter.token, f"nonce {number}": voter.nonce, f"signature {number}": slip["signature"]}
            secrets[f"receipt {number}"] = taken.json["receipt"]
        self.assert_nowhere({**secrets, "the choice": self.WRITTEN})
        # Should the log speak of a cast (a slow one), then of nobody: no session, account, person or address stands in the same line.
        for line in self.hospital.server.log_path.read_text(encoding="utf-8").splitlines():
            if "ballot-casts" not in line:
                continue
            self.assertLessEqual(set(json.loads(line)), {"at", "level", "event", "method", "route", "status", "us", "request_id"}, line)

        self.assertEqual(self.secretary.put(f"/v1/ballots/{ballot['id']}/closing", {}).status, 200)
        self.assertEqual(self.phones[0].put(f"/v1/ballots/{ballot['id']}/counting", {}).status, 200)
        result = self.secretary.get(f"/v1/ballots/{ballot['id']}").json
        self.assertIn(self.WRITTEN, [line["title"] for line in result["lines"]])
        # The result is published now, the slips are as unknown as before.
        self.assert_nowhere({what: secret for what, secret in secrets.items() if not what.startswith("receipt")})
        # Wherever the name that was written in stands, no voter stands beside it.
        published = 0
        for name, content in self.traces().items():
            for found in re.finditer(re.escape(self.WRITTEN.encode()), content):
                published += 1
                beside = content[max(0, found.start() - 200):found.end() + 200]
                for person, called in zip(self.people, self.names):
                    for spelling in (int(person).to_bytes(8, "big"), person.encode(), called.encode()):
                        self.assertFalse(spelling in beside, f"{called} beside the choice in {name}")
        self.assertGreater(published, 0, "the search finds nothing at all")


if __name__ == "__main__":
    unittest.main()
