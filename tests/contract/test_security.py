"""What the edge refuses stands in the trail, one takes along one's own data, keys change under a server at work."""

from __future__ import annotations

import io
import time
import unittest
import zipfile
from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.support.api import Contract
from tests.support.hospital import Hospital
from tests.support.server import run


class Security(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract.load()
        cls.hospital = Hospital(cls.contract)
        cls.hospital.start()

    @classmethod
    def tearDownClass(cls):
        cls.hospital.close()

    def entries(self, action: str, seconds: float = 5) -> list[dict]:
        """Entries of the trail with this action; waits for them a while."""
        until = time.monotonic() + seconds
        while True:
            answer = self.hospital.audit_admin.get("/v1/audit/entries", action=action)
            self.assertEqual(answer.status, 200, answer.text)
            if answer.json["items"] or time.monotonic() > until:
                return answer.json["items"]
            time.sleep(0.2)

    def test_refusals_stand_in_the_trail(self):
        for _ in range(20):
            self.assertEqual(self.hospital.member.get("/v1/accounts").status, 403)
        found = [entry for entry in self.entries("access.refused") if entry["details"]["route"] == "GET /v1/accounts"]
        self.assertTrue(found)
        self.assertLessEqual(len(found), 2, "twenty refusals are not twenty entries")
        self.assertEqual(found[-1]["result"], "refused")
        careless = self.hospital.stranger()
        careless.cookies = dict(self.hospital.party_office.cookies)
        self.assertEqual(careless.post("/v1/saved-views", {"name": "没有令牌", "query": ""}).status, 403)
        self.assertTrue(self.entries("access.cross_site"))

    def test_one_takes_along_the_own_data(self):
        answer = self.hospital.member.get("/v1/own-data", format="print")
        self.assertEqual(answer.status, 200, answer.text[:300])
        self.assertNotIn("content-disposition", answer.headers, "the page to print opens")
        self.assertIn("本人信息副本", answer.text)
        name = self.hospital.member.get("/v1/session").json["name"]
        self.assertIn(name.removeprefix("（合成）"), answer.text)
        book = self.hospital.member.get("/v1/own-data")
        self.assertEqual(book.status, 200)
        self.assertIn("attachment", book.headers["content-disposition"])
        self.assertTrue(zipfile.is_zipfile(io.BytesIO(book.body)))
        self.assertTrue(self.entries("people.own_data_copied"))

    def test_a_stream_ends_with_its_session(self):
        """A second session of the member, so that the others keep theirs."""
        place = urlsplit(self.hospital.server.url)
        link = next(link for link in self.hospital.server.ready["links"] if link["role"] == "member")
        guest = self.hospital.stranger()
        guest.follow(link["url"])
        stream = HTTPConnection(place.hostname, place.port, timeout=5)
        cookies = "; ".join(f"{name}={value}" for name, value in guest.cookies.items())
        stream.request("GET", "/v1/events", headers={"Cookie": cookies})
        answer = stream.getresponse()
        self.assertEqual(answer.status, 200)
        self.assertIn(b"retry", answer.readline())
        self.assertEqual(guest.delete("/v1/session").status, 204)
        begun = time.monotonic()
        answer.read()  # to its end
        self.assertLess(time.monotonic() - begun, 1.5)
        stream.close()

    def test_zz_keys_change_under_a_server_at_work(self):
        office = self.hospital.party_office
        row = office.get("/v1/people", q="E01002", limit=1).json["items"][0]
        reveal = {"field": "mobile", "purpose": "联系本人"}
        before = office.post(f"/v1/people/{row['id']}/reveals", reveal)
        self.assertEqual(before.status, 200, before.text)
        done = run("keys", "rotate", *self.hospital.place, "--log-level", "error")
        self.assertIn("已重新加密", done.stdout)
        after = office.post(f"/v1/people/{row['id']}/reveals", reveal)
        self.assertEqual(after.json, before.json)
        self.assertTrue(self.entries("keys.rotated"))
        changed = run("keys", "change-master", *self.hospital.place, "--log-level", "error")
        self.assertIn("恢复码", changed.stdout)
        self.assertEqual(office.post(f"/v1/people/{row['id']}/reveals", reveal).json, before.json)
        until = time.monotonic() + 6
        while self.readiness() != 503 and time.monotonic() < until:
            time.sleep(0.2)
        self.assertEqual(self.readiness(), 503, "it says that it wants a restart")

    def readiness(self) -> int:
        place = urlsplit(self.hospital.server.url)
        asked = HTTPConnection(place.hostname, place.port, timeout=5)
        asked.request("GET", "/readyz")
        status = asked.getresponse().status
        asked.close()
        return status


if __name__ == "__main__":
    unittest.main()
