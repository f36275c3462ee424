"""Every operation of the contract × every role, strangers and a session that is none.

What is expected comes from the contract (x-right, x-scope) and the one table of roles, not from the program: who lacks the
right is refused (403, or 404 where not yours and not there answer alike); who is not signed in is sent to sign in (401);
who has the right gets past the door. Every answer is held against the contract, and the operations × statuses never met are
written to .cache/reports. Where a right ends (own, child, sibling and other places, with valid bodies): test_reach.py; whole
files, masks and sessions that ended: test_scope.py.
"""

from __future__ import annotations

import itertools
import unittest
from collections import Counter

import yaml

from tests.support.api import Api, Contract, Operation, Report
from tests.support.hospital import ROLES, Hospital
from tests.support.schema import sample
from tests.support.server import ROOT

VARIANTS = ("own", "same branch", "sibling branch", "other", "deleted")
# These would end the sessions the test itself stands on, or take the installation apart under the other cases.
LAST = {"DELETE /v1/session", "DELETE /v1/sessions/{id}", "PUT /v1/account/password", "POST /v1/setup"}
REFUSED = (403, 404)


def roles_table() -> dict[str, dict]:
    table = yaml.safe_load((ROOT / "src" / "modules" / "accounts" / "roles.yaml").read_text(encoding="utf-8"))
    return table["roles"]


class Subjects:
    """Ids of records as each variant means them, seen from the branch secretary of cardiology."""

    def __init__(self, hospital: Hospital):
        office = hospital.party_office
        self.people = {
            "own": hospital.branch_secretary.get("/v1/session").json["person"]["id"]
            if isinstance(hospital.branch_secretary.get("/v1/session").json["person"], dict)
            else hospital.branch_secretary.get("/v1/session").json["person"],
            "same branch": self.person(office, "E01002"),
            "sibling branch": self.person(office, "E01030"),
            "other": self.person(office, "E01480"),
            "deleted": "1",
        }
        self.organisations = {
            "own": self.organisation(office, "E01002"),
            "same branch": self.organisation(office, "E01002"),
            "sibling branch": self.organisation(office, "E01030"),
            "other": self.organisation(office, "E01480"),
            "deleted": "1",
        }

    @staticmethod
    def row(office: Api, staff_no: str) -> dict:
        answer = office.get("/v1/people", q=staff_no, limit=5)
        assert answer.status == 200, answer.text
        found = [item for item in answer.json["items"] if item["staff_no"] == staff_no]
        assert found, f"nobody has the staff number {staff_no}"
        return found[0]

    def person(self, office: Api, staff_no: str) -> str:
        return self.row(office, staff_no)["id"]

    def organisation(self, office: Api, staff_no: str) -> str:
        return self.row(office, staff_no)["organisation"]

    def path(self, operation: Operation, variant: str) -> tuple[str, str]:
        """The path with its parameters filled, and what kind of record it is about."""
        path = operation.path
        kind = ""
        if path.startswith("/v1/people/{id}"):
            kind, path = "person", path.replace("{id}", self.people[variant])
        elif path.startswith(("/v1/organisations/{id}",)):
            kind, path = "organisation", path.replace("{id}", self.organisations[variant])
        for name, value in (("section", "contact"), ("field", "mobile"), ("entry", "1"), ("flag", "floating"),
                            ("token", "none"), ("item", "1"), ("round", "1"), ("point", "1"), ("id", "1"), ("job", "1")):
            path = path.replace("{" + name + "}", value)
        return path, kind


class Matrix(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = Contract.load()
        cls.hospital = Hospital(cls.contract)
        cls.hospital.start()
        cls.roles = roles_table()
        cls.subjects = Subjects(cls.hospital)
        cls.counts: Counter = Counter()
        cls.cells: set[tuple[str, str]] = set()

    @classmethod
    def tearDownClass(cls):
        cls.hospital.close()
        never = cls.contract.never_seen()
        Report.write("statuses-never-seen.txt", never)
        Report.write("matrix.txt", [f"{count:6} {name}" for name, count in sorted(cls.counts.items())])
        print(f"note: matrix: {len(cls.contract.operations)} operations, {len(cls.cells)} cells, {sum(cls.counts.values())} calls; "
              f"{len(never)} operation × status pairs never seen (.cache/reports/statuses-never-seen.txt)")

    def body(self, operation: Operation):
        content = operation.spec.get("requestBody", {}).get("content", {})
        media = content.get("application/json")
        return None if media is None else sample(self.contract.schemas, media.get("schema", {}))

    def query(self, operation: Operation) -> dict:
        found = {}
        for parameter in operation.spec.get("parameters", ()):
            if parameter["in"] == "query" and parameter.get("required"):
                found[parameter["name"]] = sample(self.contract.schemas, parameter["schema"])
        return found

    def call(self, api: Api, operation: Operation, variant: str = "own"):
        path, kind = self.subjects.path(operation, variant)
        answer = api.call(operation.method.upper(), path, body=self.body(operation), query=self.query(operation))
        return answer, kind

    def operations(self):
        """Streams speak their own protocols and are tested with them."""
        for operation in self.contract.operations:
            if operation.path.startswith(("/v1/uploads", "/v1/events")) or str(operation) in LAST:
                continue
            yield operation

    def rights(self, role: str) -> set[str]:
        held = set(self.roles[role]["rights"])
        if role in ("party_office", "branch_secretary"):  # members of the party besides (app/demo.cpp)
            held |= set(self.roles["member"]["rights"])
        return held

    def test_a_stranger_and_a_made_up_session_are_sent_to_sign_in(self):
        made_up = self.hospital.stranger()
        made_up.cookies = {name: "A" * 22 for name in self.hospital.member.cookies}
        for who, api in (("stranger", self.hospital.stranger()), ("made-up session", made_up)):
            for operation in self.operations():
                if operation.right == "public":
                    continue
                with self.subTest(operation=str(operation), who=who):
                    answer, _ = self.call(api, operation)
                    self.counts[who] += 1
                    self.cells.add((str(operation), who))
                    self.assertEqual(answer.status, 401, answer.text[:300])

    def test_who_lacks_the_right_is_refused_and_learns_nothing(self):
        for operation, role in itertools.product(self.operations(), ROLES):
            if operation.right in ("public", "signed_in") or operation.right in self.rights(role):
                continue
            with self.subTest(operation=str(operation), role=role):
                answer, _ = self.call(self.hospital.people[role], operation)
                self.counts[f"{role} without the right"] += 1
                self.cells.add((str(operation), role))
                self.assertIn(answer.status, REFUSED, answer.text[:300])

    def reads(self):
        return [operation for operation in self.operations() if operation.method == "get"]

    def test_who_has_the_right_gets_past_the_door(self):
        for operation, role in itertools.product(self.reads(), ROLES):
            if operation.right not in self.rights(role) | {"public", "signed_in"}:
                continue
            with self.subTest(operation=str(operation), role=role):
                answer, kind = self.call(self.hospital.people[role], operation)
                self.counts[f"{role} with the right"] += 1
                self.cells.add((str(operation), role))
                self.assertNotEqual(answer.status, 401, answer.text[:300])
                self.assertLess(answer.status, 500, answer.text[:300])
                if "{" not in operation.path and operation.right != "public" and operation.path != "/v1/life-packs":  # of a sample place
                    self.assertIn(answer.status, (200, 204, 400), answer.text[:300])

    def test_every_write_of_every_role_answers_as_the_contract_says(self):
        """Whatever the sample body does, the answer is a declared one and never a fault of ours."""
        for operation, role in itertools.product(self.operations(), ("party_office", "system_admin", "security_admin", "audit_admin")):
            if operation.method == "get":
                continue
            with self.subTest(operation=str(operation), role=role):
                answer, _ = self.call(self.hospital.people[role], operation, "deleted")
                self.counts[f"{role}: any write"] += 1
                self.cells.add((str(operation), role))
                self.assertLess(answer.status, 500, answer.text[:300])

    def test_z_no_cell_is_left_out(self):
        everybody = set(itertools.product(map(str, self.operations()), ROLES))
        # Writes of those who hold the right, with bodies that reach a record: test_reach.py.
        with_bodies = {(str(operation), role) for operation in self.operations() for role in ROLES
                       if operation.method != "get" and role in ("branch_secretary", "member", "applicant", "staff")
                       and operation.right in self.rights(role) | {"public", "signed_in"}}
        self.assertEqual(sorted(everybody - with_bodies - self.cells), [])
        self.assertGreater(len(self.cells), 1400)

    def test_zz_every_answer_was_as_the_contract_promises(self):
        self.assertEqual(sorted(set(self.contract.faults)), [])

    def test_a_write_without_the_csrf_token_is_refused(self):
        careless = self.hospital.stranger()
        careless.cookies = dict(self.hospital.party_office.cookies)
        answer = careless.post("/v1/saved-views", {"name": "没有令牌", "query": ""})
        self.assertEqual(answer.status, 403, answer.text)


class Architecture(unittest.TestCase):
    def test_every_operation_names_its_right_and_scope(self):
        held = {right for role in roles_table().values() for right in role["rights"]} | {"public", "signed_in"}
        for operation in Contract.load().operations:
            with self.subTest(str(operation)):
                self.assertIn(operation.right, held)
                self.assertTrue(operation.spec.get("x-scope"))

    def test_the_contract_checked_in_is_the_programs(self):
        from tests.support.server import run

        self.assertEqual(run("openapi").stdout, (ROOT / "api" / "openapi.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
