"""Whatever a vCard file holds, importing it ends in a report or in a sentence, soon."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.actor import Actor
from models.check import check
from models.database import Book
from models.errors import BookError
from models.exchange import ImportReport, import_file, vcard_lines
from models.exchange.vcards import open_vcards
from models.tables import Client, database
from tests.models.exchange.conftest import IMPORTS

SAMPLES = [path.read_bytes() for path in sorted((IMPORTS / "vcards").glob("*.vcf"))]
SHORT = [sample for sample in SAMPLES if len(sample) < 4_000]
QUICK = settings(settings.get_profile("quick"), max_examples=60)

PIECES = [
    *(b"BEGIN:VCARD\n", b"END:VCARD\n", b"VERSION:2.1\n", b"VERSION:4.0\n", b"AGENT:\n"),
    *(b"N:", b"FN:", b"TEL;", b"EMAIL:", b"ADR;TYPE=home:", b"ORG:", b"BDAY:", b"NOTE:"),
    *(b"CATEGORIES:", b"KIND:group\n", b"X-ABShowAs:COMPANY\n", b"item1.", b"X-ABLabel:"),
    *(b"ENCODING=QUOTED-PRINTABLE:", b"ENCODING=b:", b"CHARSET=", b"utf-16:", b"rot13:", b"PREF=9"),
    *(b"Durand", b"06 39 98 11 22", b"a@example.fr", b"1604-02-30", b"--04-31", b"tel:+33;x"),
    *(b";", b":", b",", b"=", b"\\", b'"', b"\n", b"\r", b"\n ", b"=\n", b"=C3", b"=ZZ", b"\0"),
    *(b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1a", b"'=1", b"\xef\xbb\xbf", b"x" * 40_000),
]


def attempt(actor: Actor, path: Path) -> ImportReport | None:
    """Import a file; None when it was refused in a sentence."""
    try:
        report = import_file(actor, path)
    except BookError:
        return None
    total = report.created + report.updated + report.skipped + len(report.refused)
    assert total == report.read
    assert all(row.reason and row.line > 0 for row in report.refused)
    return report


def imported_twice(actor: Actor, book: Book, path: Path, content: bytes) -> None:
    """The file is imported into an empty book, then known; the book is sound."""
    path.write_bytes(content)
    with database.atomic() as transaction:
        if attempt(actor, path) is not None:
            before = Client.select().count()
            again = attempt(actor, path)
            assert again is not None
            assert again.created == 0
            assert Client.select().count() == before
        assert check(book).faults == ()
        transaction.rollback()


@QUICK
@given(content=st.binary(max_size=400), encoding=st.sampled_from(["utf-8", "utf-16-le"]))
def test_any_bytes_after_a_beginning_end_in_a_report_or_a_sentence(
    actor: Actor, tmp_path: Path, content: bytes, encoding: str
) -> None:
    path = tmp_path / "octets.vcf"
    path.write_bytes("BEGIN:VCARD\r\n".encode(encoding) + content)
    attempt(actor, path)


@QUICK
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_pieces_of_cards_are_imported_and_then_known(
    actor: Actor, book: Book, tmp_path: Path, pieces: list[bytes]
) -> None:
    content = b"BEGIN:VCARD\n" + b"".join(pieces)
    imported_twice(actor, book, tmp_path / "morceaux.vcf", content)


@QUICK
@given(
    sample=st.sampled_from(SHORT),
    changes=st.lists(
        st.tuples(st.integers(0, 4_000), st.integers(0, 30), st.sampled_from(PIECES)), max_size=6
    ),
    kept=st.integers(0, 4_000),
)
def test_any_damaged_card_is_imported_and_then_known(
    actor: Actor,
    book: Book,
    tmp_path: Path,
    sample: bytes,
    changes: list[tuple[int, int, bytes]],
    kept: int,
) -> None:
    for at, length, piece in changes:
        sample = sample[:at] + piece + sample[at + length :]
    imported_twice(actor, book, tmp_path / "abîmée.vcf", sample[:kept] or sample)


@QUICK
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from("N FN TEL EMAIL ADR ORG BDAY NOTE CATEGORIES TITLE KIND URL".split()),
            st.sampled_from(
                ["", ";TYPE=home", ";CELL", ";PREF=1", ";ENCODING=b", ";QUOTED-PRINTABLE", ';"']
            ),
            st.text(max_size=30),
        ),
        max_size=30,
    )
)
def test_any_text_in_the_right_places_is_imported_and_then_known(
    actor: Actor, book: Book, tmp_path: Path, lines: list[tuple[str, str, str]]
) -> None:
    body = "".join(f"{name}{types}:{text}\n" for name, types, text in lines)
    content = f"BEGIN:VCARD\nVERSION:3.0\n{body}END:VCARD\n".encode("utf-8", "surrogatepass")
    imported_twice(actor, book, tmp_path / "textes.vcf", content)


MANY = 300_000


@pytest.mark.parametrize(
    "content",
    [
        b"\n" * MANY,
        b" \n" * MANY,
        b":" * MANY,
        b"\\" * MANY,
        b'NOTE;X="' * (MANY // 8),
        b"NOTE;" + b"TYPE=a;" * (MANY // 7) + b":x",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:=" + b"\n=" * MANY,
        b"CATEGORIES:" + b"a," * (vcard_lines.MAX_LINE // 2 - 20),
        b"N:" + b";" * 32_000,
        b"N:" + b"\\;" * 16_000,
        b"EMAIL:" + b"a@" * 16_000,
        b"TEL:" + b"0" * 32_000,
        b"TEL:" + b"+33 ou " * 4_000,
        b"BDAY:" + b"1" * 32_000,
        b"BDAY:" + b"1 " * 16_000,
        b"ADR:;;" + b"1\\n" * 10_000,
        b"FN:" + b"A b " * 8_000,
        b"AGENT:\nBEGIN:VCARD\n" * (MANY // 20),
        b"BEGIN:VCARD\n" * 2_000,
        random.Random(3).randbytes(MANY),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_hostile_files_take_little_time(actor: Actor, tmp_path: Path, content: bytes) -> None:
    """The test itself is stopped when it lasts: a quadratic reading would take minutes."""
    path = tmp_path / "hostile.vcf"
    path.write_bytes(b"BEGIN:VCARD\nVERSION:3.0\nN:Durand;Zo\xc3\xa9;;;\n" + content)
    attempt(actor, path)


@pytest.mark.slow
@settings(settings.get_profile("campaign"), max_examples=2_000)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=200))
def test_many_pieces_of_cards_are_read_to_their_end(tmp_path: Path, pieces: list[bytes]) -> None:
    path = tmp_path / "morceaux.vcf"
    path.write_bytes(b"BEGIN:VCARD\n" + b"".join(pieces))
    source = open_vcards(path)
    assert source is not None
    width = len(source.header)
    for line, cells in source.rows():
        assert line > 0
        assert len(cells) <= width
        "".join(cells).encode()
    assert all(source.remarks())
