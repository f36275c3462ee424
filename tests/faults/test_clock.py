"""The machine's clock is set while the server runs, or is far from today: no session, lock, schedule or chain breaks."""

from __future__ import annotations

import unittest
from pathlib import Path

from tests.support.hospital import Hospital
from tests.support.server import folder, run

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


def under(clock: str, file: Path | None = None) -> tuple[str, ...]:
    """The words before a command that give it another wall clock; what has passed since the start stays true."""
    words = ["env", f"LD_PRELOAD={LIBRARY}", "DONT_FAKE_MONOTONIC=1", "FAKETIME_NO_CACHE=1"]
    return (*words, f"FAKETIME_TIMESTAMP_FILE={file}") if file else (*words, f"FAKETIME={clock}")


@unittest.skipIf(LIBRARY is None, "no libfaketime; install it with: apt-get install faketime")
class Clock(unittest.TestCase):
    def test_the_clock_is_set_while_the_server_runs(self):
        made = folder("clock")
        offset = made / "offset"
        offset.write_text("+0d\n", encoding="utf-8")
        offset.chmod(0o644)
        with Hospital(before=under("", offset)) as hospital:
            office, member = hospital.people["party_office"], hospital.people["member"]
            branch = office.get("/v1/people", q="E01001").json["items"][0]["organisation"]
            for number, clock in enumerate(("+1d", "-1d", "+400d", "+0d")):
                offset.write_text(clock + "\n", encoding="utf-8")
                with self.subTest(clock):
                    self.assertEqual(office.get("/v1/session").status, 200, "the session ended with the clock")
                    self.assertEqual(member.get("/v1/home").status, 200)
                    made_now = office.post("/v1/people", {
                        "organisation": branch, "state": "staff", "reason": "试验",
                        "fields": [{"name": "name", "value": "试验人员"}, {"name": "staff_no", "value": f"C{number}"}]})
                    self.assertIn(made_now.status, (200, 201), made_now.text)
            entries = hospital.people["audit_admin"].get("/v1/audit/entries", limit=50).json["items"]
            times = [entry["at"] for entry in entries]
            self.assertEqual(times, sorted(times, reverse=True), "the trail runs backwards")
            hospital.server.stop()
            self.assertEqual(run("verify-audit", *hospital.place, check=False).returncode, 0)

    def test_the_program_starts_and_works_on_days_that_are_hard_to_count(self):
        for day in ("2028-02-29 00:00:01", "2038-01-20 00:00:00"):
            with self.subTest(day):
                with Hospital(before=under(f"@{day}"), data=folder("far") / "data") as hospital:
                    office = hospital.people["party_office"]
                    self.assertEqual(office.get("/v1/session").status, 200)
                    advice = office.get("/v1/home")
                    self.assertEqual(advice.status, 200, advice.text)
                    self.assertEqual(office.get("/v1/people", limit=5).status, 200)
                    newest = hospital.people["audit_admin"].get("/v1/audit/entries", limit=1).json["items"][0]
                    self.assertEqual(newest["at"][:4], day[:4])


if __name__ == "__main__":
    unittest.main()
