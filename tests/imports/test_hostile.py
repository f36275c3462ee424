"""Files no honest office sends: a clear Chinese sentence, a status that is not 0, nothing changed, little memory, little time."""

from __future__ import annotations

import io
import os
import random
import shutil
import sqlite3
import subprocess
import time
import unittest
import zipfile
from pathlib import Path

from tests.support import roster
from tests.support.server import PROGRAM, folder
from tests.support.xlsx import HEAD, MAIN, Book, Formula, Sheet

MOST_MEMORY_MB = 300  # the program with an ordinary file needs about a third of it
MOST_SECONDS = 30     # on a machine that does other things besides; most cases take less than one

HEADER = ["工号", "姓名", "所在党支部", "公民身份号码", "性别", "人员类别", "加入党组织日期", "转为正式党员日期", "手机号"]


class Measured:
    """One run of the program with its peak memory."""

    def __init__(self, *arguments: str):
        begun = time.monotonic()
        process = subprocess.Popen([str(PROGRAM), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.output = process.stdout.read().decode("utf-8", errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        self.status, self.seconds, self.megabytes = process.returncode, time.monotonic() - begun, usage.ru_maxrss / 1024


def people(count: int = 3) -> list[list[str]]:
    clean = roster.table(roster.SAMPLE / "members_clean.csv")
    at = [clean[0].index(name) for name in HEADER]
    return [[row[i] for i in at] for row in clean[1:count + 1]]


def csv_of(rows: list[list[str]]) -> bytes:
    import csv
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8")


def package(sheet: str, more: dict[str, bytes] | None = None, base: Book | None = None) -> bytes:
    """A workbook with this text as its first sheet, and other parts besides."""
    base = base or Book([Sheet("Sheet1", [HEADER, *people()])])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in base.parts().items():
            out.writestr(name, sheet if sheet and name == "xl/worksheets/sheet1.xml" else content)
        for name, content in (more or {}).items():
            out.writestr(name, content)
    return made.getvalue()


def ole(stream: str) -> bytes:
    """As much of a compound file as its readers look at: the mark, and a directory that names a stream."""
    directory = stream.encode("utf-16-le").ljust(64, b"\0") + bytes(64)
    return b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(504) + directory + bytes(4096)


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = folder("hostile")
        cls.addClassCleanup(shutil.rmtree, cls.place, ignore_errors=True)
        cls.data = cls.place / "data"
        roster.organisations(cls.data)
        cls.before = cls.register()

    @classmethod
    def register(cls) -> dict[str, int]:
        with sqlite3.connect(f"file:{cls.data / 'xinglin.db'}?mode=ro", uri=True) as database:
            names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
                     if name.startswith(("people_", "members_", "organisations_", "intake_"))]
            return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}

    def file(self, name: str, content: bytes) -> Path:
        path = self.place / name
        path.write_bytes(content)
        path.chmod(0o644)
        return path

    def ends(self, path: Path, kind: str = "people") -> Measured:
        done = Measured("import", kind, str(path), "--data", str(self.data), "--log-level", "error")
        self.assertLess(done.megabytes, MOST_MEMORY_MB, f"{path.name} took {done.megabytes:.0f} MB")
        self.assertLess(done.seconds, MOST_SECONDS, f"{path.name} took {done.seconds:.1f} s")
        return done

    def refused(self, path: Path, words: str, kind: str = "people") -> None:
        with self.subTest(path.name, kind=kind):
            done = self.ends(path, kind)
            self.assertNotEqual(done.status, 0, done.output)
            self.assertGreater(done.status, 0, f"it fell over: {done.output}")
            self.assertRegex(done.output, words)
            self.assertRegex(done.output, "[\u4e00-\u9fff]{4,}", "no Chinese sentence")
            self.assertEqual(self.register(), self.before, "something was left behind")

    def test_bombs(self):
        zeros = io.BytesIO()
        with zipfile.ZipFile(zeros, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            for name, content in Book([Sheet("Sheet1", [HEADER])]).parts().items():
                if name != "xl/worksheets/sheet1.xml":
                    out.writestr(name, content)
            with out.open("xl/worksheets/sheet1.xml", "w") as sheet:
                sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
                for _ in range(400):
                    sheet.write(b" " * (1 << 20))
        self.refused(self.file("bomb.xlsx", zeros.getvalue()), "解压|异常")
        laughs = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">' +
                  "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)) +
                  f']><worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&m;</t></is></c></row></sheetData></worksheet>')
        self.refused(self.file("laughs.xlsx", package(laughs)), "文档类型|DTD|结构")
        merged = (f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{"长" * 10000}</t></is></c></row>'
                  '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>尾</t></is></c></row></sheetData>'
                  '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')
        self.refused(self.file("merge.xlsx", package(merged)), "列|行|表头|合并")

    def test_two_gigabytes(self):
        path = self.place / "two.csv"
        with open(path, "wb") as file:
            file.truncate(2 << 30)
        self.refused(path, "编码|过长|表格")
        with open(path, "r+b") as file:
            file.write(csv_of([HEADER, *people()]))
        self.refused(path, "编码|过长|表格")
        with open(path, "r+b") as file:
            file.write(b"PK\x03\x04")
        self.refused(path, "太大|不完整|损坏")
        path.unlink()

    def test_locked_broken_and_of_another_kind(self):
        whole = package("")
        cases = {
            "locked.xlsx": (ole("EncryptedPackage"), "密码"), "old.xlsx": (ole("Workbook"), "xls"),
            "half.xlsx": (whole[:len(whole) // 2], "不完整|损坏"), "tail.xlsx": (whole[:-40], "不完整|损坏"),
            "flipped.xlsx": (self.flipped(whole), "不完整|损坏|结构"),
            "bill.xlsx": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "不是表格"), "photo.csv": (b"\x89PNG\r\n\x1a\n" + os.urandom(5000), "不是表格"),
            "page.xlsx": ("<html><table><tr><td>姓名</td></tr></table></html>".encode(), "网页"), "program.csv": (b"\x7fELF" + bytes(3000), "不是表格"),
            "other.zip": (self.zipped("readme.txt"), "不完整|不是表格|工作表|损坏"), "letter.docx": (self.zipped("word/document.xml"), "不是表格|工作表|损坏"),
            "empty.csv": (b"", "空"), "empty.xlsx": (b"PK\x05\x06" + bytes(18), "空"), "mark.csv": (b"\xef\xbb\xbf", "空|表头|没有"),
            "blank.csv": (b"\r\n\r\n,,,\r\n" * 50, "空|表头|没有|行"), "noise.csv": (random.Random(7).randbytes(200000), "编码|过长|表头|引号|列|不是表格"),
            "quote.csv": (csv_of([HEADER]) + '"E1,'.encode() + csv_of(people() * 50000), "引号|过长"),
        }
        for name, (content, words) in cases.items():
            self.refused(self.file(name, content), words)

    def test_strange_shapes(self):
        wide = [f"列{number}" for number in range(300)]
        self.refused(self.file("wide.csv", csv_of([wide, ["1"] * 300])), "300|列")
        self.refused(Book([Sheet("Sheet1", [wide, ["1"] * 300])]).write(self.place / "wide.xlsx"), "列")
        self.refused(self.file("headless.csv", csv_of(people(50))), "表头")
        self.refused(self.file("words.csv", csv_of([["一", "二"], ["三", "四"]])), "表头|列")
        self.refused(self.file("only_header.csv", csv_of([HEADER])), "没有|行")
        self.refused(self.file("no_id.csv", csv_of([["姓名", "性别", "民族"], ["甲", "男", "汉族"]])), "列|身份")
        self.refused(self.file("no_id.csv", csv_of([["姓名", "性别", "民族"], ["甲", "男", "汉族"]])), "表头|列|编号", "organisations")
        self.refused(self.place / "not_there.csv", "找不到")
        self.refused(self.place, "找不到|文件")

    def test_null_bytes(self):
        rows = csv_of([HEADER, *people()])
        self.refused(self.file("nulls.csv", rows.replace(b",", b"\0,", 3)), "编码|字符|表格")
        self.refused(self.file("nulls_everywhere.csv", b"\0".join(rows[i:i + 1] for i in range(len(rows)))), "编码|表头|表格")

    def test_macros_are_not_run_and_formulas_not_computed(self):
        mark = self.place / "ran"
        rows = people(4)
        rows[0][HEADER.index("姓名")] = Formula("CONCATENATE(\"甲\",\"乙\")", rows[0][HEADER.index("姓名")])
        rows[1][HEADER.index("姓名")] = Formula(f"cmd|'/c touch {mark}'!A0", "=1+1")
        book = Book([Sheet("名册", [HEADER, *rows])])
        content = package("", {"xl/vbaProject.bin": ole("VBA")}, book)
        done = self.ends(self.file("macro.xlsm", content))
        self.addCleanup(self.rebuild)
        self.assertEqual(done.status, 0, done.output)
        self.assertRegex(done.output, "宏.*不会运行")
        self.assertRegex(done.output, "公式.*不会重新计算")
        self.assertRegex(done.output, "新建 3.*待处理 1", "what the formula left is no name")
        self.assertFalse(mark.exists())

    def test_a_wrong_name_does_not_matter(self):
        """The content decides, not the name."""
        self.addCleanup(self.rebuild)
        done = self.ends(self.file("really_a_workbook.csv", package("")))
        self.assertEqual(done.status, 0, done.output)
        self.assertRegex(done.output, "新建 3")

    @classmethod
    def rebuild(cls):
        shutil.rmtree(cls.data)
        roster.organisations(cls.data)
        cls.before = cls.register()

    @staticmethod
    def zipped(name: str) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as out:
            out.writestr(name, "x")
        return made.getvalue()

    @staticmethod
    def flipped(whole: bytes) -> bytes:
        """Broken in the middle of its packed bytes."""
        made = bytearray(whole)
        for at in range(len(made) // 3, len(made) // 3 + 60):
            made[at] ^= 0x5A
        return bytes(made)


if __name__ == "__main__":
    unittest.main()
