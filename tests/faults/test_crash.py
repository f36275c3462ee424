"""kill -9 during mixed writes and imports, again and again: every acknowledged write is there, the audit chain is intact,
the database is sound, and an import killed while it is read, written or taken back is whole or gone in the end.
XINGLIN_KILLS sets how often (100)."""

from __future__ import annotations

import contextlib
import datetime
import os
import random
import sqlite3
import subprocess
import threading
import time
import unittest
from pathlib import Path

from tests.support.api import Api
from tests.support.hospital import Hospital, upload
from tests.support.server import ROOT, run

KILLS = int(os.environ.get("XINGLIN_KILLS", "100"))
WRITERS = 4
ROWS = 400
CHECK, WEIGHTS = "10X98765432", (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def roster(number: int) -> bytes:
    """People nobody else has brought in: staff numbers I<number>-…, resident IDs of a county assigned to nobody."""
    born = (datetime.date(1980, 1, 1) + datetime.timedelta(days=number)).strftime("%Y%m%d")
    lines = ["工号,姓名,所在党支部,公民身份号码,性别,人员类别,加入党组织日期,转为正式党员日期,手机号"]
    for at in range(1, ROWS + 1):
        seventeen = f"429099{born}{at * 2:03}"
        check = CHECK[sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS)) % 11]
        name = "欧阳" + "甲乙丙丁戊己庚辛壬癸"[at % 10] + "一二三四五六七八九十"[at // 10 % 10]
        lines.append(f"I{number:03}-{at:03},{name},骨科党支部,{seventeen}{check},女,正式党员,2010-07-01,2011-07-01,154{number:04}{at:04}")
    return "\n".join(lines).encode() + b"\n"


@contextlib.contextmanager
def opened(data: Path):
    """The database as the kill left it; what is made beside it stays the program's own."""
    path = data / "xinglin.db"
    database = sqlite3.connect(f"file:{path}?mode=rw", uri=True)
    try:
        yield database
    finally:
        database.close()
        owner = path.stat()
        for name in ("xinglin.db-wal", "xinglin.db-shm"):
            beside = data / name
            if beside.exists() and os.geteuid() == 0:
                os.chown(beside, owner.st_uid, owner.st_gid)


class Writer(threading.Thread):
    """Creates records until the server dies under it; remembers exactly what was acknowledged."""

    def __init__(self, hospital: Hospital, organisation: str, number: int, turn: int):
        super().__init__(daemon=True)
        self.api = Api(hospital.server.url)
        self.api.cookies = dict(hospital.party_office.cookies)
        self.api.csrf = hospital.party_office.csrf
        self.organisation = organisation
        self.prefix = f"{turn}-{number}"
        self.acknowledged: list[str] = []
        self.odd: list[str] = []
        self.stopping = False

    def run(self) -> None:
        count = 0
        while not self.stopping:
            name = f"K{self.prefix}-{count}"
            count += 1
            try:
                answer = self.api.post("/v1/people", {
                    "organisation": self.organisation, "state": "staff", "reason": "试验",
                    "fields": [{"name": "name", "value": "试验人员"}, {"name": "staff_no", "value": name}]},
                    Idempotency_Key=f"crash-{self.prefix}-{count}")
            except OSError:
                return
            except Exception as error:  # http.client's own kinds of a broken connection
                if "http.client" in type(error).__module__:
                    return
                raise
            if answer.status in (200, 201):
                self.acknowledged.append(name)
            elif answer.status not in (409, 503):
                self.odd.append(f"{answer.status} {answer.text[:200]}")
                return


class Keeper(threading.Thread):
    """Small writes whose answers are held for the commit and that no thread waits for: keeps lists under names and forgets every
    second one, until the server dies."""

    def __init__(self, hospital: Hospital, number: int, turn: int):
        super().__init__(daemon=True)
        self.api = Api(hospital.server.url)
        self.api.cookies = dict(hospital.party_office.cookies)
        self.api.csrf = hospital.party_office.csrf
        self.prefix = f"V{turn}-{number}"
        self.kept: set[str] = set()
        self.forgotten: set[str] = set()
        self.unsure: set[str] = set()  # asked to be forgotten, and no answer yet
        self.odd: list[str] = []
        self.stopping = False

    def forget(self, identity: str, name: str) -> bool:
        self.unsure.add(name)
        answer = self.api.delete(f"/v1/saved-views/{identity}")
        if answer.status != 204:
            self.odd.append(f"{answer.status} {answer.text[:200]}")
            return False
        self.forgotten.add(name)
        return True

    def run(self) -> None:
        count = 0
        mine: list[tuple[str, str]] = []
        try:
            while not self.stopping:
                name = f"{self.prefix}-{count}"
                count += 1
                answer = self.api.post("/v1/saved-views", {"name": name, "query": "state=staff"})
                if answer.status != 200:
                    self.odd.append(f"{answer.status} {answer.text[:200]}")
                    return
                self.kept.add(name)
                mine.append((answer.json["id"], name))
                if len(mine) > 1 and not self.forget(*mine.pop(0)):
                    return
        except OSError:
            return
        except Exception as error:  # http.client's own kinds of a broken connection
            if "http.client" not in type(error).__module__:
                raise


class Crash(unittest.TestCase):
    def test_nothing_acknowledged_is_lost(self):
        rng = random.Random(20261122)
        hospital = Hospital()
        self.addCleanup(hospital.close)
        acknowledged: set[str] = set()
        self.imports: dict[str, int] = {}
        self.cut = {"committing": 0, "reversing": 0, "half written": 0}
        organisation = ""
        slowest_start = 0.0
        kept = 0
        for turn in range(KILLS):
            begun = time.monotonic()
            hospital.start()
            slowest_start = max(slowest_start, time.monotonic() - begun)
            organisation = organisation or hospital.party_office.get("/v1/people", q="E01001").json["items"][0]["organisation"]
            writers = [Writer(hospital, organisation, number, turn) for number in range(WRITERS)]
            for writer in writers:
                writer.start()
            keepers = self.begin_keeping(hospital, turn)
            if turn % 5 == 0:
                self.begin_import(hospital)
            else:
                self.push_imports(hospital)
            time.sleep(rng.uniform(0.02, 0.3))
            hospital.server.kill()
            for writer in writers:
                writer.stopping = True
                writer.join(timeout=30)
                self.assertEqual(writer.odd, [])
                acknowledged.update(writer.acknowledged)
            self.the_file_is_sound(hospital.data, acknowledged, turn)
            kept += self.kept_lists_are_as_told(hospital.data, keepers, turn)
            self.see_what_was_cut(hospital.data)
        hospital.start()
        self.every_acknowledged_write_is_listed(hospital, acknowledged)
        self.imports_come_to_rest(hospital)
        hospital.server.stop()
        self.every_import_is_whole_or_gone(hospital.data)
        done = run("verify-audit", *hospital.place, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        print(f"note: {KILLS} kills, {len(acknowledged)} acknowledged writes kept, {kept} small ones whose answers were held, {len(self.imports)} imports begun, "
              f"killed {self.cut['committing']} times in a commit and {self.cut['reversing']} in a reversal, "
              f"{self.cut['half written']} times half-way; slowest start and sign-in of everybody {slowest_start:.2f} s")
        self.assertGreater(len(self.imports), 0)
        if KILLS >= 50:
            self.assertGreater(self.cut["committing"], 0, "no commit was ever killed")
            self.assertGreater(self.cut["reversing"], 0, "no reversal was ever killed")
            self.assertGreater(self.cut["half written"], 0, "no import was ever killed between two of its turns")
        self.assertGreater(len(acknowledged), KILLS)
        self.assertGreater(kept, KILLS)

    def begin_keeping(self, hospital: Hospital, turn: int) -> list[Keeper]:
        office = self.office(hospital)
        for view in office.get("/v1/saved-views").json["items"]:  # there is a limit to how many one may keep
            self.assertEqual(office.delete(f"/v1/saved-views/{view['id']}").status, 204)
        keepers = [Keeper(hospital, number, turn) for number in range(WRITERS)]
        for keeper in keepers:
            keeper.start()
        return keepers

    def kept_lists_are_as_told(self, data: Path, keepers: list[Keeper], turn: int) -> int:
        """What was answered before the kill holds after it, kept or forgotten. @returns how many answers that were"""
        with opened(data) as database:
            there = {row[0] for row in database.execute("SELECT name FROM people_saved_views")}
        told = 0
        for keeper in keepers:
            keeper.stopping = True
            keeper.join(timeout=30)
            self.assertEqual(keeper.odd, [])
            self.assertFalse(keeper.kept - keeper.unsure - there, f"lost after kill {turn}")
            self.assertFalse(keeper.forgotten & there, f"back again after kill {turn}")
            told += len(keeper.kept) + len(keeper.forgotten)
        return told

    def every_acknowledged_write_is_listed(self, hospital: Hospital, acknowledged: set[str]) -> None:
        """The program itself shows every one of them, page after page."""
        listed: set[str] = set()
        query: dict = {"state": "staff", "limit": 200}
        while True:
            answer = hospital.party_office.get("/v1/people", **query)
            self.assertEqual(answer.status, 200, answer.text)
            listed.update(item["staff_no"] for item in answer.json["items"])
            if not answer.json.get("next"):
                break
            query["cursor"] = answer.json["next"]
        self.assertFalse(acknowledged - listed)

    def office(self, hospital: Hospital) -> Api:
        office = Api(hospital.server.url)
        office.cookies = dict(hospital.party_office.cookies)
        office.csrf = hospital.party_office.csrf
        return office

    def begin_import(self, hospital: Hospital) -> None:
        """A roster, as a job that reads and checks it: half-way through, it must find its way after the restart."""
        office = self.office(hospital)
        number = len(self.imports) + 1
        identity = upload(office, roster(number), "members.csv")
        answer = office.post("/v1/imports", {"upload_id": identity, "kind": "people"})
        self.assertIn(answer.status, (200, 201, 202), answer.text)
        self.imports[answer.json["id"]] = number

    def push_imports(self, hospital: Hospital) -> None:
        """Every import that is read is committed, every third that is written is taken back: the kill comes in between."""
        office = self.office(hospital)
        for id, number in self.imports.items():
            state = office.get(f"/v1/imports/{id}").json["state"]
            if state == "checked":
                self.assertEqual(office.put(f"/v1/imports/{id}/commit").status, 202)
                return
            if state == "committed" and number % 3 == 0:
                asked = office.post(f"/v1/imports/{id}/reversal")
                self.assertEqual(asked.status, 202, asked.text)
                return

    def see_what_was_cut(self, data: Path) -> None:
        """What the kill left under way, by the database's own library."""
        with opened(data) as database:
            for id, state in database.execute("SELECT id, state FROM intake_imports").fetchall():
                if state not in self.cut or str(id) not in self.imports:
                    continue
                self.cut[state] += 1
                written = self.written(database, self.imports[str(id)])
                self.cut["half written"] += 0 < written < ROWS

    @staticmethod
    def written(database: sqlite3.Connection, number: int) -> int:
        return database.execute("SELECT COUNT(*) FROM people_roster WHERE staff_no LIKE ?", (f"I{number:03}-%",)).fetchone()[0]

    def every_import_is_whole_or_gone(self, data: Path) -> None:
        wanted = {"committed": ROWS, "reversed": 0, "checked": 0}
        with opened(data) as database:
            for id, state, created in database.execute("SELECT id, state, created FROM intake_imports").fetchall():
                if str(id) not in self.imports:
                    continue
                self.assertIn(state, wanted, f"import {id}")
                self.assertEqual(self.written(database, self.imports[str(id)]), wanted[state], f"import {id} {state}")
                if state == "committed":
                    self.assertEqual(created, ROWS, "rows counted twice, or not at all")

    def imports_come_to_rest(self, hospital: Hospital) -> None:
        """Work goes on after a restart: sooner or later no import is under way."""
        busy = ("reading", "committing", "reversing")
        until = time.monotonic() + 180
        states: list[str] = []
        while time.monotonic() < until:
            answer = hospital.party_office.get("/v1/imports", limit=100)
            self.assertEqual(answer.status, 200, answer.text)
            states = [item["state"] for item in answer.json["items"]]
            if not any(state in busy for state in states):
                return
            time.sleep(0.2)
        self.fail(f"imports that never come to rest: {states}")

    def the_file_is_sound(self, data: Path, acknowledged: set[str], turn: int) -> None:
        """Checked by the database's own library, not by the program, as the kill left it."""
        with opened(data) as database:
            said = database.execute("PRAGMA integrity_check").fetchall()
            orphans = database.execute("PRAGMA foreign_key_check").fetchall()
            kept = {row[0] for row in database.execute("SELECT staff_no FROM people_roster WHERE staff_no >= 'K' AND staff_no < 'L'")}
        self.assertEqual(said, [("ok",)], f"after kill {turn}")
        self.assertEqual(orphans, [], f"after kill {turn}")
        lost = acknowledged - kept
        self.assertFalse(lost, f"lost after kill {turn}: {sorted(lost)[:5]}")


class IndependentVerifier(unittest.TestCase):
    """A second opinion on the trail by a script that shares no code with the program."""

    def verify(self, export: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["/usr/bin/python3", str(ROOT / "tools" / "verify_audit.py"), str(export)],
                              capture_output=True, text=True)

    def test_the_export_is_verified_and_a_changed_one_is_not(self):
        with Hospital() as hospital:
            answer = hospital.audit_admin.get("/v1/audit/export")
            self.assertEqual(answer.status, 200, answer.text[:300])
            export = hospital.folder / "trail.jsonl"
            export.write_bytes(answer.body)
            good = self.verify(export)
            self.assertEqual(good.returncode, 0, good.stdout + good.stderr)
            lines = answer.body.split(b"\n")
            middle = len(lines) // 2
            export.write_bytes(b"\n".join(lines[:middle] + lines[middle + 1:]))
            self.assertNotEqual(self.verify(export).returncode, 0, "an entry taken out was not noticed")


if __name__ == "__main__":
    unittest.main()
