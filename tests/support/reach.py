"""Who reaches what: branches of the demo hospital, people who act over one of them or over a part of the tree, and a record of every
kind in each branch. The bodies are valid, so that a refusal comes from the scope and not from a field."""

from __future__ import annotations

import re
import time
import urllib.parse
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from tests.support.api import Api
from tests.support.hospital import Hospital, upload
from tests.support.server import run

TODAY = datetime.now(timezone.utc) + timedelta(hours=8)


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).strftime("%Y-%m-%d")


def at(hours: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@dataclass
class Place:
    name: str
    code: str
    organisation: str = ""
    ids: dict[str, str] = field(default_factory=dict)  # a record of each kind that lies here


@dataclass
class Who:
    name: str
    api: Api
    role: str
    reach: frozenset[str]


class World:
    """`own`, `sibling` under one general branch, `other` under another; `above` is that general branch: the others are its children."""

    def __init__(self, hospital: Hospital):
        self.hospital = hospital
        self.office: Api = hospital.party_office
        self.places = {name: Place(name, code) for name, code in
                       (("own", "Z1B01"), ("sibling", "Z1B02"), ("other", "Z4B01"), ("above", "Z1"))}
        for row in self.all_organisations():
            for place in self.places.values():
                if row["code"] == place.code:
                    place.organisation = row["id"]
        self.actors = [
            Who("secretary", hospital.branch_secretary, "branch_secretary", frozenset({"own"})),
            Who("second secretary", self.invited("branch_secretary", "Z1B02"), "branch_secretary", frozenset({"sibling"})),
            Who("office above", self.invited("party_office", "Z1"), "party_office", frozenset({"own", "sibling", "above"})),
            Who("office beside", self.invited("party_office", "Z4"), "party_office", frozenset({"other"})),
            Who("whole office", self.office, "party_office", frozenset(self.places)),
            Who("applicant", hospital.applicant, "applicant", frozenset()),
            Who("member", hospital.member, "member", frozenset()),
        ]
        self.members: dict[str, Api] = {}
        self.signed_in = {self.person_of(one) for one in hospital.people.values()}  # nobody writes their own file
        for place in self.places.values():
            if place.name != "above":
                self.fill(place)

    def close(self) -> None:
        for api in (*(who.api for who in self.actors), *self.members.values()):
            api.close()

    def all_organisations(self) -> list[dict]:
        found, cursor = [], {}
        while True:
            page = self.ok(self.office.get("/v1/organisations", limit=100, **cursor))
            found += page["items"]
            if not page.get("next"):
                return found
            cursor = {"cursor": page["next"]}

    @staticmethod
    def ok(answer):
        assert answer.status in (200, 201, 202, 204), f"{answer.status} {answer.text[:400]}"
        return answer.json

    @staticmethod
    def person_of(api: Api) -> str:
        person = api.get("/v1/session").json.get("person")
        return (person["id"] if isinstance(person, dict) else person) or ""

    def invited(self, role: str, code: str) -> Api:
        """Somebody with this role over a part of the tree, by an invitation of the command line."""
        said = run("invite", "--role", role, "--organisation", code, "--name", "（合成）经办", *self.hospital.place,
                   "--log-level", "error").stdout
        return self.taken(re.search(r"https?://\S+", said)[0], f"{role[:6]}.{code.lower()}")

    def taken(self, link: str, login: str) -> Api:
        token = urllib.parse.urlsplit(link).fragment.rsplit("/", 1)[-1].rsplit("=", 1)[-1]
        api = self.hospital.stranger()
        password = "Qing-song-" + login[::-1] + "-7314"
        self.ok(api.put("/v1/invitation-acceptance", {"token": token, "login": login, "password": password}))
        self.ok(api.post("/v1/session", {"login": login, "password": password}))
        api.take_up()
        return api

    def member_of(self, place: Place, person: str) -> Api:
        made = self.ok(self.hospital.security_admin.post("/v1/invitations", {"person": person, "role": "member"}))
        return self.taken(made["url"], f"member.{place.code.lower()}")

    def fill(self, place: Place) -> None:
        """A record of each kind, made by those who may."""
        rows = [row for row in self.ok(self.office.get("/v1/people", organisation=place.organisation, limit=200))["items"]]
        full = [row for row in rows if row["state"] == "full" and row["id"] not in self.signed_in]
        asks, person = full[-1], full[-2]
        place.ids |= {"person": person["id"], "asks": asks["id"], "organisation": place.organisation}
        probationary = [row for row in rows if row["state"] == "probationary"]
        place.ids["probationer"] = probationary[0]["id"] if probationary else person["id"]
        self.fill_tree(place)
        self.fill_file(place, asks["id"])
        self.fill_life(place)
        self.fill_appraisal(place)
        self.fill_roster(place, person)
        # A re-election begun ahead of its countdown; a longer term within the year it may reach.
        made = self.ok(self.office.post("/v1/re-elections", {"organisation": place.organisation}))
        place.ids |= {"re_election": made["id"], "longer": made["latest_extension"]}

    def fill_appraisal(self, place: Place) -> None:
        round_ = {"organisation": place.organisation, "year": TODAY.year}
        self.ok(self.office.post("/v1/appraisals", round_))
        place.ids["appraisal"] = next(one["id"] for one in self.ok(self.office.get("/v1/appraisals"))["items"]
                                      if one["organisation"] == place.organisation)
        self.ok(self.office.post("/v1/life-problems", round_ | {"source": "self", "body": "（合成）服务不够细"}))
        pack = self.ok(self.office.get("/v1/life-packs", organisation=place.organisation, year=TODAY.year))
        place.ids["problem"] = pack["problems"][0]["id"]
        talk = {"organisation": place.organisation, "one": place.ids["person"], "other": place.ids["asks"], "on": day(-2)}
        place.ids["talk"] = self.ok(self.office.post("/v1/talks", talk))["talks"][0]["id"]

    def fill_tree(self, place: Place) -> None:
        post = {"organisation_id": place.organisation, "kind": "contact", "holder": "（合成）联系人", "from": day(-30), "basis": "党委会议"}
        self.ok(self.office.post("/v1/posts", post))
        posts = self.ok(self.office.get(f"/v1/organisations/{place.organisation}/posts"))["items"]
        place.ids["post"] = next(one["id"] for one in posts if one["kind"] == "contact")
        place.ids["term"] = self.ok(self.office.get(f"/v1/organisations/{place.organisation}/terms"))["items"][0]["id"]
        change = {"kind": "amend", "effective_on": day(0), "reason": "更正地址", "basis": "党委会议", "organisation_id": place.organisation,
                  "address": "（合成）文昌路1号"}
        place.ids["change"] = self.ok(self.office.post("/v1/organisation-changes", change))["id"]

    def fill_file(self, place: Place, asks: str) -> None:
        entry = {"fields": [{"name": "school", "value": "云澜医学院"}]}
        self.ok(self.office.post(f"/v1/people/{place.ids['person']}/sections/education_history/entries", entry))
        whole = self.ok(self.office.get(f"/v1/people/{place.ids['person']}"))
        place.ids["entry"] = next(one["id"] for section in whole["sections"] for one in section.get("entries", ())
                                  if section["id"] == "education_history")
        member = self.member_of(place, asks)
        asked = self.ok(member.post("/v1/corrections", {"person": asks, "field": "department", "value": "（合成）科室", "note": "轮岗"}))
        place.ids["correction"] = asked["id"]
        self.members[place.name] = member
        made = self.ok(self.office.post("/v1/people-exports", {"filter": {"organisation": place.organisation}, "format": "csv"}))
        place.ids["export"] = made["id"]

    def meeting(self, place: Place) -> dict:
        return self.ok(self.office.post("/v1/meetings", {
            "organisation": place.organisation, "kind": "members_meeting", "starts_at": at(72), "ends_at": at(73), "place": "示教室",
            "items": [{"kind": "study", "title": "学习条例"}, {"kind": "vote", "title": "通过学习计划"}]}))

    def fill_life(self, place: Place) -> None:
        place.ids["meeting"] = self.meeting(place)["id"]
        sent = upload(self.office, f"（合成）{place.code}学习提纲\n".encode(), "提纲.txt", "meeting_material")
        attached = self.ok(self.office.post(f"/v1/kept-meetings/{place.ids['meeting']}/materials", {"upload_id": sent}))
        place.ids["material"] = attached["items"][0]["id"]
        task = {"organisation": place.organisation, "kind": "decision", "body": "（合成）落实学习计划", "owner": place.ids["person"], "due_on": day(20)}
        place.ids["task"] = self.ok(self.office.post("/v1/meeting-tasks", task))["id"]
        opinion = {"organisation": place.organisation, "matter": "评优", "opinion": "同意推荐", "given_on": day(-1)}
        place.ids["opinion"] = self.ok(self.office.post("/v1/branch-opinions", opinion))["id"]
        self.plan(place)
        # Another time asked for by a member: a case for the branch's own secretary.
        called = self.meeting(place)
        self.ok(self.office.put(f"/v1/meetings/{called['id']}/call", {}, If_Match=f'"{called["version"]}"'))
        place.ids["called"] = called["id"]
        ask = {"starts_at": at(96), "ends_at": at(97), "reason": "当天值班"}
        asked = self.members[place.name].post(f"/v1/own-meetings/{called['id']}/time-change", ask)
        place.ids["approval"] = self.ok(asked)["approval"]

    def plan(self, place: Place) -> None:
        """The plan of the year, with a line of the branch's own."""
        title = "（合成）参观"
        self.ok(self.office.post(f"/v1/year-plans/{place.organisation}/{TODAY.year}/lines", {"month": 12, "kind": "theme_day", "title": title}))
        lines = self.ok(self.office.get("/v1/year-plans", branch=place.organisation, year=TODAY.year))["lines"]
        place.ids["added_line"] = next(one["key"] for one in lines if one["title"] == title)

    def material_version(self, meeting: str, material: str) -> str:
        answer = self.office.get(f"/v1/kept-meetings/{meeting}/materials")
        files = answer.json["items"] if answer.status == 200 else ()
        return f'"{next((one["version"] for one in files if one["id"] == material), 0)}"'

    def line_version(self, organisation: str, key: str) -> str:
        answer = self.office.get("/v1/year-plans", branch=organisation, year=TODAY.year)
        lines = answer.json["lines"] if answer.status == 200 else ()
        return f'"{next((one["version"] for one in lines if one["key"] == key), 0)}"'

    def fill_roster(self, place: Place, person: dict) -> None:
        month = (TODAY + timedelta(days=150)).strftime("%Y-%m")
        title = f"（合成）{place.code}病区 {month[:4]}年{int(month[5:])}月排班表\n工号,姓名,1,2,3\n"
        grid = (title + f"{person['staff_no']},{person['name']},白,白,白\n").encode()
        sent = upload(self.office, grid, "grid.csv", "roster")
        begun = self.ok(self.office.post("/v1/rosters", {"upload_id": sent, "ward": f"（合成）{place.code}病区"}))
        if begun["unanswered"]:
            self.ok(self.office.put(f"/v1/rosters/{begun['id']}/answers", {"texts": [{"text": "白", "code": "白"}]}))
        self.ok(self.office.put(f"/v1/rosters/{begun['id']}/commit"))
        place.ids["roster"] = begun["id"]

    def version(self, meeting: str) -> str:
        return f'"{self.ok(self.office.get(f"/v1/meetings/{meeting}"))["version"]}"'

    def until(self, id: str, state: str) -> None:
        end = time.monotonic() + 60
        while self.ok(self.office.get(f"/v1/imports/{id}"))["state"] != state:
            assert time.monotonic() < end, f"the import {id} never became {state}"
            time.sleep(0.05)
