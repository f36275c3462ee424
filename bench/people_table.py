"""Tables of synthetic people for the import benchmark (W8), the same for the same seed.

usage: people_table.py FOLDER [--people N] [--branches N] [--crowd N] [--top CODE] [--seed S]
Writes organisations.csv, people.csv and people.xlsx. Nobody in them exists: area code 429099 is not assigned, the 154
segment is not allocated. One row in fifty is written the way people write (other date forms, full-width digits, blanks).
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import random
import zipfile
from xml.sax.saxutils import escape

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
GIVEN = "明德文志国建晓海宏立永春家天学俊思子雨嘉景承若予知伯仲怀清伟强磊军勇涛超斌峰鹏辉刚毅宁平健亮博凯旭晨宇轩哲睿川岳芳娜敏静丽艳娟霞玲婷雪倩颖琳洁莹萍蕾薇瑶悦欣怡岚妍彤"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
PEOPLE_HEADER = ["序号", "工号", "姓名", "所在党支部", "公民身份号码", "性别", "民族", "出生日期", "学历", "人员类别", "加入党组织日期",
                 "转为正式党员日期", "工作岗位", "手机号", "固定电话", "家庭住址", "党籍状态", "是否为失联党员", "失去联系日期",
                 "是否为流动党员", "外出流向", "党内职务", "科室/岗位"]
ORGANISATION_HEADER = ["党组织编号", "党组织名称", "党组织简称", "党组织类别", "上级党组织编号", "所在单位/科室", "联系电话", "批准成立日期",
                       "本届班子当选日期", "任期年限", "党组织书记", "党组织联系人", "联系人电话", "所在单位情况"]


def resident_id(chance: random.Random, born: dt.date, male: bool, used: set[str]) -> str:
    while True:
        body = f"429099{born:%Y%m%d}{chance.randrange(0, 500) * 2 + male:03d}"
        if body not in used:
            used.add(body)
            return body + CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS)) % 11]


def organisations(count: int, top: str) -> tuple[list[list[str]], list[str]]:
    """A committee (unless one is there to hang below), a general branch for each ten branches, the branches; their short names."""
    rows = [] if top else [["D", "中共示例市中心医院委员会", "中心医院党委", "611", "", "全院", "0600-8800001", "1986-05-12", "2023-09-20", "5",
                            "", "", "", "法人单位"]]
    above = top or "D"
    names = []
    for number in range(count):
        if number % 10 == 0:
            general = f"Y{number // 10 + 1:04d}"
            title = f"第{number // 10 + 1}系统党总支部"
            rows.append([general, "中共示例市中心医院" + title, title, "621", above, title[:-4], "", "2003-06-01", "2023-10-10", "3", "", "", "", "与上级党组织相同"])
        department = f"第{number + 1}病区"
        names.append(department + "党支部")
        rows.append([f"{general}B{number % 10 + 1:02d}", f"中共示例市中心医院{department}支部委员会", names[-1], "631", general, department, "",
                     "2005-03-15", "2023-11-05", "3", "", "", "", "与上级党组织相同"])
    return rows, names


def untidy(chance: random.Random, row: list[str]) -> None:
    joined = dt.date.fromisoformat(row[10])
    kind = chance.randrange(5)
    if kind == 0:
        row[10] = f"{joined.year}.{joined.month:02d}.{joined.day:02d}"
    elif kind == 1:
        row[10] = f"{joined.year}年{joined.month}月{joined.day}日"
    elif kind == 2:
        row[13] = row[13].translate(WIDE)
    elif kind == 3:
        row[2] = row[2][0] + "　" + row[2][1:]
    else:
        row[6] = row[6][:-1]


def people(count: int, branches: list[str], crowd: int, chance: random.Random) -> list[list[str]]:
    """The first branch has `crowd` of them, the others share the rest."""
    used: set[str] = set()
    mobiles = chance.sample(range(10**8), count)

    def branch_of(number: int) -> str:
        if crowd == 0:
            return branches[number * len(branches) // count]
        return branches[0] if number < crowd else branches[1 + (number - crowd) * (len(branches) - 1) // (count - crowd)]

    rows = []
    for number in range(count):
        male = chance.random() < 0.4
        born = dt.date(1960, 1, 1) + dt.timedelta(days=chance.randrange(14600))
        joined = dt.date(born.year + chance.randint(20, 24), chance.randint(1, 12), chance.randint(1, 28))
        full = joined.replace(year=joined.year + 1)
        name = chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(2))
        row = [str(number + 1), f"P{number + 1:07d}", name, branch_of(number), resident_id(chance, born, male, used),
               "男" if male else "女", chance.choice(["汉族"] * 9 + ["回族"]), born.isoformat(), chance.choice(["大学本科", "硕士研究生", "博士研究生"]),
               "正式党员", joined.isoformat(), full.isoformat(), "013 事业单位专业技术人员", f"154{mobiles[number]:08d}",
               f"0600-88{chance.randrange(10**5):05d}" if chance.random() < 0.3 else "",
               f"示例市示例区样本路{chance.randint(1, 300)}号{chance.randint(1, 30)}栋{chance.randint(101, 1802)}室", "正常", "否", "", "否", "", "",
               chance.choice(["住院医师", "主治医师", "护士", "主管技师"])]
        if number % 50 == 0:
            untidy(chance, row)
        rows.append(row)
    return rows


def write_csv(path: str, rows: list[list[str]]) -> None:
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)


def column_name(index: int) -> str:
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)


def write_xlsx(path: str, rows: list[list[str]]) -> None:
    """As Excel writes it: texts in the table of shared strings."""
    shared: dict[str, int] = {}
    sheet = ['<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>']
    for number, row in enumerate(rows, 1):
        cells = "".join(f'<c r="{column_name(i)}{number}" t="s"><v>{shared.setdefault(text, len(shared))}</v></c>' for i, text in enumerate(row) if text)
        sheet.append(f'<row r="{number}">{cells}</row>')
    sheet.append("</sheetData></worksheet>")
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        package.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>')
        package.writestr("xl/_rels/workbook.xml.rels",
                         f'<Relationships><Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
                         f'<Relationship Id="rId2" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        package.writestr("xl/worksheets/sheet1.xml", "".join(sheet))
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{strings}</sst>')


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder")
    options.add_argument("--people", type=int, default=20000)
    options.add_argument("--branches", type=int, default=0, help="one for forty people unless given")
    options.add_argument("--crowd", type=int, default=0, help="so many in the first branch")
    options.add_argument("--top", default="", help="code of an organisation that is there already")
    options.add_argument("--no-workbook", action="store_true")
    options.add_argument("--seed", type=int, default=20260701)
    given = options.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    tree, branches = organisations(given.branches or max(1, given.people // 40), given.top)
    rows = [PEOPLE_HEADER] + people(given.people, branches, given.crowd, random.Random(given.seed))
    write_csv(os.path.join(given.folder, "organisations.csv"), [ORGANISATION_HEADER] + tree)
    write_csv(os.path.join(given.folder, "people.csv"), rows)
    if not given.no_workbook:
        write_xlsx(os.path.join(given.folder, "people.xlsx"), rows)


if __name__ == "__main__":
    main()
