"""Each fault trace_rules looks for is made once."""

import os
import tempfile
import unittest

from tools.trace_rules import articles_in, check, number, report

PARAMETERS = """title: 《示例条例》
parameters:
  - name: branch.least
    meaning: 人数
    unit: people
    kind: fixed
    used: [组织设置建议]
    values:
      - {from: 2018-10-28, value: 3, article: 第四条}
"""
CLEAN = {
    "regulations/branch/source.md": "- **Article 4**: three. (Constitution, article 30.)\n- **Articles 11–13**: more.\n",
    "regulations/branch/parameters.yaml": PARAMETERS,
    "regulations/branch/vectors/least.csv": "case_id,count,enough\nL1,3,Y\n",
    "src/modules/organisations/rules.cpp": '/// @source 《示例条例》第十一条\nrules.number("branch.least");\n',
}


class Tree:
    def __init__(self, extra: dict[str, str | None]):
        self.files = {**CLEAN, **extra}

    def __enter__(self) -> str:
        self.folder = tempfile.TemporaryDirectory()
        for name, text in self.files.items():
            if text is not None:
                path = os.path.join(self.folder.name, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
        return self.folder.name

    def __exit__(self, *_) -> None:
        self.folder.cleanup()


class TraceRules(unittest.TestCase):
    def fails(self, words: str, extra: dict[str, str | None]) -> None:
        with Tree(extra) as root:
            found = check(root)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def test_a_tree_in_order_has_no_fault(self):
        with Tree({}) as root:
            self.assertEqual(check(root), [])

    def test_the_report_names_articles_without_rule(self):
        with Tree({}) as root:
            text = report(root)
        self.assertIn("article 4: branch.least", text)
        self.assertIn("article 11: 《示例条例》第十一条", text)
        self.assertIn("without rule: articles 12, 13", text)
        self.assertNotIn("30", text)

    def test_a_regulation_has_a_source(self):
        self.fails("source.md", {"regulations/branch/source.md": None})

    def test_a_parameter_is_complete(self):
        self.fails("no unit", {"regulations/branch/parameters.yaml": PARAMETERS.replace("    unit: people\n", "")})
        self.fails("no used", {"regulations/branch/parameters.yaml": PARAMETERS.replace("    used: [组织设置建议]\n", "")})
        self.fails("without article", {"regulations/branch/parameters.yaml": PARAMETERS.replace(", article: 第四条", "")})

    def test_a_parameter_is_asked_for(self):
        self.fails("no code asks", {"src/modules/organisations/rules.cpp": ""})

    def test_vectors_hold_cases(self):
        self.fails("no case", {"regulations/branch/vectors/least.csv": "case_id,count,enough\n"})

    def test_numbers_are_read_in_both_ways(self):
        self.assertEqual([number(text) for text in ("四", "十", "十二", "二十", "二十三", "一百零二")], [4, 10, 12, 20, 23, 102])
        self.assertEqual(articles_in("articles 4, article 11–13 and 第二十二条"), {4, 11, 12, 13, 22})


if __name__ == "__main__":
    unittest.main()
