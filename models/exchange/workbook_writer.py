"""Writing a workbook of one sheet, row by row, straight into its file.

Texts are texts whatever they begin with, and stay so when edited; nothing is a formula. The
header stays in sight and filters. No name, no date of whoever writes it goes into the file.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from models.exchange.text_files import MAX_CELL
from models.exchange.workbook_seen import column_name

Value = str | int | Decimal | date | None
"""A `Decimal` is shown with two decimals, an `int` with none."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_FORMS = (49, 1, 2, 14)
"""Text, whole number, two decimals, the short date of each country: numbers every program knows."""
_HEADER, _TEXT, _WHOLE, _TWO_DECIMALS, _DAY = range(1, 6)
"""Their places among the styles, after those of plain cells and of the header."""
_FIRST_DAY, _EPOCH = date(1900, 3, 1), date(1899, 12, 30)
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LEVEL = 4


def write_workbook(
    path: Path, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]
) -> int:
    """Write a sheet of these columns (name, width in characters); returns how many rows.

    Raises OSError.
    """
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, part in _fixed_parts(title).items():
            archive.writestr(name, _XML + part)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            stream.write((_XML + _head(columns)).encode())
            letters = [column_name(place) for place in range(len(columns))]
            number = 1
            for number, row in enumerate(rows, start=2):
                stream.write(_row(number, letters, row).encode())
            stream.write(_foot(f"A1:{letters[-1]}{number}").encode())
    return number - 1


def _head(columns: Sequence[tuple[str, int]]) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, (_name, width) in enumerate(columns, start=1)
    )
    names = "".join(
        f'<c r="{column_name(place)}1" s="{_HEADER}" t="inlineStr">{_written(name)}</c>'
        for place, (name, _width) in enumerate(columns)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0" tabSelected="1">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><cols>{widths}</cols><sheetData><row r="1">{names}</row>'
    )


def _foot(table: str) -> str:
    return f'</sheetData><autoFilter ref="{table}"/></worksheet>'


def _row(number: int, letters: Sequence[str], values: Sequence[Value]) -> str:
    cells = [
        _cell(f"{letter}{number}", value)
        for letter, value in zip(letters, values, strict=True)
        if value is not None and value != ""
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value) -> str:
    if isinstance(value, date):
        if value >= _FIRST_DAY:  # before it, spreadsheets do not agree on the days
            return f'<c r="{place}" s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
        value = str(value)
    if isinstance(value, str):
        return f'<c r="{place}" s="{_TEXT}" t="inlineStr">{_written(value)}</c>'
    style = _TWO_DECIMALS if isinstance(value, Decimal) else _WHOLE
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def _written(text: str) -> str:
    """A text as XML holds it; what none can hold is left out."""
    text = _LOOKS_ESCAPED.sub("_x005F_", _NOT_XML.sub("", text)[:MAX_CELL])
    return f'<is><t xml:space="preserve">{escape(text)}</t></is>'


def _fixed_parts(title: str) -> dict[str, str]:
    """All but the sheet itself."""
    links = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    link = '<Relationship Id="{}" Type="' + _OFFICE + '/{}" Target="{}"/>'
    part = f'<Override PartName="/xl/{{}}.xml" ContentType="{_TYPES}.{{}}+xml"/>'
    forms = "".join(f'<xf numFmtId="{form}" fontId="0" applyNumberFormat="1"/>' for form in _FORMS)
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
        + part.format("workbook", "sheet.main")
        + part.format("styles", "styles")
        + part.format("worksheets/sheet1", "worksheet")
        + "</Types>",
        "_rels/.rels": links.format(link.format("r1", "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": links.format(
            link.format("r1", "worksheet", "worksheets/sheet1.xml")
            + link.format("r2", "styles", "styles.xml")
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(title)} sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts><font><sz val="11"/>'
        '<name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders><border/></borders>'
        "<cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf/><xf fontId="1" applyFont="1"/>' + forms + "</cellXfs>"
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
