"""Each act on each kind of record × who asks × where the record lies. Whoever holds the right over the place gets past the scope, and
somebody's valid request is taken; over any other place, and for what is not there, the answer is "not found"; without the right it is
a refusal. The acts are held against the contract: an act with the scope of organisations that is in neither table fails the test."""

from __future__ import annotations

import time
import unittest
import urllib.parse
from collections import Counter

from tests.contract.test_matrix import roles_table
from tests.support.api import Contract, Report
from tests.support.hospital import Hospital, upload
from tests.support.reach import TODAY, World, at, day

NOT_THERE = "1"
BRANCHES = ("own", "sibling", "other")
TREE = (*BRANCHES, "above")
# The act, and its body over a record of the place. "{…}" in paths and bodies is the record's id.
READS = (
    "/v1/organisations/{organisation}", "/v1/organisations/{organisation}/history", "/v1/organisations/{organisation}/posts",
    "/v1/organisations/{organisation}/terms", "/v1/people/{person}", "/v1/people/{person}/timeline", "/v1/people/{person}/findings",
    "/v1/people/{person}/fields/department/history", "/v1/meetings/{meeting}", "/v1/meetings/{meeting}/calendar", "/v1/meetings/{meeting}/arrival-code",
    "/v1/meetings/{meeting}/materials/{material}", "/v1/kept-meetings/{meeting}/materials", "/v1/kept-meetings/{meeting}/materials/{material}",
    "/v1/meetings/{meeting}/documents", "/v1/meetings/{called}/documents/notice?format=docx", "/v1/meetings/{meeting}/minutes", "/v1/rosters/{roster}", "/v1/year-plans?branch={organisation}",
    "/v1/re-elections/{re_election}", "/v1/re-elections/{re_election}/documents", "/v1/re-elections/{re_election}/documents/extension?format=docx",
    "/v1/appraisals/{appraisal}", "/v1/appraisals/{appraisal}/documents", "/v1/meetings/{meeting}/ballots", f"/v1/life-packs?organisation={{organisation}}&year={TODAY.year}",
)
WRITES = (
    ("PUT", "/v1/re-elections/{re_election}/steps/request", {"planned_on": day(60), "seats": 3, "committee": True}),
    ("PUT", "/v1/re-elections/{re_election}/extension", {"until": "{longer}", "reason": "（合成）人员调整"}),
    ("POST", "/v1/talks", {"organisation": "{organisation}", "one": "{person}", "other": "{asks}", "on": day(-1)}),
    ("POST", "/v1/posts", {"organisation_id": "{organisation}", "kind": "publicity", "person_id": "{person}", "from": day(-1), "basis": "党员大会",
                           "dry_run": True}),
    ("POST", "/v1/posts/{post}/reveals", {"purpose": "通知开会"}),
    ("PUT", "/v1/posts/{post}/end", {"to": day(0), "reason": "工作调整"}),
    ("PUT", "/v1/terms/{term}/extension", {"to": day(900), "approval": "上级批复"}),
    ("POST", "/v1/organisations/{organisation}/terms", {"elected_on": day(-1), "approval": "上级批复", "basis": "党员大会"}),
    ("POST", "/v1/organisation-changes", {"kind": "amend", "dry_run": True, "effective_on": day(0), "reason": "更正", "basis": "党委会议",
                                          "organisation_id": "{organisation}", "address": "（合成）文昌路2号"}),
    ("PUT", "/v1/organisation-changes/{change}/reversal", {"reason": "写错了"}),
    ("POST", "/v1/people", {"organisation": "{organisation}", "state": "applicant", "fields": [
        {"name": "name", "value": "欧阳新"}, {"name": "sex", "value": "2"}, {"name": "birth_date", "value": "1995-05-05"}]}),
    ("PUT", "/v1/people/{person}/sections/contact", {"fields": [{"name": "address", "value": "（合成）文昌路1号"}], "reason": "本人告知"}),
    ("POST", "/v1/people/{person}/sections/education_history/entries", {"fields": [{"name": "school", "value": "云澜医学院"}]}),
    ("PUT", "/v1/people/{person}/entries/{entry}", {"fields": [{"name": "school", "value": "云澜大学"}], "reason": "更正"}),
    ("DELETE", "/v1/people/{person}/entries/{entry}?reason=重复", None),
    ("PUT", "/v1/people/{person}/flags/floating", {"on": True, "from": day(-3), "detail": "外省进修"}),
    ("POST", "/v1/people/{person}/reveals", {"field": "mobile", "purpose": "通知开会"}),
    ("POST", "/v1/people/{probationer}/probation-extensions", {"months": 6, "decided_on": day(-1), "reason": "支部大会决定"}),
    ("POST", "/v1/people/{person}/transitions", {"to": "left_expelled", "on": day(-1), "reason": "按程序决定"}),
    ("POST", "/v1/people/{asks}/transfers", {"organisation": "{organisation}", "on": day(0), "reason": "工作调动"}),
    ("POST", "/v1/people-exports", {"filter": {"organisation": "{organisation}"}, "format": "csv"}),
    ("PUT", "/v1/corrections/{correction}/decision", {"approved": True}),
    ("POST", "/v1/meetings", {"organisation": "{organisation}", "kind": "theme_day", "starts_at": at(90), "ends_at": at(91), "place": "示教室",
                              "items": [{"kind": "study", "title": "学习"}]}),
    ("PUT", "/v1/meetings/{meeting}", {"starts_at": at(71), "ends_at": at(72), "title": "党员大会", "place": "会议室",
                                       "items": [{"kind": "study", "title": "学习条例"}]}),
    ("PUT", "/v1/meetings/{meeting}/call", {}),
    ("PUT", "/v1/meetings/{meeting}/start", {}),
    ("PUT", "/v1/meetings/{meeting}/attendance", {"marks": []}),
    ("PUT", "/v1/meetings/{meeting}/end", {}),
    ("PUT", "/v1/meetings/{meeting}/minutes", {}),
    ("PUT", "/v1/meetings/{called}/cancellation", {"reason": "改期"}),
    ("POST", "/v1/meeting-tasks", {"organisation": "{organisation}", "kind": "decision", "body": "（合成）传达", "owner": "{person}", "due_on": day(9)}),
    ("PUT", "/v1/meeting-tasks/{task}", {"body": "（合成）传达到人", "owner": "{person}", "due_on": day(12)}),
    ("POST", "/v1/branch-opinions", {"organisation": "{organisation}", "matter": "评优", "opinion": "同意", "given_on": day(0)}),
    ("PUT", "/v1/branch-opinions/{opinion}", {"matter": "评优", "opinion": "同意推荐"}),
    ("POST", f"/v1/year-plans/{{organisation}}/{TODAY.year}/lines", {"month": 12, "kind": "theme_day", "title": "（合成）义诊"}),
    ("PUT", f"/v1/year-plans/{{organisation}}/{TODAY.year}/lines/{{added_line}}", {"month": 12, "title": "（合成）主题党日"}),
    ("DELETE", f"/v1/year-plans/{{organisation}}/{TODAY.year}/lines/{{added_line}}", None),
    ("POST", "/v1/appraisals", {"organisation": "{organisation}", "year": TODAY.year - 1}),
    ("POST", "/v1/life-problems", {"organisation": "{organisation}", "year": TODAY.year, "source": "self", "body": "（合成）集中学习不够"}),
    ("POST", "/v1/slot-searches", {"branch": "{organisation}", "from": day(1), "to": day(7), "times": ["12:20", "17:30"], "sittings": 1}),
    ("POST", "/v1/rosters/{roster}/reversal", None),
    ("PUT", "/v1/kept-meetings/{meeting}/materials/{material}", {"title": "（合成）学习提纲", "place": 1}),
    ("DELETE", "/v1/kept-meetings/{meeting}/materials/{material}", None),
)
# Acts whose scope is held elsewhere: by lists below, by another test, or because only the installation as a whole holds their right.
ELSEWHERE = {
    "lists": ("GET /v1/people", "GET /v1/people-count", "GET /v1/people-exceptions", "GET /v1/search", "GET /v1/corrections", "GET /v1/meetings",
              "GET /v1/meeting-tasks", "GET /v1/branch-opinions", "GET /v1/meetings-ledger", "GET /v1/meetings-overview", "GET /v1/rosters",
              "GET /v1/organisations", "GET /v1/organisation-changes", "GET /v1/organisation-advice", "GET /v1/terms-due",
              "GET /v1/people-exports", "POST /v1/people-bulk", "GET /v1/appraisals", "GET /v1/re-elections"),
    "own": ("GET /v1/people-exports/{id}/content", "PUT /v1/people-exports/{id}/decision", "DELETE /v1/rosters/{id}", "PUT /v1/rosters/{id}/answers",
            "PUT /v1/rosters/{id}/commit", "POST /v1/rosters", "GET /v1/shift-codes", "PUT /v1/shift-codes", "GET /v1/people-export-columns"),
    # Refused before the meeting's state is asked about; test_inside_a_meeting.
    "inside a meeting": tuple(f"{method} /v1/meetings/{{id}}/{rest}" for method, rest in (
        ("PUT", "items/{item}/elections/{round}"), ("PUT", "items/{item}/elections/{round}/count"), ("PUT", "items/{item}/vote"),
        ("PUT", "minutes-correction"), ("PUT", "countersignature"), ("POST", "statements"), ("PUT", "statements/{point}"),
        ("DELETE", "statements/{point}"), ("GET", "minutes-versions/{number}"))) + ("PUT /v1/meeting-tasks/{id}/check",),
    # test_second.py of the unit tests and tests/contract/test_security.py: a second person of the same place.
    # ballots_test.cpp: a box is opened, closed and given up by who runs its meeting.
    "ballots": ("PUT /v1/ballots/{id}/cancellation", "PUT /v1/ballots/{id}/closing"),
    # setups_test.cpp: those who may ask and not change; whoever reaches everything here may change and has nothing to ask for.
    "set-ups": ("POST /v1/organisation-requests",),
    "second person": ("PUT /v1/organisation-changes/{id}/countersignature", "PUT /v1/step-proposals/{id}/decision"),
    "installation": ("/v1/accounts", "/v1/audit", "/v1/invitations", "/v1/password-resets", "/v1/role-grants"),
}
# Where the route's right only opens the door and the act takes another.
RIGHTS = {"POST /v1/people/{id}/reveals": "people.reveal"}
INSIDE = (
    ("PUT", "/items/{item}/vote", {"kind": "resolution", "method": "show_of_hands", "in_favour": 1, "against": 0, "abstained": 0}),
    ("PUT", "/items/{item}/elections/1", {"seats": 1, "candidates": [{"name": "（合成）候选人"}]}),
    ("PUT", "/items/{item}/elections/1/count", {"issued": 1, "returned": 1, "invalid": 0, "votes": []}),
    ("POST", "/statements", {"attendee": "1", "body": "（合成）同意"}), ("PUT", "/statements/1", {"attendee": "1", "body": "（合成）同意"}),
    ("POST", "/items/{item}/ballots", {"scrutineer": "1"}),
    ("DELETE", "/statements/1", None), ("GET", "/minutes-versions/1", None), ("PUT", "/minutes-correction", {"reason": "更正"}), ("PUT", "/countersignature", {}),
)


# Steps of an appraisal follow one another: tried from outside, where none is ever taken.
APPRAISAL = (
    ("PUT", "/v1/appraisals/{appraisal}/grades", {"grades": [{"person": "{person}", "grade": "qualified"}]}),
    ("GET", "/v1/appraisals/{appraisal}/documents/publication?format=docx", None),
    ("PUT", "/v1/appraisals/{appraisal}/paper-test", {"on": day(-1)}), ("PUT", "/v1/appraisals/{appraisal}/publication", {}),
    ("PUT", "/v1/appraisals/{appraisal}/tests/1/annulment", {"reason": "（合成）程序有误"}), ("PUT", "/v1/appraisals/{appraisal}/meeting", {}),
    ("POST", "/v1/appraisals/{appraisal}/tests", {"scrutineer": "{person}"}), ("POST", "/v1/appraisals/{appraisal}/members", {}),
    ("POST", "/v1/re-elections", {"organisation": "{organisation}"}),
    ("POST", "/v1/re-elections/{re_election}/meetings", {"starts_at": at(700), "ends_at": at(701), "place": "会议室"}),
    ("PUT", "/v1/re-elections/{re_election}/standing", {}), ("PUT", "/v1/re-elections/{re_election}/new-term", {"dry_run": True}),
    ("PUT", "/v1/re-elections/{re_election}/withdrawal", {"reason": "（合成）重新开始"}),
    ("POST", "/v1/life-problems/{problem}/correction", {"body": "（合成）每月集中学习", "owner": "{person}", "due_on": day(30)}),
    ("DELETE", "/v1/talks/{talk}", None), ("DELETE", "/v1/life-problems/{problem}", None),
)


def filled(shape, ids: dict[str, str]):
    if isinstance(shape, str):
        for name, value in ids.items():
            shape = shape.replace("{" + name + "}", value)
        return shape
    if isinstance(shape, dict):
        return {name: filled(value, ids) for name, value in shape.items()}
    return [filled(one, ids) for one in shape] if isinstance(shape, list) else shape


class Reach(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract.load()
        cls.hospital = Hospital(cls.contract)
        cls.addClassCleanup(cls.hospital.close)
        cls.hospital.start()
        cls.world = World(cls.hospital)
        cls.addClassCleanup(cls.world.close)
        cls.roles = roles_table()
        cls.cells: Counter = Counter()
        cls.acted: set[str] = set()

    def rights(self, role: str) -> set[str]:
        return set(self.roles[role]["rights"])

    def send(self, who, method: str, path: str, body, ids: dict[str, str]):
        path, _, query = path.partition("?")
        headers = {}
        meeting = ids.get("called") if "{called}" in path else ids.get("meeting") if "{meeting}" in path else None
        if "{material}" in path:
            headers["If-Match"] = self.world.material_version(ids["meeting"], ids["material"])
        elif method == "PUT" and meeting and meeting != NOT_THERE:
            headers["If-Match"] = self.world.version(meeting)
        elif "{added_line}" in path:
            headers["If-Match"] = self.world.line_version(ids["organisation"], ids["added_line"])
        elif method == "PUT" and ("{task}" in path or "{opinion}" in path):
            headers["If-Match"] = '"1"'
        return who.api.call(method, filled(path, ids), body=filled(body, ids), query=dict(urllib.parse.parse_qsl(filled(query, ids))) or None, headers=headers)

    def holds(self, role: str, operation) -> bool:
        return RIGHTS.get(str(operation), operation.right) in self.rights(role)

    def cell(self, who, place: str, method: str, path: str, body, ids: dict[str, str], allowed: bool):
        operation = self.contract.operation(method, filled(path.partition("?")[0], ids))
        self.acted.add(str(operation))
        with self.subTest(act=f"{method} {path}", who=who.name, place=place):
            answer = self.send(who, method, path, body, ids)
            held = self.holds(who.role, operation)
            self.cells[f"{operation}: {'within' if allowed else 'outside' if held else 'without the right'}"] += 1
            if allowed and held:
                self.assertNotIn(answer.status, (401, 403, 404), answer.text[:300])
                self.assertLess(answer.status, 500, answer.text[:300])
                return answer.status < 300
            if held:
                self.assertEqual(answer.status, 404, answer.text[:300])
            else:
                self.assertIn(answer.status, (403, 404), answer.text[:300])
        return False

    def places_of(self, path: str) -> tuple[str, ...]:
        return TREE if "organisation}" in path.partition("?")[0] else BRANCHES

    def ids(self, place: str) -> dict[str, str]:
        return {"organisation": self.world.places[place].organisation} | self.world.places[place].ids

    def test_a_reads(self):
        for path in READS:
            for place in self.places_of(path):
                # Members read the organisations they belong to, up to the top.
                taken = [self.cell(who, place, "GET", path, None, self.ids(place), place in who.reach) for who in self.world.actors
                         if not (who.name in ("secretary", "member") and "organisation}" in path and place in ("own", "above"))]
                with self.subTest(act=path, place=place):
                    self.assertTrue(any(taken) or path.endswith("/minutes"), "nobody was answered")
            nothing = dict.fromkeys(self.ids("own"), NOT_THERE) | {"added_line": "theme_day-0-1-1", "longer": day(30)}
            for who in self.world.actors:
                self.cell(who, "nowhere", "GET", path, None, nothing, False)

    def test_b_lists_name_what_is_reached_and_nothing_else(self):
        everything = {place: self.ids(place) for place in BRANCHES}
        for path, kind, more in (("/v1/people", "person", {"limit": 200}), ("/v1/corrections", "correction", {"state": "waiting"}),
                                 ("/v1/meetings", "meeting", {"limit": 100}), ("/v1/meeting-tasks", "task", {"limit": 100}),
                                 ("/v1/branch-opinions", "opinion", {"limit": 100}), ("/v1/rosters", "roster", {}),
                                 ("/v1/organisations", "organisation", {"limit": 100}), ("/v1/organisation-changes", "change", {"limit": 100})):
            operation = self.contract.operation("GET", path)
            for who in self.world.actors[:-1]:  # the member's own file and branch are in some lists: test_scope.py
                with self.subTest(list=path, who=who.name):
                    answer = who.api.get(path, **more)
                    if operation.right not in self.rights(who.role) | {"signed_in"}:
                        self.assertIn(answer.status, (403, 404))
                        continue
                    self.assertEqual(answer.status, 200, answer.text[:300])
                    text = answer.text
                    if path == "/v1/people":  # pages
                        text += "".join(who.api.get("/v1/people", organisation=self.world.places[place].organisation, limit=200).text
                                        for place in who.reach & set(BRANCHES))
                    for place, ids in everything.items():
                        self.cells[f"{operation}: {'within' if place in who.reach else 'outside'}"] += 1
                        if place not in who.reach:
                            self.assertNotIn(ids[kind], text, place)
                        elif kind not in ("change",):  # those that wait only
                            self.assertIn(ids[kind], text, place)
        for who in self.world.actors[:5]:
            for place in BRANCHES:
                organisation = self.world.places[place].organisation
                for path, more in (("/v1/people", {"organisation": organisation}), ("/v1/people-count", {"organisation": organisation}),
                                   ("/v1/people-exceptions", {"organisation": organisation}), ("/v1/meetings-ledger", {"branch": organisation})):
                    with self.subTest(filter=path, who=who.name, place=place):
                        answer = who.api.get(path, **more)
                        self.cells[f"GET {path}: {'within' if place in who.reach else 'outside'} (filter)"] += 1
                        if place in who.reach:
                            self.assertEqual(answer.status, 200, answer.text[:300])
                        else:
                            self.assertTrue(answer.status == 404 or "items" in (answer.json or {}) and not answer.json["items"], answer.text[:300])

    def test_c_people_meant_by_id_are_those_one_reaches(self):
        for who in self.world.actors[:5]:
            if "people.bulk" not in self.rights(who.role):
                continue
            for place in BRANCHES:
                with self.subTest(who=who.name, place=place):
                    answer = who.api.post("/v1/people-bulk", {"ids": [self.ids(place)["asks"]], "expected_count": 1, "action": "set_flag",
                                                              "flag": "floating", "on": False, "date": day(0), "reason": "核对"})
                    self.cells[f"POST /v1/people-bulk: {'within' if place in who.reach else 'outside'}"] += 1
                    if place in who.reach:
                        self.assertEqual(answer.status, 200, answer.text[:300])
                        self.assertNotIn("not_found", answer.text)
                    else:
                        self.assertTrue(answer.status in (404, 409) or answer.json["done"] == 0, answer.text[:300])

    def test_d_approvals_are_seen_by_whom_they_concern(self):
        for place in BRANCHES:
            number = self.ids(place)["approval"]
            self.assertEqual(self.world.members[place].get(f"/v1/approvals/{number}").status, 200)
            for who in self.world.actors:
                inside = who.role == "branch_secretary" and place in who.reach
                if who.role == "party_office" and place in who.reach:
                    continue  # offices above may stand in for a secretary that is missing
                with self.subTest(who=who.name, place=place):
                    self.cells[f"GET /v1/approvals/{{id}}: {'within' if inside else 'outside'}"] += 1
                    self.assertEqual(who.api.get(f"/v1/approvals/{number}").status, 200 if inside else 404)
                    if not inside:
                        for act, body in (("decision", {"outcome": "approve"}), ("withdrawal", {})):
                            self.assertEqual(who.api.put(f"/v1/approvals/{number}/{act}", body, If_Match='"1"').status, 404)

    def test_e_inside_a_meeting(self):
        for place in BRANCHES:
            meeting = self.ids(place)["meeting"]
            item = self.world.ok(self.world.office.get(f"/v1/meetings/{meeting}"))["items"][1]["id"]
            for method, rest, body in INSIDE:
                for who in self.world.actors:
                    if place not in who.reach:
                        self.cell(who, place, method, "/v1/meetings/{meeting}" + rest.replace("{item}", item), body, self.ids(place), False)
            for who in self.world.actors:
                if place in who.reach:
                    continue
                self.cell(who, place, "PUT", "/v1/meeting-tasks/{task}/check", {"satisfied": True}, self.ids(place), False)
                for method, path, body in APPRAISAL:
                    self.cell(who, place, method, path, body, self.ids(place), False)

    def test_f_exports_and_imports_belong_to_who_asked(self):
        for place in BRANCHES:  # asked for by the office of the whole
            for who in self.world.actors:
                if who.name == "whole office":
                    continue
                with self.subTest(export=place, who=who.name):
                    self.assertIn(who.api.get(f"/v1/people-exports/{self.ids(place)['export']}/content").status, (403, 404))
                    self.cells["GET /v1/people-exports/{id}/content: outside"] += 1
        above, beside, whole = (next(who for who in self.world.actors if who.name == name) for name in ("office above", "office beside", "whole office"))
        table = "工号,姓名,所在党支部,公民身份号码,性别,人员类别\nN77001,欧阳甲一,呼吸与危重症医学科党支部,,女,入党申请人\n".encode()
        begun = self.world.ok(above.api.post("/v1/imports", {"upload_id": upload(above.api, table, "名册.csv"), "kind": "people"}))["id"]
        self.world.until(begun, "checked")
        acts = (("GET", "", None), ("GET", "/findings", None), ("GET", "/rows", None), ("PUT", "/mapping", {"sheet": 0, "columns": []}),
                ("PUT", "/answers", {"accept_all": True}), ("POST", "/reveals", {"sheet": 0, "row": 2, "column": "姓名", "purpose": "核对"}),
                ("PUT", "/commit", None), ("POST", "/reversal", None), ("DELETE", "", None))
        others = [who for who in self.world.actors if who not in (above, whole)]
        for who in others:
            for method, rest, body in acts:
                with self.subTest(act=f"{method} /v1/imports/…{rest}", who=who.name):
                    self.cells[f"{method} /v1/imports/{{id}}{rest}: outside"] += 1
                    answer = who.api.call(method, f"/v1/imports/{begun}{rest}", body=body)
                    self.assertIn(answer.status, (404,) if who is beside else (403, 404), answer.text[:300])
        self.assertNotIn(begun, beside.api.get("/v1/imports").text)
        for who in (above, whole):
            self.assertIn(begun, who.api.get("/v1/imports").text)
            for rest in ("", "/findings", "/rows"):
                self.assertEqual(who.api.get(f"/v1/imports/{begun}{rest}").status, 200)

    def test_y_writes(self):
        # Over every other place first: nothing there may have changed when the rightful ones come.
        for method, path, body in WRITES:
            for place in BRANCHES:
                for who in self.world.actors:
                    if place not in who.reach:
                        self.cell(who, place, method, path, body, self.ids(place), False)
        for method, path, body in WRITES:
            if "{" not in path:
                continue
            nothing = dict.fromkeys(self.ids("own"), NOT_THERE) | {"added_line": "theme_day-0-1-1", "longer": day(30)}
            for who in self.world.actors[:5]:
                self.cell(who, "nowhere", method, path, body, nothing, False)
        for method, path, body in WRITES:
            operation = self.contract.operation(method, filled(path.partition("?")[0], self.ids("own")))
            for place in BRANCHES:
                rightful = [who for who in self.world.actors if place in who.reach and self.holds(who.role, operation)]
                if method == "DELETE":
                    rightful = rightful[:1]  # it is gone then
                taken = [self.cell(who, place, method, path, body, self.ids(place), True) for who in rightful]
                with self.subTest(act=f"{method} {path}", place=place):
                    self.assertTrue(any(taken) or path in UNTAKEN, "the body reached nobody's record")

    def test_z_no_act_is_left_out(self):
        known = self.acted | {one for group in ELSEWHERE.values() for one in group}
        for operation in self.contract.operations:
            if operation.scope != "organisation" or operation.path.startswith(ELSEWHERE["installation"]):
                continue
            with self.subTest(str(operation)):
                self.assertIn(str(operation), known)
        total = sum(self.cells.values())
        Report.write("reach.txt", [f"{count:6} {name}" for name, count in sorted(self.cells.items())])
        print(f"note: reach: {len(self.acted)} acts, {total} cells (.cache/reports/reach.txt)")
        self.assertEqual(sorted(set(self.contract.faults)), [])
        self.assertGreaterEqual(total, CELLS)


# How many cells there are at least: fewer means that some fell silent.
CELLS = 1500
# Acts that take more than a scope to be taken: minutes need a chair and a recorder, a transfer another branch, an extension somebody on probation.
UNTAKEN = {"/v1/meetings/{meeting}/minutes", "/v1/people/{asks}/transfers", "/v1/people/{probationer}/probation-extensions"}

if __name__ == "__main__":
    unittest.main()
