"""Workbooks for tests: written by openpyxl, or part by part when they must be odd."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c>' + (
    '<c r="B1" t="inlineStr"><is><t>Prénom</t></is></c></row>'
)
"""The header of a sheet written by hand."""


def saved(path: Path, *sheets: Sequence[Sequence[object]], names: Sequence[str] = ()) -> Path:
    """A workbook of these sheets, as openpyxl writes it."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets):
        sheet = workbook.create_sheet(names[number] if names else f"Feuille{number + 1}")
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def by_hand(path: Path, rows: str = "", **changes: str | bytes | None) -> Path:
    """A workbook of one sheet of these rows; `changes` replace parts (None: left out).

    Their names: workbook, links, styles, strings, sheet, types.
    """
    named = {
        "types": "[Content_Types].xml",
        "root": "_rels/.rels",
        "workbook": "xl/workbook.xml",
        "links": "xl/_rels/workbook.xml.rels",
        "styles": "xl/styles.xml",
        "strings": "xl/sharedStrings.xml",
        "sheet": "xl/worksheets/sheet1.xml",
    }
    parts = usual_parts(rows) | changes
    path.write_bytes(zipped({named[name]: part for name, part in parts.items()}))
    return path


def usual_parts(rows: str) -> dict[str, str | bytes | None]:
    """The parts of an ordinary workbook."""
    return {
        "types": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "root": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "workbook": f'<workbook xmlns="{MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Clients" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "links": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_LINKS}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "styles": f'<styleSheet xmlns="{MAIN}"/>',
        "strings": f'<sst xmlns="{MAIN}"/>',
        "sheet": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }


def zipped(parts: Mapping[str, str | bytes | None]) -> bytes:
    """A zip of these parts."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if part is not None:
                archive.writestr(name, part)
    return content.getvalue()
