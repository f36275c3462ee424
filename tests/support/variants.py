"""Rosters as other branches would send them: the clean people in another order and layout, with defects put in by a seed, and
beside each the finding the import must give. Deterministic: one seed is one file."""

from __future__ import annotations

import csv
import datetime
import io
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import roster
from tests.support.roster import Expected
from tests.support.xlsx import Book, Sheet, letters

ID, NAME, BRANCH, SEX, BIRTH = "公民身份号码", "姓名", "所在党支部", "性别", "出生日期"
JOIN, FULL, MOBILE, CATEGORY, STAFF = "加入党组织日期", "转为正式党员日期", "手机号", "人员类别", "工号"
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHECK, WEIGHTS = "10X98765432", (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

TITLES = {
    NAME: (NAME, "党员姓名", "姓　名", "姓名*"), BRANCH: (BRANCH, "支部名称", "所属党支部", "党支部"),
    ID: (ID, "身份证号", "身份证号码", "公民身份 号码", "证件号码"), BIRTH: (BIRTH, "出生年月日", "出生日期（年月日）"),
    "学历": ("学历", "文化程度", "最高学历"), CATEGORY: (CATEGORY, "党员类别", "人员类型"),
    JOIN: (JOIN, "入党时间", "入党日期", "加入中国共产党时间"), FULL: (FULL, "转正时间", "转正日期"), STAFF: (STAFF, "职工号", "员工编号"),
    MOBILE: (MOBILE, "手机号码", "移动电话", "联系电话"), "固定电话": ("固定电话", "办公电话", "座机"), "家庭住址": ("家庭住址", "家庭地址", "现住址"),
    "党籍状态": ("党籍状态", "党籍情况"), "科室/岗位": ("科室/岗位", "科室岗位"),
}
GROUPS = (("基本情况", (NAME, SEX, "民族", BIRTH, "学历", ID)), ("党内情况", (BRANCH, CATEGORY, JOIN, FULL, "党籍状态", "党内职务")),
          ("联系方式", (MOBILE, "固定电话", "家庭住址")))
OPTIONAL = ("序号", "固定电话", "家庭住址", "党籍状态", "是否为失联党员", "失去联系日期", "是否为流动党员", "外出流向", "党内职务", "科室/岗位", "工作岗位", "学历", "民族")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def years_later(date: datetime.date, years: int) -> datetime.date:
    return date.replace(year=date.year + years, day=min(date.day, 28) if date.month == 2 else date.day)


def with_check(seventeen: str) -> str:
    return seventeen + CHECK[sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS)) % 11]


DATES = {
    "DATE_DOT": lambda d: f"{d.year}.{d.month:02}.{d.day:02}", "DATE_SLASH": lambda d: f"{d.year}/{d.month}/{d.day}",
    "DATE_CHINESE": lambda d: f"{d.year}年{d.month}月{d.day}日", "DATE_COMPACT": lambda d: d.strftime("%Y%m%d"),
    "DATE_EXCEL_SERIAL": lambda d: str((d - datetime.date(1899, 12, 30)).days),
    "DATE_FULLWIDTH": lambda d: f"{d.year}-{d.month}-{d.day}".translate(WIDE),
    "DATE_YM_DOT": lambda d: f"{d.year}.{d.month}", "DATE_YM_CHINESE": lambda d: f"{d.year}年{d.month}月",
}


@dataclass
class Person:
    cells: dict[str, str]
    found: list[tuple[str, str, str, str]] = field(default_factory=list)  # column, code, cell, value
    key: int = 0


@dataclass
class Variant:
    """A file, and what must be said of it."""
    path: Path
    expected: Counter[Expected]
    people: int
    dropped: int
    description: str


class Maker:
    def __init__(self, seed: int, people: int = 160):
        self.chance = random.Random(seed)
        self.seed = seed
        clean = roster.table(roster.SAMPLE / "members_clean.csv")
        self.headers = clean[0]
        rows = [dict(zip(self.headers, row)) for row in clean[1:]]
        self.per_branch = seed % 4 == 3  # a sheet for each branch, which no column names
        if self.per_branch:
            branches = self.chance.sample(sorted({row[BRANCH] for row in rows}), 6)
            rows = [row for row in rows if row[BRANCH] in branches]
        else:
            on_probation = [row for row in rows if not row[FULL]]
            rows = self.chance.sample([row for row in rows if row[FULL]], people - 6) + self.chance.sample(on_probation, 6)
        self.people = [Person(dict(row), key=number) for number, row in enumerate(rows)]
        self.branches = sorted({one.cells[BRANCH] for one in self.people})
        self.chance.shuffle(self.people)
        self.free = list(self.people)
        self.columns = self.chosen_columns()

    def chosen_columns(self) -> list[str]:
        left_out = set(self.chance.sample(OPTIONAL, self.chance.randrange(0, 5)))
        if self.seed % 3 == 1:
            left_out.add(BIRTH)
        if "是否为失联党员" in left_out or "失去联系日期" in left_out:
            left_out |= {"是否为失联党员", "失去联系日期"}
        if "是否为流动党员" in left_out or "外出流向" in left_out:
            left_out |= {"是否为流动党员", "外出流向"}
        if self.per_branch:
            left_out.add(BRANCH)
        kept = [name for name in self.headers if name not in left_out]
        if self.seed % 2:
            self.chance.shuffle(kept)
        return kept

    # Defects.

    def take(self, fits=lambda person: True) -> Person:
        for at, person in enumerate(self.free):
            if fits(person.cells):
                return self.free.pop(at)
        raise AssertionError("nobody is left for this defect")

    def put(self, code: str, column: str, cell: str, person: Person | None = None, original: str | None = None) -> None:
        if column not in self.columns:
            return
        person = person or self.take()
        original = person.cells[column] if original is None else original
        person.cells[column] = cell
        person.found.append((column, code, cell, roster.stored(code, original, cell)))

    def number_defects(self) -> None:
        for _ in range(3):
            person = self.take()
            number = person.cells[ID]
            wrong = self.chance.choice([digit for digit in CHECK if digit != number[-1]])
            self.put("ID_CHECKSUM", ID, number[:-1] + wrong, person)
        for _ in range(2):
            person = self.take()
            self.put("ID_FULLWIDTH", ID, person.cells[ID].translate(WIDE), person)
            person = self.take()
            number = person.cells[ID]
            self.put("ID_APOSTROPHE_SPACE", ID, self.chance.choice([f"'{number}", f"{number[:6]} {number[6:14]} {number[14:]}"]), person)
            person = self.take(lambda cells: cells[ID][6:8] == "19")
            number = person.cells[ID]
            self.put("ID_15_DIGIT", ID, number[:6] + number[8:17], person)
            person = self.take()
            self.put("ID_SCIENTIFIC", ID, f"{int(person.cells[ID][:17]) * 10:.5E}", person)
        if any(one.cells[ID].endswith("X") for one in self.free):
            person = self.take(lambda cells: cells[ID].endswith("X"))
            self.put("ID_LOWER_X", ID, person.cells[ID].lower(), person)
        person = self.take()
        self.put("SEX_ID_MISMATCH", SEX, "男" if person.cells[SEX] == "女" else "女", person)
        person = self.take()
        moved = day(person.cells[BIRTH]) + datetime.timedelta(days=self.chance.choice((-400, -31, -1, 1, 9, 366)))
        self.put("BIRTH_ID_MISMATCH", BIRTH, moved.isoformat(), person)

    def date_defects(self) -> None:
        for code, written in DATES.items():
            for column in (JOIN, FULL):
                person = self.take(lambda cells: cells[column] != "")
                self.put(code, column, written(day(person.cells[column])), person)
        person = self.take(lambda cells: cells[FULL] != "")
        self.put("FULL_BEFORE_JOIN", FULL, years_later(day(person.cells[JOIN]), -1).isoformat(), person)
        outside = lambda cells: cells[FULL] != "" and not "1969-04-01" <= cells[JOIN] <= "1977-08-11"
        person = self.take(outside)
        self.put("FULL_EQUALS_JOIN", FULL, person.cells[JOIN], person)
        person = self.take()
        self.put("JOIN_UNDER_18", JOIN, years_later(day(person.cells[BIRTH]), self.chance.choice((9, 16, 17))).isoformat(), person)
        person = self.take(lambda cells: cells[CATEGORY] == "正式党员")
        self.put("FULL_DATE_MISSING", FULL, "", person)
        probationary = [one for one in self.free if one.cells[CATEGORY] == "预备党员"]
        if probationary:
            self.free.remove(probationary[0])
            self.put("PROB_WITH_FULL_DATE", FULL, "2026-09-30", probationary[0])
        self.put("FUTURE_DATE", JOIN, f"20{self.chance.randrange(45, 99)}-07-01")

    def other_defects(self) -> None:
        for cell in ("", "无", "/", "暂无", "—"):
            self.put("PHONE_MISSING", MOBILE, cell)
        person = self.take()
        self.put("PHONE_FULLWIDTH", MOBILE, person.cells[MOBILE].translate(WIDE), person)
        person = self.take()
        mobile = person.cells[MOBILE]
        self.put("PHONE_PUNCT", MOBILE, self.chance.choice((f"+86 {mobile[:3]}-{mobile[3:7]}-{mobile[7:]}", f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}")), person)
        person = self.take()
        self.put("PHONE_SHORT", MOBILE, person.cells[MOBILE][:10], person)
        person = self.take()
        name = person.cells[NAME]
        self.put("NAME_INNER_SPACE", NAME, name[0] + self.chance.choice(("　", " ")) + name[1:], person)
        person = self.take()
        self.put("NAME_TRAILING_SPACE", NAME, person.cells[NAME] + "  ", person)
        self.put("NAME_MIDDLE_DOT", NAME, self.chance.choice(("阿依古丽.买买提", "古丽娜尔.阿不都")))
        for _ in range(3):
            person = self.take()
            branch = person.cells[BRANCH]
            self.put("BRANCH_ALIAS", BRANCH, self.chance.choice((branch.replace("党支部", "支部"), "云澜市第一人民医院" + branch,
                                                                   "中共" + branch, branch.replace("党支部", "第一党支部"))), person)
        self.put("BRANCH_UNKNOWN", BRANCH, "皮肤科党支部")
        person = self.take()
        self.put("NATION_SHORT", "民族", person.cells["民族"].removesuffix("族"), person)
        person = self.take()
        self.put("EDU_SYNONYM", "学历", {"大学本科": "本科", "硕士研究生": "硕士", "博士研究生": "博士", "大学专科": "大专",
                                       "中专": "中等专科"}[person.cells["学历"]], person)
        person = self.take(lambda cells: cells[CATEGORY] == "正式党员")
        self.put("CAT_SYNONYM", CATEGORY, self.chance.choice(("正式", "党员", "中共党员")), person)

    def pairs(self) -> None:
        """Defects of two rows. Of rows that are one person the later one is reported; where that is, is known once all lie in order."""
        self.doubles: list[tuple[Person, Person, str]] = []
        for code in ("DUP_EXACT", "DUP_ID_CONFLICT", "DUP_ID_TWO_BRANCHES"):
            person = self.take()
            copy = Person(dict(person.cells), key=10000 + len(self.doubles))
            if code == "DUP_ID_CONFLICT":
                copy.cells[MOBILE] = "154" + person.cells[MOBILE][:2:-1]
                if copy.cells[MOBILE] == person.cells[MOBILE]:
                    copy.cells[MOBILE] = person.cells[MOBILE][:-1] + str((int(person.cells[MOBILE][-1]) + 1) % 10)
            if code == "DUP_ID_TWO_BRANCHES":
                copy.cells[BRANCH] = self.chance.choice([one for one in self.branches if one != person.cells[BRANCH]])
            self.people.insert(self.chance.randrange(len(self.people) + 1), copy)
            self.doubles.append((person, copy, code))
        owner, wrong = self.take(), None
        while wrong is None or wrong.cells[BIRTH] == owner.cells[BIRTH] or wrong.cells[SEX] == owner.cells[SEX]:
            wrong = self.take()
        self.put("DUP_ID_DIFFERENT_PERSON", ID, owner.cells[ID], wrong)
        for code, column in (("DUP_PHONE", MOBILE), ("SAME_NAME_OK", NAME)):
            one, other = self.take(), self.take()
            other.cells[column] = one.cells[column]
            for person in (one, other):
                person.found.append((column, code, person.cells[column], person.cells[column]))

    # The file.

    def titles(self, columns: list[str]) -> dict[str, str]:
        chosen = {name: self.chance.choice(TITLES.get(name, (name,))) for name in columns}
        return chosen

    def head(self, columns: list[str], place: str) -> tuple[list[list[str]], list[str]]:
        """Title rows and the header, and the cells that are merged."""
        rows: list[list[str]] = []
        merges: list[str] = []
        for text in ("附件：党员基本信息采集表", f"填报单位：{place}", "填报日期：2026年9月15日")[:self.chance.randrange(0, 4)]:
            rows.append([text])
            merges.append(f"A{len(rows)}:{letters(len(columns) - 1)}{len(rows)}")
        titles = self.titles(columns)
        if self.seed % 5 != 2:
            rows.append([titles[name] for name in columns])
            return rows, merges
        upper, lower = [], []
        for at, name in enumerate(columns):
            group = next((title for title, names in GROUPS if name in names), "")
            upper.append(group or titles[name])
            lower.append(titles[name] if group else "")
        first = len(rows) + 1
        at = 0
        while at < len(columns):
            end = at
            while lower[at] and end + 1 < len(columns) and lower[end + 1] and upper[end + 1] == upper[at]:
                end += 1
            if not lower[at]:
                merges.append(f"{letters(at)}{first}:{letters(at)}{first + 1}")
            elif end > at:
                merges.append(f"{letters(at)}{first}:{letters(end)}{first}")
                upper[at + 1:end + 1] = [""] * (end - at)
            at = end + 1
        return rows + [upper, lower], merges

    def body(self, people: list[Person], columns: list[str], rows: list[list[str]], sheet: int, lines: dict[int, tuple[int, int]]) -> None:
        header = list(rows[-1])
        for number, person in enumerate(people, 1):
            if number > 3 and self.chance.random() < 0.02:
                rows.append([""] * len(columns))
            if number > 10 and all(header) and self.chance.random() < 0.01:
                rows.append(header)
            person.cells["序号"] = str(number)
            rows.append([person.cells[name] for name in columns])
            lines[person.key] = (sheet, len(rows))
        rows.append((["合计"] + [""] * (len(columns) - 2) + [f"{len(people)}人"])[:len(columns)])
        rows.append(["说明：本表由支部填写，逐项核对。"])

    def expected(self, lines: dict[int, tuple[int, int]], one_sheet: bool) -> Counter[Expected]:
        made: Counter[Expected] = Counter()

        def add(person: Person, column: str, code: str, cell: str, value: str) -> None:
            sheet, line = lines[person.key]
            staff_no = person.cells[STAFF]
            made[Expected(line, staff_no, column, code, roster.handling(code), cell, value, 0 if one_sheet else sheet + 1)] += 1

        for person in self.people:
            for column, code, cell, value in person.found:
                if column in self.columns:
                    add(person, column, code, cell, value)
        for person, copy, code in self.doubles:
            later = max(person, copy, key=lambda one: lines[one.key])
            add(later, roster.ROW, code, "", "")
        return made

    def make(self, place: Path) -> Variant:
        self.number_defects()
        self.date_defects()
        self.other_defects()
        self.pairs()
        columns = self.columns
        lines: dict[int, tuple[int, int]] = {}
        if self.per_branch:
            sheets = []
            branches = sorted({one.cells[BRANCH] for one in self.people})
            self.chance.shuffle(branches)
            for number, branch in enumerate(branches):
                rows, merges = self.head(columns, "云澜市第一人民医院")
                self.body([one for one in self.people if one.cells[BRANCH] == branch], columns, rows, number, lines)
                sheets.append(Sheet(branch, rows, merges))
            path = Book(sheets, shared=self.seed % 8 < 4).write(place / f"variant{self.seed}.xlsx")
            return self.variant(path, lines, "a sheet for each branch")
        rows, merges = self.head(columns, "云澜市第一人民医院")
        self.body(self.people, columns, rows, 0, lines)
        if self.seed % 4 == 2:
            path = Book([Sheet("名册", rows, merges)], shared=self.seed % 8 < 4).write(place / f"variant{self.seed}.xlsx")
            return self.variant(path, lines, "a workbook")
        encoding = ("utf-8", "gb18030", "utf-8-sig")[self.seed % 3]
        text = io.StringIO()
        csv.writer(text, lineterminator=self.chance.choice(("\r\n", "\n"))).writerows(rows)
        path = place / f"variant{self.seed}.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        return self.variant(path, lines, f"CSV in {encoding}")

    def variant(self, path: Path, lines: dict[int, tuple[int, int]], how: str) -> Variant:
        path.chmod(0o644)
        one_sheet = not self.per_branch
        return Variant(path, self.expected(lines, one_sheet), len(self.people), 1,
                       f"seed {self.seed}: {how}, columns {'、'.join(self.columns)}")
