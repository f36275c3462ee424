"""Writes small workbooks by hand, so that a test decides each byte of them."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Number:
    """A cell that holds a number."""
    digits: str


@dataclass(frozen=True)
class Day:
    """A cell that holds a date: the serial number with the format of a day."""
    serial: int


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula and its last result."""
    formula: str
    result: str


@dataclass
class Sheet:
    name: str
    rows: list[list] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)  # "A1:C1"
    hidden: bool = False


def letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class Book:
    """`Book([Sheet(...)]).write(path)`; texts go to the table of shared strings or stand in their cells."""

    def __init__(self, sheets: list[Sheet], shared: bool = True):
        self.sheets, self.shared = sheets, shared
        self.strings: dict[str, int] = {}

    def cell(self, place: str, value) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, Number):
            return f'<c r="{place}"><v>{value.digits}</v></c>'
        if isinstance(value, Day):
            return f'<c r="{place}" s="1"><v>{value.serial}</v></c>'
        if isinstance(value, Formula):
            return f'<c r="{place}" t="str"><f>{escape(value.formula)}</f><v>{escape(value.result)}</v></c>'
        if self.shared:
            return f'<c r="{place}" t="s"><v>{self.strings.setdefault(value, len(self.strings))}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    def sheet_xml(self, sheet: Sheet) -> str:
        lines = []
        for number, row in enumerate(sheet.rows, 1):
            cells = "".join(self.cell(f"{letters(column)}{number}", value) for column, value in enumerate(row))
            if cells:
                lines.append(f'<row r="{number}">{cells}</row>')
        merges = "".join(f'<mergeCell ref="{one}"/>' for one in sheet.merges)
        merged = f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else ""
        return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{merged}</worksheet>'

    def parts(self) -> dict[str, str]:
        made = {}
        kinds = [('/xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'),
                 ('/xl/styles.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml'),
                 ('/xl/sharedStrings.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml')]
        listed, related = "", ""
        for number, sheet in enumerate(self.sheets, 1):
            made[f"xl/worksheets/sheet{number}.xml"] = self.sheet_xml(sheet)
            kinds.append((f"/xl/worksheets/sheet{number}.xml",
                          "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"))
            state = ' state="hidden"' if sheet.hidden else ""
            listed += f'<sheet name="{escape(sheet.name)}" sheetId="{number}"{state} r:id="rId{number}"/>'
            related += (f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" '
                        f'Target="worksheets/sheet{number}.xml"/>')
        last = len(self.sheets)
        related += f'<Relationship Id="rId{last + 1}" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        related += f'<Relationship Id="rId{last + 2}" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        made["xl/workbook.xml"] = (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets>'
                                   "</workbook>")
        made["xl/_rels/workbook.xml.rels"] = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'
        made["xl/styles.xml"] = (
            f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>')
        strings = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.strings)
        made["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(self.strings)}">{strings}</sst>'
        made["_rels/.rels"] = (f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                               f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds)
        made["[Content_Types].xml"] = (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>')
        return made

    def write(self, path: Path) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts().items():
                package.writestr(name, content)
        return path


def read(path: Path) -> dict[str, list[list[str]]]:
    """Every sheet of a workbook as rows of texts: numbers as they stand, gaps as ''. Enough to read our own exports back."""
    import re
    import xml.etree.ElementTree as tree

    space = {"m": MAIN}
    with zipfile.ZipFile(path) as package:
        strings = []
        if "xl/sharedStrings.xml" in package.namelist():
            for one in tree.fromstring(package.read("xl/sharedStrings.xml")).findall("m:si", space):
                strings.append("".join(part.text or "" for part in one.iter(f"{{{MAIN}}}t")))
        targets = {one.get("Id"): one.get("Target") for one in tree.fromstring(package.read("xl/_rels/workbook.xml.rels"))}
        made = {}
        for sheet in tree.fromstring(package.read("xl/workbook.xml")).find("m:sheets", space):
            target = targets[sheet.get(f"{{{RELATIONS}}}id")]
            rows: list[list[str]] = []
            for row in tree.fromstring(package.read("xl/" + target.removeprefix("/xl/"))).iter(f"{{{MAIN}}}row"):
                cells: list[str] = []
                for cell in row.findall("m:c", space):
                    column = 0
                    for letter in re.match("[A-Z]+", cell.get("r"))[0]:
                        column = column * 26 + ord(letter) - ord("A") + 1
                    cells.extend([""] * (column - len(cells)))
                    value = cell.find("m:v", space)
                    text = "".join(part.text or "" for part in cell.iter(f"{{{MAIN}}}t")) if value is None else value.text or ""
                    cells[column - 1] = strings[int(text)] if cell.get("t") == "s" else text
                while len(rows) < int(row.get("r")) - 1:
                    rows.append([])
                rows.append(cells)
            made[sheet.get("name")] = rows
        return made
