"""A year of organisation life below a table of people, written straight into the database of a stopped server: the same for the
same seed. Meetings of the past months with those due at each, one that everybody is asked to, tasks, accounts with sessions."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import secrets
import sqlite3
from pathlib import Path

CHINA = dt.timezone(dt.timedelta(hours=8))
PLACE = "会议室"


def instant(day: dt.date, hour: int) -> int:
    return int(dt.datetime(day.year, day.month, day.day, hour, tzinfo=CHINA).timestamp() * 1000)


class Life:
    """Writes rows as the program would have: who was due, what is open."""

    def __init__(self, data: Path, today: dt.date, seed: int = 20260701):
        self.db = sqlite3.connect(data / "xinglin.db")
        self.today = today
        self.chance = random.Random(seed)
        self.next = self.db.execute("SELECT MAX(m) FROM (SELECT MAX(id) m FROM people_roster UNION ALL SELECT MAX(id) FROM meetings_attendees)").fetchone()[0] or 0

    def id(self) -> int:
        self.next += 1
        return self.next

    def branches(self) -> list[tuple[int, str, list[tuple[int, str]]]]:
        """Organisation, path, its people; of branches that have any."""
        found: dict[int, tuple[str, list[tuple[int, str]]]] = {}
        for person, name, organisation, path in self.db.execute("SELECT id, name, organisation, path FROM people_roster WHERE staff_no LIKE 'P%' ORDER BY id"):
            found.setdefault(organisation, (path, []))[1].append((person, name))
        return [(organisation, path, people) for organisation, (path, people) in found.items()]

    def meeting(self, organisation: int, path: str, kind: str, number: int, title: str, day: dt.date, hour: int, state: str) -> int:
        at, over = instant(day, hour), instant(day, hour + 1)
        done = state in ("closed", "held")
        made = self.id()
        self.db.execute(
            "INSERT INTO meetings_meetings (id, organisation, path, kind, year, number, title, starts_at, ends_at, place, state, called_at,"
            " started_at, ended_at, closed_at, cancel_reason, correction, late_reason, late, countersigned_name, created_at, version)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,'','','',0,'',?,1)",
            (made, organisation, path, kind, day.year, number, title, at, over, PLACE, state, at - 4 * 86400000, at if done else None,
             over if done else None, over if state == "closed" else None, at - 5 * 86400000))
        return made

    def asked(self, meeting: int, people: list[tuple[int, str]], held: bool) -> None:
        self.db.executemany(
            "INSERT INTO meetings_attendees (id, meeting, person, name, part, state, counting, basis, gone, told_at, reply, reply_reason,"
            " reply_text, presence, absence_reason, absence_text) VALUES (?,?,?,?,'due','full','voter','',0,1,?,'','',?,'','')",
            [(self.id(), meeting, person, name, "coming" if held or self.chance.random() < 0.6 else "none", "present" if held else "unknown")
             for person, name in people])

    def fill(self) -> dict[str, int]:
        """Ten months; a branch in six has minutes open, one in ten missed its last theme day, a task in five is overdue."""
        counted = {"branches": 0, "meetings": 0, "asked": 0, "tasks": 0}
        year = self.today.year
        for organisation, path, people in self.branches():
            counted["branches"] += 1
            plan = [("theme_day", "主题党日", month, month, 15) for month in range(1, self.today.month + 1)]
            plan += [("members_meeting", "支部党员大会", month, (month + 2) // 3, 16) for month in range(2, self.today.month + 1, 3)]
            plan += [("party_lecture", "党课", month, number + 1, 17) for number, month in enumerate(range(3, self.today.month + 1, 6))]
            for kind, title, month, number, hour in plan:
                day = min(dt.date(year, month, 10) + dt.timedelta(days=self.chance.randrange(8)), self.today - dt.timedelta(days=1))
                last = month == self.today.month or (kind == "theme_day" and month == self.today.month - 1)
                if kind == "theme_day" and last and self.chance.random() < 0.1:
                    continue
                state = "held" if last and self.chance.random() < 0.17 else "closed"
                made = self.meeting(organisation, path, kind, number, title, day, hour, state)
                self.asked(made, people, held=True)
                counted["meetings"] += 1
                counted["asked"] += len(people)
            soon = self.today + dt.timedelta(days=2 + self.chance.randrange(5))
            called = self.meeting(organisation, path, "members_meeting", 9, "支部党员大会", soon, 15, "called")
            self.asked(called, people, held=False)
            counted["meetings"] += 1
            counted["asked"] += len(people)
            for _ in range(3):
                owner, name = self.chance.choice(people)
                due = self.today + dt.timedelta(days=self.chance.randrange(-10, 40))
                self.db.execute(
                    "INSERT INTO meetings_tasks (id, organisation, path, kind, body, owner, owner_name, due_on, state, evidence, done_name,"
                    " check_note, checked_name, created_at, version) VALUES (?,?,?,'decision','落实会议决定',?,?,?,?,'','','','',?,1)",
                    (self.id(), organisation, path, owner, name, due.isoformat(), "open" if self.chance.random() < 0.8 else "done", instant(self.today, 0)))
                counted["tasks"] += 1
        self.db.commit()
        return counted

    def sessions(self, people: list[tuple[int, str]], cookie: str) -> list[str]:
        """An account and a session for each of these. @returns the values of their Cookie headers"""
        now = int(dt.datetime.now(dt.timezone.utc).timestamp() * 1000)
        out = []
        for person, name in people:
            account, token = self.id(), secrets.token_urlsafe(32)
            self.db.execute(
                "INSERT INTO accounts_accounts (id, login, name, person, state, lock_reason, password, password_at, must_change, totp_on, totp_step,"
                " theme, size, created_at, version) VALUES (?,?,?,?,'active','','!',?,0,0,0,'light','standard',?,1)",
                (account, f"phone{account}", name, person, now, now))
            self.db.execute(
                "INSERT INTO accounts_sessions (id, token, account, created_at, seen_at, expires_at, address, agent, second_factor)"
                " VALUES (?,?,?,?,?,?,'127.0.0.1','phones',0)",
                (self.id(), hashlib.sha256(token.encode()).digest(), account, now, now, now + 6 * 3600000))
            out.append(f"{cookie}={token}")
        self.db.commit()
        return out

    def close(self) -> None:
        self.db.close()
