"""What the benchmark says of a figure, without measuring anything."""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("XINGLIN_PROGRAM", "/nowhere/xinglin")

from bench.bench import into_document, lines_of  # noqa: E402
from bench.measure import Row, least, middle  # noqa: E402
from bench.people_table import organisations, resident_id  # noqa: E402


class Bench(unittest.TestCase):
    def test_a_bar_is_held_against_the_ratio_or_the_figure_from_its_side(self):
        def held(value, ratio, bar, on, sense):
            return Row("x", "", "", value, 1, "", ratio, bar, on, sense).holds

        self.assertTrue(held(5, 0.6, 0.6, "ratio", ">="))
        self.assertFalse(held(5, 0.59, 0.6, "ratio", ">="))
        self.assertTrue(held(3, 9, 3, "value", "<="))
        self.assertFalse(held(3.01, 0, 3, "value", "<="))
        self.assertIsNone(held(1, 1, None, "ratio", ">="))

    def test_the_document_keeps_what_was_not_measured_again(self):
        text = "a\n<!-- figures -->\n| id | what |\n| --- | --- |\n| W1 | old |\n| W2 | kept |\n<!-- end -->\nz\n"
        made = into_document(["| W1 | new |", "| W3 | more |"], text, "then")
        self.assertNotIn("| W1 | old |", made)
        self.assertLess(made.index("| W1 | new |"), made.index("| W2 | kept |"))
        self.assertLess(made.index("| W2 | kept |"), made.index("| W3 | more |"))
        self.assertEqual(made.count("| id | what |"), 1)
        self.assertIn("NO", lines_of([Row("x", "", "s", 4, None, "", None, 3, "value", "<=")])[0])

    def test_rounds_are_interleaved(self):
        order = []

        def noted(name, values):
            return lambda: (order.append(name), values.pop(0))[1]

        self.assertEqual(least(3, noted("a", [3, 1, 2]), noted("b", [9, 8, 7])), [1, 7])
        self.assertEqual(order, ["a", "b"] * 3)
        self.assertEqual(middle(3, noted("a", [3, 1, 2])), [2])

    def test_the_table_of_people_is_sound(self):
        import datetime
        import random

        tree, branches = organisations(25, "D01")
        self.assertEqual(len(branches), 25)
        self.assertEqual({row[4] for row in tree if row[3] == "621"}, {"D01"})
        number = resident_id(random.Random(1), datetime.date(1980, 5, 1), True, set())
        self.assertEqual(sum(int(digit) * weight for digit, weight in zip(number[:17], (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11,
                         (12 - (10 if number[17] == "X" else int(number[17]))) % 11)
        self.assertEqual(int(number[16]) % 2, 1)


if __name__ == "__main__":
    unittest.main()
