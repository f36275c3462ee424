"""Each rule of check_texts is broken once."""

import json
import os
import tempfile
import unittest

from tools.check_texts import check

CLEAN = {
    "src/modules/people/service.cpp":
        'return fail(conflict("people.duplicate"));\n'
        'return fail(problem(Kind::too_many, "people.busy"));\n'
        'made.field("/name", "people.name_empty");\n'
        'made.field("/phone", "people.phone_odd", "手机号不完整");\n'
        'return fail(not_found());\n',
    "src/modules/people/texts.zh-CN.yaml":
        "people.duplicate: 已有此人\npeople.busy: 请稍后再试\npeople.name_empty: 请填写姓名\n",
    "src/modules/accounts/roles.yaml": "roles:\n  member:\n    rights: [people.read]\n",
    "api/openapi.json": json.dumps({"paths": {
        "/v1/people": {"get": {"x-right": "people.read"}}, "/v1/session": {"post": {"x-right": "public"}}}}),
}


def findings(extra: dict[str, str]) -> list[str]:
    with tempfile.TemporaryDirectory() as root:
        for name, text in {**CLEAN, **extra}.items():
            path = os.path.join(root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return [str(finding) for finding in check(root)]


class CheckTexts(unittest.TestCase):
    def breaks(self, rule: str, extra: dict[str, str]) -> None:
        found = findings(extra)
        self.assertEqual(len(found), 1, found)
        self.assertRegex(found[0], rf": {rule}: ")

    def test_a_tree_in_order_has_no_finding(self):
        self.assertEqual(findings({}), [])

    def test_each_way_of_making_a_problem_needs_a_text(self):
        for line in ('fail(conflict("people.late"))', 'fail(refused("people.late", ""))', 'fail(malformed("people.late"))',
                     'fail(forbidden("people.late"))', 'fail(not_found("people.late"))',
                     'problem(Kind::unavailable, "people.late")', 'problem(xinglin::Kind::fault,\n    "people.late")',
                     'x.field("/name", "people.late")', 'x.field("/" + name(3), "people.late")',
                     'Options{.errors = {{Kind::conflict, "people.late"}}}'):
            with self.subTest(line):
                self.breaks("code", {"src/modules/people/more.cpp": line + ";\n"})

    def test_a_finding_has_a_sentence_and_a_way_forward(self):
        rule = {"src/modules/people/rules_odd.cpp": 'finding("people.odd_name", Severity::warn, figure("people.longest"));\n',
                "regulations/names/parameters.yaml": "parameters:\n  - name: people.longest\n"}
        self.breaks("rule", rule)
        texts = "src/modules/people/odd/texts.zh-CN.yaml"
        self.breaks("way", {**rule, texts: "people.odd_name: 姓名可疑\n"})
        self.assertEqual(findings({**rule, texts: "people.odd_name: 姓名可疑\npeople.odd_name.way: 请核对\n"}), [])

    def test_a_text_is_chinese(self):
        self.breaks("text", {"src/modules/people/more/texts.zh-CN.yaml": "people.odd: odd\n"})

    def test_a_code_has_one_text(self):
        self.breaks("twice", {"src/modules/other/texts.zh-CN.yaml": "people.busy: 忙\n"})

    def test_a_route_names_a_right(self):
        self.breaks("right", {"api/openapi.json": json.dumps({"paths": {"/v1/people": {"get": {}}}})})

    def test_a_right_is_held_by_a_role(self):
        self.breaks("role", {"api/openapi.json": json.dumps({"paths": {"/v1/x": {"put": {"x-right": "people.write"}}}})})


if __name__ == "__main__":
    unittest.main()
