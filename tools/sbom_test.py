import unittest
from pathlib import Path

from tools import sbom

ROOT = Path(__file__).resolve().parents[1]
LOCK = {"packages": {
    "": {"name": "web"},
    "node_modules/vue": {"version": "3.5.1", "license": "MIT", "integrity": "sha512-abc"},
    "node_modules/@a/b": {"version": "1.0.0"},
    "node_modules/vite": {"version": "7.0.0", "dev": True},
}}


class Sbom(unittest.TestCase):
    def test_only_what_is_linked_is_listed(self):
        self.assertEqual(sbom.linked_packages('X="a"\nPACKAGES_build="g++ libz-dev cmake\n    libb1.81-dev doctest-dev"\n'), ["libb1.81-dev", "libz-dev"])

    def test_packages_for_development_reach_no_browser(self):
        names = [one["name"] for one in sbom.npm_components(LOCK)]
        self.assertEqual(names, ["@a/b", "vue"])
        vue = sbom.npm_components(LOCK)[1]
        self.assertEqual(vue["properties"], [{"name": "integrity:sha512", "value": "abc"}])
        self.assertEqual(vue["licenses"], [{"license": {"name": "MIT"}}])

    def test_licences_are_read_from_the_copyright_file(self):
        one = sbom.debian_component("libz-dev", "1", "Files: *\nLicense: Zlib\n\nFiles: b\nLicense: MIT\n")
        self.assertEqual([each["license"]["name"] for each in one["licenses"]], ["MIT", "Zlib"])
        self.assertEqual(sbom.debian_component("x", "1", "words")["licenses"][0]["license"]["name"], "see package")

    def test_the_tree_has_a_bill_and_the_same_twice(self):
        bill = sbom.bill(ROOT, "0.1.0")
        names = {one["name"] for one in bill["components"]}
        for needed in ("libsqlite3-dev", "libsodium-dev", "libseccomp-dev", "vue"):
            self.assertIn(needed, names)
        self.assertEqual(bill, sbom.bill(ROOT, "0.1.0"))


if __name__ == "__main__":
    unittest.main()
