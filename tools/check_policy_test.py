"""Each feature that must never appear is planted once, in each place it could come in by."""

import json
import os
import tempfile
import unittest

from tools.check_policy import Checker, TEXTS, WORDS


def findings(files: dict[str, str]) -> list[str]:
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = os.path.join(root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return [str(finding) for finding in Checker(root).run()]


def contract(paths: list[str], properties: list[str]) -> str:
    return json.dumps({"paths": {path: {} for path in paths},
                       "components": {"schemas": {"Study": {"properties": {name: {} for name in properties}}}}})


class CheckPolicy(unittest.TestCase):
    def test_ordinary_code_has_no_finding(self):
        self.assertEqual(findings({
            "src/base/text.hpp": "/// Code points, not points.\nstd::size_t code_points; int search_rank; bool checked;\n",
            "src/modules/people/service.cpp": "// no check_in, no leaderboard here\nauto url = \"https://x/y\";\n",
            "src/modules/people/migrations/20260101000000_people.sql": "CREATE TABLE people (id BIGINT, rank_code TEXT);\n",
            "web/src/app/Home.vue": "<template><p>今天没有要办的事</p></template>\n",
            "api/openapi.json": contract(["/v1/people"], ["name", "joined_on"])}), [])

    def test_every_identifier_is_found_in_each_style(self):
        for feature, sequences in WORDS.items():
            for sequence in sequences:
                words = sequence.split()
                styles = ("member_" + "_".join(words) + "_x",
                          "the" + "".join(word.capitalize() for word in words) + "Of",
                          "x-" + "-".join(words))
                for identifier in styles:
                    with self.subTest(identifier):
                        found = findings({"src/modules/study/service.cpp": f"auto {identifier} = 1;\n"})
                        self.assertTrue(any(feature in line for line in found), found)

    def test_every_text_is_found(self):
        for feature, phrases in TEXTS.items():
            for phrase in phrases:
                with self.subTest(phrase):
                    found = findings({"web/src/modules/study/locales/zh-CN.ts": f"export default {{a: '请{phrase}'}}\n"})
                    self.assertEqual(len(found), 1, found)
                    self.assertIn(feature, found[0])

    def test_texts_of_the_server_are_read_too(self):
        self.assertEqual(len(findings({"src/modules/study/texts.zh-CN.yaml": "study.short: 学习时长不足\n"})), 1)
        self.assertEqual(len(findings({"src/modules/portal/pages/home.mustache": "<p>积分</p>\n"})), 1)

    def test_a_route_is_found(self):
        for route in ("/v1/checkins", "/v1/study/points", "/v1/ranking", "/v1/members/{id}/mood"):
            with self.subTest(route):
                self.assertTrue(findings({"api/openapi.json": contract([route], [])}))

    def test_a_property_of_the_contract_is_found(self):
        for name in ("points", "rank", "minutes", "location", "emotion"):
            with self.subTest(name):
                self.assertTrue(findings({"api/openapi.json": contract([], [name])}))

    def test_a_table_and_a_column_are_found(self):
        where = "src/modules/study/migrations/20260101000000_study.sql"
        self.assertTrue(findings({where: "CREATE TABLE study_points (id BIGINT);\n"}))
        self.assertTrue(findings({where: "CREATE TABLE study (id BIGINT PRIMARY KEY, minutes INT NOT NULL);\n"}))

    def test_a_file_is_found(self):
        self.assertTrue(findings({"web/src/modules/study/LeaderBoard.vue": "<template/>\n"}))

    def test_an_allowed_line_passes_and_a_stale_permission_fails(self):
        rule = "src/modules/portal/pages/help.mustache | 不设积分 | says that there are none\n"
        page = "src/modules/portal/pages/help.mustache"
        self.assertEqual(findings({"tools/policy_allowed.txt": rule, page: "<p>本平台不设积分</p>\n"}), [])
        self.assertEqual(len(findings({"tools/policy_allowed.txt": rule, page: "<p>你好</p>\n"})), 1)


if __name__ == "__main__":
    unittest.main()
