"""Documents of the demo's meetings and of an appraisal: every one that can be made opens, on its page, with its faces, and nothing left to fill in silently."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unittest
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

from tests.support.api import Contract
from tests.support.hospital import Hospital

FACES = Path(__file__).resolve().parents[2] / ".cache" / "fonts"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4
PLACEHOLDER = re.compile(r"[{}]|<[a-z]|undefined|null|XX|×××|TODO")
SUBSTITUTES = {"仿宋_GB2312": "FandolFang", "方正小标宋简体": "FandolSong", "黑体": "FandolHei", "宋体": "FandolSong", "楷体_GB2312": "FandolKai"}


def said(*command: str, **more) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120, **more).stdout


def words(pdf: Path) -> list[tuple[int, float, float, float, float, str]]:
    """(page, left, top, right, bottom in points, text) of each word."""
    out, page = [], 0
    for line in said("pdftotext", "-bbox", str(pdf), "-").splitlines():
        if "<page " in line:
            page += 1
        if found := re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line):
            out.append((page, *(float(one) for one in found.groups()[:4]), found.group(5)))
    return out


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.hospital = Hospital(Contract.load(), flags=("--fonts", str(FACES)))
        cls.hospital.start()
        cls.office = cls.hospital.party_office
        cls.folder = cls.hospital.folder / "documents"
        cls.folder.mkdir()
        cls.made: list[tuple[dict, Path]] = []
        for meeting in cls.office.get("/v1/meetings", limit=200).json["items"]:
            seen = {(one["document"], one.get("round")) for one, _ in cls.made}
            for offer in cls.office.get(f"/v1/meetings/{meeting['id']}/documents").json["items"]:
                if offer["ready"] and (offer["document"], offer.get("round")) not in seen:
                    cls.keep(f"/v1/meetings/{meeting['id']}", offer)
        cls.appraisal = cls.appraised()
        for offer in cls.office.get(f"/v1/appraisals/{cls.appraisal}/documents").json["items"]:
            assert offer["ready"], offer
            cls.keep(f"/v1/appraisals/{cls.appraisal}", offer)

    @classmethod
    def tearDownClass(cls):
        cls.hospital.close()

    @classmethod
    def appraised(cls) -> str:
        """A round of the secretary's branch, published. @returns its id"""
        own, now = cls.hospital.branch_secretary, datetime.now(timezone.utc)

        def at(minutes: int) -> str:
            return (now + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")

        def done(answer):
            assert answer.status in (200, 201), answer.text
            return answer.json

        branch = own.get("/v1/organisations").json["items"][-1]["id"]
        today = (now + timedelta(hours=8)).date()
        begun = done(own.post("/v1/appraisals", {"organisation": branch, "year": today.year}))
        meeting = done(own.post("/v1/meetings", {"organisation": branch, "kind": "democratic_appraisal", "starts_at": at(5), "ends_at": at(95),
                                                 "place": "示教室", "items": [{"kind": "discussion", "title": "党员互评"}]}))
        for step in ("call", "start"):
            meeting = done(own.call("PUT", f"/v1/meetings/{meeting['id']}/{step}", {}, headers={"If-Match": f'"{meeting["version"]}"'}))
        place = f"/v1/appraisals/{begun['id']}"
        named = done(own.call("PUT", f"{place}/meeting", {"meeting": meeting["id"]}))
        assert named["meeting"]["id"] == meeting["id"], named["meeting"]
        seen = done(own.call("PUT", f"{place}/paper-test", {"on": str(today)}))
        grades = [{"person": one["person"], "note": "（合成）会上口头自评", **({"grade": "qualified"} if one["full"] else {})} for one in seen["people"]]
        done(own.call("PUT", f"{place}/grades", {"grades": grades}, headers={"If-Match": f'"{seen["version"]}"'}))
        waiting = next(one for one in cls.office.get("/v1/approvals").json["items"] if one["kind"] == "appraisal_grades")
        done(cls.office.call("PUT", f"/v1/approvals/{waiting['id']}/decision", {"outcome": "approve"}, headers={"If-Match": f'"{waiting["version"]}"'}))
        refused = own.get(f"{place}/documents/publication", format="pdf")
        assert (refused.status, refused.code) == (422, "documents.facts_missing"), refused.text
        done(own.call("PUT", f"{place}/publication", {}))
        return begun["id"]

    @classmethod
    def ask(cls, place: str, offer: dict, form: str):
        which = {name: offer[name] for name in ("item", "round") if name in offer}
        return cls.office.get(f"{place}/documents/{offer['document']}", format=form, **which)

    @classmethod
    def keep(cls, place: str, offer: dict) -> None:
        cls.take(place, offer, "docx")
        cls.made.append((offer, cls.take(place, offer, "pdf")))

    @classmethod
    def take(cls, place: str, offer: dict, form: str) -> Path:
        answer = cls.ask(place, offer, form)
        assert answer.status == 200, answer.text
        path = cls.folder / f"{offer['document']}-{offer.get('round', 0)}-{len(cls.made)}.{form}"
        path.write_bytes(answer.body)
        if keep := os.environ.get("XINGLIN_KEEP_DOCUMENTS"):
            shutil.copy(path, keep)
        return path

    def test_every_copy_is_on_the_trail(self):
        taken = self.hospital.audit_admin.get("/v1/audit/entries", action="documents.taken").json["items"]
        self.assertTrue(taken)
        self.assertTrue(all(one["summary"].startswith("取得文书：") for one in taken))

    def check_page(self, pdf: Path, bottom: float) -> None:
        info = said("pdfinfo", str(pdf))
        self.assertRegex(info, r"Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)|Page size:\s+595\.\d+ x 842")
        pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))
        self.assertLessEqual(pages, 40)
        found = words(pdf)
        self.assertEqual({one[0] for one in found}, set(range(1, pages + 1)), "an empty page")
        body = [one for one in found if one[4] <= (297 - 35) * MM + bottom]
        self.assertGreaterEqual(min(one[1] for one in body), 28 * MM - 1)
        # LibreOffice lets one mark of punctuation hang over the edge.
        self.assertLessEqual(max(one[3] - (16.5 if one[5][-1] in "，。、；：" else 0) for one in body), (210 - 26) * MM + 1)
        self.assertGreaterEqual(min(one[2] for one in body), 37 * MM - 1)
        fonts = [line.split() for line in said("pdffonts", str(pdf)).splitlines()[2:]]
        self.assertTrue(fonts)
        for font in fonts:
            self.assertEqual(font[-5], "yes", f"{font[0]} is not embedded")
        if (FACES / "FandolFang-Regular.otf").exists():
            self.assertTrue(any("FandolFang" in font[0] for font in fonts), fonts)
        text = said("pdftotext", str(pdf), "-")
        self.assertIsNone(PLACEHOLDER.search(text), text)

    def test_kinds(self):
        made = {offer["document"] for offer, _ in self.made}
        self.assertLessEqual({"notice", "agenda", "attendance_sheet", "minutes", "publication"}, made)

    def test_publication_sheet(self):
        place = f"/v1/appraisals/{self.appraisal}"
        people = self.office.get(place).json["people"]
        offer, path = next(one for one in self.made if one[0]["document"] == "publication")
        page, text = self.ask(place, offer, "print").text, said("pdftotext", str(path), "-")
        for one in people:
            self.assertEqual(f">{one['name']}<" in page, "grade" in one, one["name"])
            self.assertEqual(one["name"] in text, "grade" in one, one["name"])
        self.assertIn("民主评议党员结果公示", page)
        self.assertNotIn("口头自评", page)
        self.assertEqual(self.hospital.member.get(f"{place}/documents").status, 403)
        self.assertEqual(self.hospital.member.get(f"{place}/documents/publication", format="pdf").status, 403)

    def test_pdf(self):
        for offer, path in self.made:
            with self.subTest(offer["title"]):
                self.check_page(path, 4)

    def test_docx_opens_elsewhere(self):
        soffice = shutil.which("soffice")
        if soffice is None:
            self.assertFalse(os.environ.get("CI"), "LibreOffice is missing")
            self.skipTest("LibreOffice is missing")
        settings = self.folder / "fonts.conf"
        settings.write_text("<fontconfig><include>/etc/fonts/fonts.conf</include>" f"<dir>{FACES}</dir>" + "".join(
            f'<alias binding="same"><family>{name}</family><prefer><family>{face}</family></prefer></alias>' for name, face in SUBSTITUTES.items()) + "</fontconfig>")
        sources = [path.with_suffix(".docx") for _, path in self.made]
        out = self.folder / "elsewhere"
        said(soffice, f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(out),
             *map(str, sources), env={**os.environ, "FONTCONFIG_FILE": str(settings), "HOME": str(self.folder)})
        for (offer, own), source in zip(self.made, sources):
            with self.subTest(offer["title"]):
                converted = out / source.with_suffix(".pdf").name
                self.check_page(converted, 4)
                pages = [int(re.search(r"Pages:\s+(\d+)", said("pdfinfo", str(one))).group(1)) for one in (own, converted)]
                self.assertLessEqual(abs(pages[0] - pages[1]), 1, "the two forms are laid out alike")

    def test_docx_margins(self):
        for offer, path in self.made:
            with self.subTest(offer["title"]), zipfile.ZipFile(path.with_suffix(".docx")) as package:
                self.assertIsNone(package.testzip())
                root = ElementTree.fromstring(package.read("word/document.xml"))
                margins = root.find(f".//{W}pgMar")
                self.assertEqual([margins.get(W + side) for side in ("top", "right", "bottom", "left")], ["2098", "1474", "1984", "1587"])
                self.assertIsNone(PLACEHOLDER.search("".join(one.text or "" for one in root.iter(W + "t"))))

    def test_print_view_and_refusals(self):
        offer, _ = self.made[0]
        meeting = next(one["id"] for one in self.office.get("/v1/meetings", limit=200).json["items"]
                       if any(o["document"] == offer["document"] and o["ready"] for o in self.office.get(f"/v1/meetings/{one['id']}/documents").json["items"]))
        page = self.ask(f"/v1/meetings/{meeting}", offer, "print")
        self.assertTrue(page.headers["content-type"].startswith("text/html"))
        self.assertIn("/paper.css", page.text)
        self.assertEqual(self.office.get("/paper.css").status, 200)
        self.assertEqual(self.hospital.member.get(f"/v1/meetings/{meeting}/documents").status, 403)
        lacking = next((f"/v1/meetings/{m['id']}", o) for m in self.office.get("/v1/meetings", limit=200).json["items"]
                       for o in self.office.get(f"/v1/meetings/{m['id']}/documents").json["items"] if not o["ready"])
        refused = self.ask(*lacking, "pdf")
        self.assertEqual((refused.status, refused.code), (422, "documents.facts_missing"))
        for name in lacking[1]["missing"]:
            self.assertIn(name, refused.json["detail"])
        own = self.hospital.branch_secretary
        mine = {one["id"] for one in own.get("/v1/meetings", limit=200).json["items"]}
        foreign = next(one["id"] for one in self.office.get("/v1/meetings", limit=200).json["items"] if one["id"] not in mine)
        self.assertEqual(own.get(f"/v1/meetings/{foreign}/documents/notice", format="pdf").status, 404)


if __name__ == "__main__":
    unittest.main()
