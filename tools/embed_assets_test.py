"""Tests of embed_assets."""
import pathlib
import tempfile
import unittest

import embed_assets


class EmbedAssets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve() / "root"
        self.out = pathlib.Path(folder.name).resolve() / "gen"

    def put(self, name, raw):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)

    def run_it(self):
        self.assertEqual(embed_assets.main(["--root", str(self.root), "--out", str(self.out)]), 0)
        return (self.out / "assets_index.cpp").read_text(), (self.out / "assets.S").read_text()

    def test_an_empty_tree_gives_an_empty_set(self):
        self.root.mkdir()
        index, assembly = self.run_it()
        self.assertIn("all() { return {}; }", index)
        self.assertIn(".note.GNU-stack", assembly)

    def test_files_are_found_typed_and_sorted(self):
        self.put("src/modules/x/texts.zh-CN.yaml", b"a: b\n")
        self.put("regulations/r/parameters.yaml", b"c: d\n")
        self.put("src/modules/x/x.cpp", b"")
        index, _ = self.run_it()
        self.assertLess(index.index('"regulations/r/parameters.yaml", "application/yaml"'),
                        index.index('"src/modules/x/texts.zh-CN.yaml"'))
        self.assertNotIn("x.cpp", index)

    def test_web_files_carry_their_compressed_copies(self):
        self.put("web/dist/assets/a.js", b"x = 1;\n" * 200)
        self.put("web/dist/assets/a.js.br", b"br")
        self.put("web/dist/b.png", b"\x89PNG" * 100)
        index, assembly = self.run_it()
        rows = [line for line in index.splitlines() if '"web/dist/' in line]
        self.assertEqual(len(rows), 2)
        self.assertIn("{xl_asset_0, 1400}, {xl_asset_1, ", rows[0])
        self.assertIn("{xl_asset_2, 2}", rows[0])
        self.assertIn("{xl_asset_3, 400}, {}, {}", rows[1])

    def test_changed_bytes_change_the_assembly_and_nothing_else_does(self):
        self.put("regulations/r/parameters.yaml", b"a: 1\n")
        _, before = self.run_it()
        stamp = (self.out / "assets.S").stat().st_mtime_ns
        self.run_it()
        self.assertEqual(stamp, (self.out / "assets.S").stat().st_mtime_ns)
        self.put("regulations/r/parameters.yaml", b"a: 2\n")
        self.assertNotEqual(before, self.run_it()[1])


if __name__ == "__main__":
    unittest.main()
