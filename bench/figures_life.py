"""Figures of organisation life: what is due for everybody, and a meeting with three hundred phones."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import Callable, Iterator

from bench.figures_http import list_load
from bench.life import CHINA, Life
from bench.measure import PROGRAMS, Row, hospital_of, note, xinglin
from bench.stage import Stage
from tests.support.api import Api
from tests.support.hospital import Hospital

PHONES = 300
SPREAD_MS = 120  # the web app's (web/src/app/live.ts, `soon`)
VOTE_EVERY = 2.0  # seconds


@dataclass
class Lived:
    """20,000 people in 500 branches with a year behind them; 300 of them in one branch, each signed in."""

    data: object
    crowd: list[tuple[int, str]]
    branch: int
    cookies: list[str]


def lived(stage: Stage) -> Lived:
    if not hasattr(stage, "lived"):
        data = stage.filled("life", "--people", "20000", "--branches", "500", "--crowd", str(PHONES))
        life = Life(data, dt.datetime.now(CHINA).date())
        branch, _, crowd = max(life.branches(), key=lambda each: len(each[2]))
        counted = life.fill()
        cookies = life.sessions(crowd[:PHONES], "xinglin")
        life.close()
        note("life: " + ", ".join(f"{number} {what}" for what, number in counted.items()))
        stage.lived = Lived(data, crowd, branch, cookies)
    return stage.lived


def duties(stage: Stage) -> list[Row]:
    """What every branch and everybody sees as due: computed by a process that has just started, and after one change by a server."""
    at = lived(stage)
    told: list[dict] = []

    def cold() -> float:
        done = xinglin("duties", "--json", "--data", at.data)
        told.append(json.loads(done.output.splitlines()[-1]))
        return done.seconds

    whole = min(cold() for _ in range(3))
    found = min(told, key=lambda each: each["seconds"])
    if found["branches"] < 500 or found["people"] < 20000 or found["duties"] < 2000:
        raise RuntimeError(f"not everybody was asked for: {found}")
    what = f"what is due for {found['branches']} branches and {found['people']} people, cold: {found['duties']} duties"
    hospital = hospital_of(at.data)
    try:
        change = after_one_change(hospital)
    finally:
        hospital.close()
    return [Row("duties", what, "s", found["seconds"], None, "", None, 1, "value", "<="),
            Row("duties.process", "the same with the start and end of the process", "s", whole, None, "", None, None),
            Row("duties.change", "after one change: the write, and all that shows it anew (home of the branch's runner, overview of all branches)",
                "ms", change, None, "", None, 50, "value", "<=")]


def ok(answer: object) -> dict:
    if answer.status not in (200, 201, 204):
        raise RuntimeError(f"{answer.status} {answer.text[:300]}")
    return answer.json if answer.text else {}


def after_one_change(hospital: Hospital) -> float:
    """A secretary plans a meeting; then their home and the office's overview show it."""
    office, secretary = hospital.party_office, hospital.branch_secretary
    branch = secretary.get("/v1/organisations", roots="true").json["items"][0]["id"]
    took = []
    for number in range(7):
        hours = dt.datetime.now(dt.timezone.utc) + dt.timedelta(hours=30 + number)
        body = {"organisation": branch, "kind": "theme_day", "starts_at": stamp(hours), "ends_at": stamp(hours + dt.timedelta(hours=1)),
                "place": "会议室", "items": [{"kind": "study", "title": "学习"}]}
        begun = time.monotonic()
        ok(secretary.post("/v1/meetings", body))
        ok(secretary.get("/v1/home"))
        ok(office.get("/v1/meetings-overview"))
        took.append((time.monotonic() - begun) * 1000)
    return sorted(took)[len(took) // 2]


def stamp(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Meeting:
    """A meeting of the crowded branch that goes on, run by the office, with a point to vote on."""

    def __init__(self, office: Api, branch: int):
        self.office = office
        soon = dt.datetime.now(dt.timezone.utc) + dt.timedelta(minutes=20)
        made = ok(office.post("/v1/meetings", {
            "organisation": str(branch), "kind": "members_meeting", "title": "党员大会", "starts_at": stamp(soon),
            "ends_at": stamp(soon + dt.timedelta(hours=2)), "place": "礼堂", "items": [{"kind": "vote", "title": "通过年度工作计划"}]}))
        self.path = f"/v1/meetings/{made['id']}"
        self.id = made["id"]
        for act in ("/call", "/start"):
            made = ok(office.put(self.path + act, {}, If_Match=f'"{made["version"]}"'))
        ok(office.put(self.path + "/attendance", {"marks": [{"attendee": one["id"], "presence": "present"} for one in made["people"]]}))
        self.item = made["items"][0]["id"]
        self.present = len(made["people"])
        self.votes = 0

    def vote(self) -> tuple[int, int]:
        """Records another count. @returns its votes in favour, and when it was sent (ns)"""
        self.votes += 1
        in_favour = self.present - self.votes
        sent = time.monotonic_ns()
        ok(self.office.put(f"{self.path}/items/{self.item}/vote", {
            "kind": "resolution", "method": "show_of_hands", "in_favour": in_favour, "against": self.votes, "abstained": 0, "correction": "重新清点"}))
        return in_favour, sent


@contextlib.contextmanager
def phones(stage: Stage, hospital: Hospital, at: Lived, meeting: Meeting) -> Iterator[Callable[[], list[list[int]]]]:
    """All of them connected. The value answers what was read until now and ends them."""
    cookies = stage.folder / "cookies"
    cookies.write_text("\n".join(at.cookies) + "\n")
    url = hospital.server.ready["url"].split("//")[1].split(":")
    process = subprocess.Popen([PROGRAMS / "bench" / "phones", url[0], url[1].rstrip("/"), meeting.id, str(SPREAD_MS), cookies],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if process.stdout.readline() != "ready\n":
        raise RuntimeError("the phones do not listen")
    lines: list[str] = []
    reading = threading.Thread(target=lambda: lines.extend(process.stdout))
    reading.start()

    def ended() -> list[list[int]]:
        process.stdin.close()
        process.wait(timeout=30)
        reading.join()
        if process.returncode != 0:
            raise RuntimeError("the phones gave up")
        return [[int(part) for part in line.split()] for line in lines]

    try:
        yield ended
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def live(stage: Stage) -> list[Row]:
    """Results of votes on 300 phones while the list of members is asked for as fast as it goes; and what the list loses by it."""
    at = lived(stage)
    hospital = hospital_of(at.data)
    try:
        office = hospital.party_office
        load, _ = list_load(stage, hospital)
        meeting = Meeting(office, at.branch)
        sent: dict[int, int] = {}

        def with_votes() -> float:
            over = threading.Event()

            def votes() -> None:
                while not over.wait(VOTE_EVERY):
                    in_favour, when = meeting.vote()
                    sent[in_favour] = when

            voting = threading.Thread(target=votes)
            voting.start()
            try:
                return load.round(16, 4 * VOTE_EVERY)["rate"]
            finally:
                over.set()
                voting.join()

        quiet: list[float] = []
        busy: list[float] = []
        read: list[list[int]] = []
        for _ in range(3):
            quiet.append(load.round(16, 4 * VOTE_EVERY)["rate"])
            with phones(stage, hospital, at, meeting) as ended:
                busy.append(with_votes())
                time.sleep(1)
                read += ended()
        late = arrivals(sent, read)
        alone: dict[int, int] = {}
        with phones(stage, hospital, at, meeting) as ended:
            for _ in range(8):
                in_favour, when = meeting.vote()
                alone[in_favour] = when
                time.sleep(1)
            rested = arrivals(alone, ended())
    finally:
        hospital.close()
    ratio = sorted(busy)[1] / sorted(quiet)[1]
    what = f"result of a vote on {PHONES} phones, from the sending of the count to the last byte read, 99 in 100"
    return [Row("live", what + f"; beside the list under load ({len(sent)} votes)", "ms", at_share(late, 0.99), None, "", None, 300, "value", "<="),
            Row("live.median", "the same, half of them", "ms", at_share(late, 0.5), None, "", None, None),
            Row("live.alone", what + "; nothing else going on", "ms", at_share(rested, 0.99), None, "", None, 300, "value", "<="),
            Row("live.list", "the list of W3 on 16 connections while that goes on", "/s", sorted(busy)[1], sorted(quiet)[1],
                "the same list, no meeting", ratio, 0.8)]


def arrivals(sent: dict[int, int], read: list[list[int]]) -> list[float]:
    """For each vote and phone the ms until that count stood on it; a phone that never showed it is a fault of the measurement."""
    first: dict[tuple[int, int], int] = {}
    for phone, in_favour, _, whole in read:
        first.setdefault((in_favour, phone), whole)
    missing = [(vote, phone) for vote in sent for phone in range(PHONES) if (vote, phone) not in first]
    if missing:
        raise RuntimeError(f"{len(missing)} results did not arrive, the first {missing[0]}")
    return sorted((first[vote, phone] - when) / 1e6 for vote, when in sent.items() for phone in range(PHONES))


def at_share(values: list[float], share: float) -> float:
    return values[int(share * (len(values) - 1))]
