"""What people read is the same on both engines: on PostgreSQL row-level security hides nothing that a route rightly shows."""

from __future__ import annotations

import unittest

from tests.contract.test_matrix import VARIANTS, Subjects
from tests.support.api import Contract
from tests.support.hospital import ROLES, Hospital

# Answers about the sign-ins of this very run.
OF_THE_RUN = ("/v1/session", "/v1/accounts", "/v1/audit", "/v1/events", "/v1/system")
QUERIES = {"q": ("E01002", "wang", "李"), "organisation": ("",), "kind": ("member",)}


def plain(value):
    """Without what differs between two runs of the same thing."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items() if key not in ("request_id", "csrf_token")}
    return [plain(each) for each in value] if isinstance(value, list) else value


class Engines(unittest.TestCase):
    def test_every_read_of_every_role_answers_the_same(self):
        contract = Contract.load()
        answered, rows, differ = 0, 0, []
        with Hospital(postgres=False) as one, Hospital(postgres=True) as other:
            subjects = Subjects(one)
            for operation in contract.operations:
                if operation.method.upper() != "GET" or operation.path.startswith(OF_THE_RUN):
                    continue
                for path in sorted({subjects.path(operation, variant)[0] for variant in VARIANTS}):
                    for query in self.queries(operation):
                        for role in ROLES:
                            here = one.people[role].get(path, **query)
                            there = other.people[role].get(path, **query)
                            if here.status != there.status:
                                differ.append((role, path, query, here.status, there.status))
                            if here.status != 200 or not here.text.startswith("{"):
                                continue
                            if plain(here.json) != plain(there.json):
                                differ.append((role, path, query, here.text[:300], there.text[:300]))
                            answered += 1
                            rows += len(here.json.get("items", ()))
        self.assertEqual(differ, [])
        self.assertGreater(answered, 150)
        self.assertGreater(rows, 400, "an answer without rows shows nothing")

    @staticmethod
    def queries(operation) -> list[dict]:
        required = {each["name"]: QUERIES.get(each["name"], ("1",)) for each in operation.spec.get("parameters", ())
                    if each["in"] == "query" and each.get("required")}
        if not required:
            return [{}]
        name, values = next(iter(required.items()))
        rest = {key: each[0] for key, each in required.items() if key != name}
        return [{name: value, **rest} for value in values]


if __name__ == "__main__":
    unittest.main()
