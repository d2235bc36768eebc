"""Whatever a workbook holds, importing it ends in a report or in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.actor import Actor
from models.check import check
from models.database import Book
from models.errors import BookError
from models.exchange import ImportOptions, ImportReport, import_file, preview
from models.exchange.journal_columns import ALL_COLUMNS
from models.tables import database
from tests.helpers.workbooks import by_hand, usual_parts, zipped
from tests.models.exchange.conftest import IMPORTS

SAMPLE = (IMPORTS / "workbooks" / "clients.xlsx").read_bytes()
HEADERS = ["Nom", "Prénom", "Téléphone", "E-mail", "Client depuis", "Notes", "Kilométrage", "zorg"]
NASTY = ["=1+1", "_x0000_", "_xD800_", "&lt;", "<b>", "]]>", "0612345678", "1E+999", "45366", "-1"]
QUICK = settings(settings.get_profile("quick"), max_examples=40)
contents = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.just("x" * 40_000),
)
kinds = st.sampled_from(["s", "n", "b", "e", "d", "str", "inlineStr", "zorg", ""])
places = st.one_of(st.just(""), st.from_regex(r"[A-Z]{1,4}[0-9]{0,8}", fullmatch=True))
cells = st.tuples(kinds, places, st.sampled_from(["", "0", "1", "2", "-1", "99"]), contents)
rows_drawn = st.lists(
    st.tuples(st.sampled_from(["", "1", "2", "7", "x", "1048576", "-1"]), st.lists(cells)),
    max_size=8,
)


def attempt(actor: Actor, path: Path, **options: Any) -> ImportReport | None:
    """Import a file; None when it was refused in a sentence."""
    try:
        preview(actor, path)
        report = import_file(actor, path, ImportOptions(**options))
    except BookError:
        return None
    done = report.created + report.updated + report.skipped + len(report.refused)
    assert done == report.read
    assert all(row.reason and row.line > 0 for row in report.refused)
    return report


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Each example finds the book empty."""
    with database.atomic() as transaction:
        yield
        transaction.rollback()


def sheet_rows(header: list[str], rows: list[tuple[str, list[tuple[str, str, str, str]]]]) -> str:
    """The rows of a sheet as XML, whatever they say."""
    head = "".join(f'<c t="str"><v>{escape(name)}</v></c>' for name in header)
    return f"<row>{head}</row>" + "".join(
        f"<row r={quoteattr(number)}>{''.join(_cell(*cell) for cell in row)}</row>"
        for number, row in rows
    )


def _cell(kind: str, place: str, style: str, content: str) -> str:
    inside = f"<is><t>{escape(content)}</t></is>" if kind == "inlineStr" else ""
    value = inside or f"<v>{escape(content)}</v>"
    return f"<c t={quoteattr(kind)} r={quoteattr(place)} s={quoteattr(style)}>{value}</c>"


def mutated(content: bytes, changes: list[tuple[float, int]]) -> bytes:
    """The bytes with some of them changed, each at a share of the whole."""
    found = bytearray(content)
    for share, value in changes:
        found[int(share * len(found))] = value
    return bytes(found)


shares = st.floats(0, 1, exclude_max=True)
changes_drawn = st.lists(st.tuples(shares, st.integers(0, 255)), min_size=1, max_size=8)


@QUICK
@given(changes=changes_drawn)
def test_any_changed_bytes_end_in_a_report_or_a_sentence(
    actor: Actor, tmp_path: Path, changes: list[tuple[float, int]]
) -> None:
    path = tmp_path / "abime.xlsx"
    path.write_bytes(mutated(SAMPLE, changes))
    attempt(actor, path, dry_run=True)


@QUICK
@given(part=st.sampled_from(sorted(usual_parts(""))), changes=changes_drawn, data=st.data())
def test_any_changed_part_ends_in_a_report_or_a_sentence(
    actor: Actor,
    tmp_path: Path,
    part: str,
    changes: list[tuple[float, int]],
    data: st.DataObject,
) -> None:
    rows = sheet_rows(HEADERS[:3], data.draw(rows_drawn))
    usual = usual_parts(rows)[part]
    content = usual.encode() if isinstance(usual, str) else b""
    path = by_hand(tmp_path / "partie.xlsx", rows, **{part: mutated(content, changes)})
    attempt(actor, path, dry_run=True)


@QUICK
@given(
    header=st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8),
    rows=rows_drawn,
    journal=st.booleans(),
)
def test_any_cells_in_any_order_end_in_a_report_or_a_sentence(
    actor: Actor,
    book: Book,
    tmp_path: Path,
    header: list[str],
    rows: list[tuple[str, list[tuple[str, str, str, str]]]],
    journal: bool,
) -> None:
    styles = (
        '<styleSheet xmlns="x"><numFmts><numFmt numFmtId="200" formatCode="[h]:mm"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    written = sheet_rows(list(ALL_COLUMNS) if journal else header, rows)
    path = by_hand(tmp_path / "cellules.xlsx", written, styles=styles)
    with nothing_kept():
        attempt(actor, path, new_clients=True)
        assert check(book).faults == ()


@QUICK
@given(
    parts=st.dictionaries(
        st.one_of(
            st.sampled_from(["[Content_Types].xml", "xl/workbook.xml", "mimetype", "_rels/.rels"]),
            st.text(st.characters(codec="utf-8", min_codepoint=1), min_size=1, max_size=20),
        ),
        st.binary(max_size=40),
        max_size=6,
    )
)
def test_any_zip_ends_in_a_sentence(actor: Actor, tmp_path: Path, parts: dict[str, bytes]) -> None:
    path = tmp_path / "zip.xlsx"
    path.write_bytes(zipped(parts))
    assert attempt(actor, path) is None


@pytest.mark.slow
@settings(settings.get_profile("campaign"), max_examples=3_000)
@given(changes=changes_drawn)
def test_many_changed_bytes_end_in_a_report_or_a_sentence(
    actor: Actor, tmp_path: Path, changes: list[tuple[float, int]]
) -> None:
    path = tmp_path / "abime.xlsx"
    path.write_bytes(mutated(SAMPLE, changes))
    attempt(actor, path, dry_run=True)
