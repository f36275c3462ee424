"""Files attached to a meeting: who attaches them, who reads them, how they are handed out, what a refused or dead upload leaves."""

from __future__ import annotations

import base64
import io
import urllib.parse
import unittest
import zipfile
from datetime import datetime, timedelta, timezone

from tests.support.api import Api, Contract
from tests.support.hospital import Hospital, upload

PURPOSE = "meeting_material"
HTML = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"


def at(minutes: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def pdf(about: str) -> bytes:
    return b"%PDF-1.7\n" + about.encode() + b"\n%%EOF\n"


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def docx() -> bytes:
    return archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


def refused(api: Api, content: bytes, name: str, length: int | None = None) -> tuple[int, str]:
    """Sends a file that is turned away. @returns status and code"""
    coded = {key: base64.b64encode(value.encode()).decode() for key, value in (("filename", name), ("purpose", PURPOSE))}
    begun = api.call("POST", "/v1/uploads", headers={
        "Tus-Resumable": "1.0.0", "Upload-Length": str(len(content) if length is None else length),
        "Upload-Metadata": ",".join(f"{key} {value}" for key, value in coded.items())})
    if begun.status != 201:
        return begun.status, begun.code
    sent = api.call("PATCH", begun.headers["location"], body=content, headers={
        "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"})
    return sent.status, sent.code


class Materials(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.hospital = Hospital(Contract.load())
        cls.addClassCleanup(cls.hospital.close)
        cls.hospital.start()
        cls.secretary = cls.hospital.branch_secretary
        cls.branch = cls.secretary.get("/v1/organisations", roots="true").json["items"][0]["id"]
        signed_in = {cls.person(one) for one in cls.hospital.people.values()}
        rows = cls.secretary.get("/v1/people", organisation=cls.branch, limit=200).json["items"]
        full = [row["id"] for row in rows if row["state"] == "full" and row["id"] not in signed_in]
        everybody = cls.hospital.party_office.get("/v1/people", limit=200).json["items"]
        away = [row["id"] for row in everybody if row["organisation"] != cls.branch and row["state"] == "full" and row["id"] not in signed_in]
        cls.recorder_id, cls.guest_id = full[0], away[0]
        cls.recorder, cls.due = cls.hospital.account_of(full[0], "reader.0"), cls.hospital.account_of(full[1], "reader.1")
        cls.guest, cls.elsewhere = cls.hospital.account_of(away[0], "reader.2"), cls.hospital.account_of(away[1], "reader.3")

    @staticmethod
    def person(api: Api) -> str:
        found = api.get("/v1/session").json.get("person")
        return (found["id"] if isinstance(found, dict) else found) or ""

    def planned(self, called: bool = False, **more) -> str:
        guest = more.pop("guest", False)  # of another branch: whom the office may name
        made = (self.hospital.party_office if guest else self.secretary).post("/v1/meetings", {
            "organisation": self.branch, "kind": "members_meeting", "starts_at": at(600), "ends_at": at(690), "place": "示教室",
            "recorder": self.recorder_id, "guests": [{"person": self.guest_id}] if guest else [],
            "items": [{"kind": "study", "title": "学习"}, {"kind": "discussion", "title": "讨论"}]} | more)
        self.assertEqual(made.status, 200, made.text)
        if called:
            self.call(made.json["id"])
        return made.json["id"]

    def call(self, meeting: str) -> None:
        version = self.secretary.get(f"/v1/meetings/{meeting}").json["version"]
        answer = self.secretary.put(f"/v1/meetings/{meeting}/call", {}, If_Match=f'"{version}"')
        self.assertEqual(answer.status, 200, answer.text)

    def attach(self, who: Api, meeting: str, content: bytes, name: str, **said):
        sent = upload(who, content, name, PURPOSE)
        return who.post(f"/v1/kept-meetings/{meeting}/materials", {"upload_id": sent} | said)

    def contents(self) -> int:
        return sum(1 for path in (self.hospital.data / "files").rglob("*") if path.is_file() and len(path.name) == 64)

    def test_from_the_draft_to_the_phones(self):
        meeting = self.planned(guest=True)
        kept, own = f"/v1/kept-meetings/{meeting}/materials", f"/v1/own-meetings/{meeting}"
        made = self.attach(self.secretary, meeting, pdf("提纲"), "学习 提纲.pdf")
        self.assertEqual(made.status, 200, made.text)
        one = made.json["items"][0]
        self.assertEqual((one["title"], one["extension"], one["kind_title"], one["fresh"]), ("学习 提纲", "pdf", "PDF", False))
        # A draft is nobody's yet, its materials neither; who records it prepares it.
        self.assertEqual(self.due.get(f"{own}/materials/{one['id']}").status, 404)
        item = self.secretary.get(f"/v1/meetings/{meeting}").json["items"][1]["id"]
        made = self.attach(self.recorder, meeting, docx(), "方案.docx", title="（合成）方案", item=item)
        self.assertEqual(made.status, 200, made.text)
        self.assertEqual([each["title"] for each in made.json["items"]], ["学习 提纲", "（合成）方案"])
        self.call(meeting)
        notice = self.due.get("/v1/notices").json["items"][0]
        self.assertIn("会议材料2份", notice["body"])
        self.assertEqual(notice["link"], f"/m/meetings/{meeting}")
        waiting = len(self.due.get("/v1/notices").json["items"])
        self.attach(self.secretary, meeting, "补充说明\n".encode(), "补充.txt")
        self.assertEqual(len(self.due.get("/v1/notices").json["items"]), waiting)  # no second notice
        for reader in (self.due, self.guest, self.recorder):
            seen = reader.get(own).json
            self.assertEqual([(each["title"], each["fresh"], each.get("item")) for each in seen["files"]],
                             [("学习 提纲", False, None), ("（合成）方案", False, item), ("补充", True, None)])
            for each, kind in zip(seen["files"], ("application/pdf", "application/vnd.openxmlformats", "text/plain")):
                answer = reader.get(f"{own}/materials/{each['id']}")
                self.assertEqual(answer.status, 200, answer.text[:200])
                self.assertTrue(answer.headers["content-type"].startswith(kind), answer.headers)
                self.assertTrue(answer.headers["content-disposition"].startswith("attachment;"))
                self.assertIn(urllib.parse.quote(f"{each['title']}.{each['extension']}"), answer.headers["content-disposition"])
                self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
                self.assertIn("sandbox", answer.headers["content-security-policy"])
                self.assertEqual(answer.headers["cache-control"], "no-store")
        self.assertEqual(self.due.get(f"{own}/materials/{one['id']}").body, pdf("提纲"))
        self.assertEqual([reader.get(own).json["may_prepare"] for reader in (self.recorder, self.due, self.guest)], [True, False, False])
        for document in ("notice", "agenda"):
            answer = self.secretary.get(f"/v1/meetings/{meeting}/documents/{document}", format="docx")
            with zipfile.ZipFile(io.BytesIO(answer.body)) as opened:
                self.assertIn("《学习 提纲》《（合成）方案》《补充》", opened.read("word/document.xml").decode())
        self.assertEqual(sorted(each["title"] for each in self.secretary.get(f"/v1/meetings/{meeting}").json["files"]),
                         sorted(each["title"] for each in self.secretary.get(kept).json["items"]))

    def test_to_whoever_is_not_asked_it_is_not_there(self):
        meeting, other = self.planned(called=True), self.planned(called=True)
        made = self.attach(self.secretary, meeting, pdf("内部"), "内部.pdf").json["items"][0]
        one, match = made["id"], {"If_Match": f'"{made["version"]}"'}
        for who in (self.elsewhere, self.hospital.applicant, self.hospital.staff, self.hospital.system_admin):
            self.assertIn(who.get(f"/v1/own-meetings/{meeting}/materials/{one}").status, (403, 404))
            self.assertIn(who.get(f"/v1/meetings/{meeting}/materials/{one}").status, (403, 404))
            self.assertIn(who.get(f"/v1/kept-meetings/{meeting}/materials/{one}").status, (403, 404))
            self.assertIn(who.get(f"/v1/kept-meetings/{meeting}/materials").status, (403, 404))
            self.assertIn(who.put(f"/v1/kept-meetings/{meeting}/materials/{one}", {"title": "x"}, **match).status, (403, 404))
            self.assertIn(who.post(f"/v1/kept-meetings/{meeting}/materials", {"upload_id": "1"}).status, (403, 404))
        # Who is asked reads and does not prepare.
        self.assertEqual(self.due.get(f"/v1/own-meetings/{meeting}/materials/{one}").status, 200)
        for path in (f"/v1/kept-meetings/{meeting}/materials", f"/v1/kept-meetings/{meeting}/materials/{one}"):
            self.assertEqual(self.due.get(path).status, 404)
        self.assertEqual(self.due.put(f"/v1/kept-meetings/{meeting}/materials/{one}", {"title": "x"}, **match).status, 404)
        self.assertEqual(self.due.call("DELETE", f"/v1/kept-meetings/{meeting}/materials/{one}", headers=match).status, 404)
        self.assertEqual(refused(self.due, pdf("x"), "x.pdf"), (403, "forbidden"))
        self.assertEqual(Api(self.hospital.server.url).get(f"/v1/own-meetings/{meeting}/materials/{one}").status, 401)
        # Under another meeting of the same branch it is not there either, nor is somebody else's upload.
        self.assertEqual(self.secretary.get(f"/v1/kept-meetings/{other}/materials/{one}").status, 404)
        foreign = upload(self.recorder, pdf("别人的"), "别人的.pdf", PURPOSE)
        answer = self.secretary.post(f"/v1/kept-meetings/{meeting}/materials", {"upload_id": foreign})
        self.assertEqual((answer.status, answer.code), (404, "meetings.no_upload"))
        table = upload(self.hospital.party_office, "姓名\n".encode(), "表.csv")  # sent for an import
        answer = self.hospital.party_office.post(f"/v1/kept-meetings/{meeting}/materials", {"upload_id": table})
        self.assertEqual((answer.status, answer.code), (404, "meetings.no_upload"))

    def test_hostile_files_are_turned_away_and_leave_nothing(self):
        before = self.contents()
        jar = archive(**{"Evil.class": "x"})
        png = b"\x89PNG\r\n\x1a\n" + b"x" * 60 + b"IEND\xae\x42\x60\x82"
        for content, name, code in (
                (HTML, "通知.pdf", "files.paper_kind"), (HTML, "通知.txt", "files.paper_kind"), (HTML, "通知.html", "files.paper_kind"),
                (b"<svg onload=alert(1) xmlns='http://www.w3.org/2000/svg'/>", "图.png", "files.paper_kind"),
                (png, "图.pdf", "files.paper_name"), (pdf("x"), "提纲.docx", "files.paper_name"), (pdf("x"), "提纲.pdf.exe", "files.paper_name"),
                (pdf("x") + jar, "提纲.pdf", "files.paper_hidden"), (png + jar, "图.png", "files.paper_hidden"),
                (jar, "提纲.docx", "files.paper_kind"), (b"MZ" + b"\0" * 80, "提纲.pdf", "files.paper_kind"), (docx()[:60], "提纲.docx", "files.paper_broken"),
                (b"%PDF-1.7 torn", "提纲.pdf", "files.paper_broken"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧.doc", "files.paper_old_office"),
                (archive(**{"[Content_Types].xml": "<Types>macroEnabled</Types>", "word/document.xml": "<w/>"}), "表.docx", "files.paper_macros")):
            with self.subTest(name=name, code=code):
                self.assertEqual(refused(self.secretary, content, name), (415, code))
        self.assertEqual(refused(self.secretary, b"", "空.pdf"), (400, "files.empty"))
        self.assertEqual(refused(self.secretary, b"x", "大.pdf", length=(50 << 20) + 1), (413, "files.too_large"))
        self.assertEqual(self.contents(), before)
        self.assertEqual([path.name for path in (self.hospital.data / "uploads").glob("*.part")], [])

    def test_named_moved_taken_away(self):
        meeting = self.planned(called=True)
        path = f"/v1/kept-meetings/{meeting}/materials"
        before = self.contents()
        for name in ("甲", "乙", "丙"):
            self.assertEqual(self.attach(self.secretary, meeting, pdf(name + meeting), f"{name}.pdf").status, 200)
        self.assertEqual(self.contents(), before + 3)
        twice = self.attach(self.secretary, meeting, pdf("甲" + meeting), "还是甲.pdf")
        self.assertEqual((twice.status, twice.code), (409, "meetings.material_twice"))
        third = self.secretary.get(path).json["items"][2]
        moved = self.secretary.put(f"{path}/{third['id']}", {"title": "（合成）丙修改稿", "place": 1}, If_Match=f'"{third["version"]}"')
        self.assertEqual([one["title"] for one in moved.json["items"]], ["（合成）丙修改稿", "甲", "乙"])
        for match, code in ((None, "meetings.version_missing"), (f'"{third["version"]}"', "meetings.material_stale")):
            answer = self.secretary.call("DELETE", f"{path}/{third['id']}", headers={"If-Match": match} if match else {})
            self.assertEqual((answer.status, answer.code), (412, code))
        gone = self.secretary.call("DELETE", f"{path}/{third['id']}", headers={"If-Match": f'"{moved.json["items"][0]["version"]}"'})
        self.assertEqual(gone.status, 200, gone.text)
        self.assertEqual([one["title"] for one in gone.json["items"]], ["甲", "乙"])
        self.assertEqual([one["title"] for one in gone.json["removed"]], ["（合成）丙修改稿"])
        self.assertTrue(gone.json["removed"][0]["removed_name"])
        self.assertEqual(self.contents(), before + 2)
        for road in (f"/v1/own-meetings/{meeting}/materials", path, f"/v1/meetings/{meeting}/materials"):
            self.assertEqual(self.secretary.get(f"{road}/{third['id']}").status, 404)
        self.assertNotIn("丙", self.due.get(f"/v1/own-meetings/{meeting}").text)
        said = self.hospital.audit_admin.get("/v1/audit/entries", limit=100).text
        for action in ("meetings.material_added", "meetings.material_changed", "meetings.material_removed"):
            self.assertIn(action, said)
        self.assertNotIn("丙修改稿", said)
        # Cancelled, its materials stay as they are.
        version = self.secretary.get(f"/v1/meetings/{meeting}").json["version"]
        self.secretary.put(f"/v1/meetings/{meeting}/cancellation", {"reason": "改期"}, If_Match=f'"{version}"')
        late = self.attach(self.secretary, meeting, pdf("迟"), "迟.pdf")
        self.assertEqual((late.status, late.code), (409, "meetings.wrong_state"))
        self.assertFalse(self.secretary.get(path).json["may_change"])

    def test_as_many_as_there_may_be(self):
        meeting = self.planned()
        for number in range(20):
            self.assertEqual(self.attach(self.secretary, meeting, f"第{number}份 {meeting}\n".encode(), f"{number}.txt").status, 200)
        answer = self.attach(self.secretary, meeting, b"one more\n", "20.txt")
        self.assertEqual((answer.status, answer.code), (422, "meetings.materials_too_many"))
        self.assertIn("20", answer.json["detail"])

    def tearDown(self):
        self.assertEqual(sorted(set(self.hospital.contract.faults)), [])


if __name__ == "__main__":
    unittest.main()
