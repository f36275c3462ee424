"""docs/requirements.md is true: every file it names is there, every test it quotes stands in the file named before it."""

from __future__ import annotations

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"`((?:src|tests|tools|web|docs|deploy|regulations)\b[^`]*)`|\"([^\"]+)\"")
ASKED = ("S000-06 S000-15 S000-32 S000-34 S000-35 S001-01 S001-04 S001-32 S002-06 S002-08 S002-09 S002-15 S002-27 S002-31 S002-32 "
         "S002-34 S002-39 S003-08 S003-19 S004-08 D01 D02 D03 D04 D05 D08 D09 D10 D84 D85 D86").split()


def faults(text: str, root: Path = ROOT) -> list[str]:
    """What the document says that is not so."""
    found = []
    file: Path | None = None
    for path, quoted in NAMED.findall(text[text.index("## Shown by"):].replace("\n  ", " ")):
        if path:
            file = root / path
            if not file.exists():
                found.append(f"no such file: {path}")
                file = None
        elif file is not None and quoted not in file.read_text(encoding="utf-8"):
            found.append(f"{file.name}: no test “{quoted}”")
    for path, _ in NAMED.findall(text[: text.index("## Shown by")]):
        if path and not (root / path).exists():
            found.append(f"no such file: {path}")
    return found


class Requirements(unittest.TestCase):
    def test_every_file_and_test_named_is_there(self):
        self.assertEqual(faults((ROOT / "docs/requirements.md").read_text(encoding="utf-8")), [])

    def test_every_id_stands_in_both_parts(self):
        text = (ROOT / "docs/requirements.md").read_text(encoding="utf-8")
        where, shown = text.split("## Shown by")
        for name in ASKED:
            self.assertRegex(where, rf"\b{name}\b")
            self.assertRegex(shown, rf"\*\*[^*]*\b{name}\b[^*]*\*\*")

    def test_what_is_not_so_is_found(self):
        text = '| `src/nowhere` |\n## Shown by\n- `tests/support/schema.py`: "class Schemas", "class Nonsense"\n- `tests/gone.py`\n'
        self.assertEqual(faults(text), ["schema.py: no test “class Nonsense”", "no such file: tests/gone.py", "no such file: src/nowhere"])


if __name__ == "__main__":
    unittest.main()
