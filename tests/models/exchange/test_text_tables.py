"""Any separator, any usual encoding, and files that are something else."""

from pathlib import Path

import pytest

from models.actor import Actor
from models.errors import Refused
from models.exchange import import_file, preview, text_files
from models.exchange.headers import score
from models.exchange.text_files import open_table
from tests.models.exchange.conftest import IMPORTS, Load


@pytest.mark.parametrize(
    ("file", "encoding", "separator", "rows"),
    [
        ("garage_cp1252.csv", "cp1252", ";", 260),
        ("google_contacts.csv", "utf-8", ",", 60),
        ("google_old_en.csv", "utf-8-sig", ",", 2),
        ("google_fr.csv", "utf-8", ",", 1),
        ("outlook_fr.csv", "cp1252", ",", 2),
        ("outlook_en.csv", "utf-8", ",", 2),
        ("tabs.csv", "utf-8", "\t", 2),
        ("pipes.csv", "utf-8", "|", 1),
        ("bom.csv", "utf-8-sig", ",", 1),
        ("utf16.csv", "utf-16", "\t", 2),
        ("utf16le_no_mark.csv", "utf-16-le", ";", 1),
        ("excel_sep.csv", "cp1252", ";", 1),
        ("surrounded.csv", "utf-8", ";", 1),
        ("header_only.csv", "utf-8", ";", 0),
        ("truncated_utf8.csv", "utf-8", ",", 2),
    ],
)
def test_encoding_and_separator_are_found(
    file: str, encoding: str, separator: str, rows: int
) -> None:
    table = open_table(IMPORTS / file, score)
    found = (table.encoding.name, table.separator, len(list(table.rows())))
    assert found == (encoding, separator, rows)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("empty.csv", "Ce fichier est vide."),
        ("binary.csv", "n’est pas un texte"),
        ("no_header.csv", "Les colonnes de ce fichier ne sont pas reconnues"),
        ("nowhere.csv", "ne peut pas être lu"),
        (".", "Ceci est un dossier"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(
    load: Load, file: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        load(file)


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (b"PK\x03\x04....", "classeur"),
        (b"%PDF-1.7 ....", "PDF"),
        (b"\xef\xbb\xbf  \r\n", "vide"),
        (b"Nom;Pr\x81nom\nD\x8dx;y\n", "pas un texte lisible"),
    ],
)
def test_another_format_is_named(actor: Actor, tmp_path: Path, start: bytes, sentence: str) -> None:
    file = tmp_path / "clients.csv"
    file.write_bytes(start)
    with pytest.raises(Refused, match=sentence):
        import_file(actor, file)


def test_a_path_with_a_nul_is_refused_in_a_sentence(actor: Actor) -> None:
    with pytest.raises(Refused, match="ne peut pas être lu"):
        import_file(actor, "a\0b.csv")


def test_a_row_of_several_lines_has_the_number_of_its_first(load: Load) -> None:
    report = load("quoted_newlines.csv")
    assert (report.read, report.created) == (3, 2)
    assert [refused.line for refused in report.refused] == [4]


def test_a_quote_never_closed_is_told_on_its_line_and_what_precedes_is_kept(load: Load) -> None:
    report = load("unclosed_quote.csv")
    assert (report.read, report.created) == (1, 0)
    assert report.refused[0].line == 2
    assert "guillemet" in report.refused[0].reason


def test_a_file_cut_in_a_character_is_read_and_told(load: Load) -> None:
    report = load("truncated_utf8.csv")
    assert report.created == 2
    assert "incomplet" in report.remarks[-1].text


def test_blank_rows_and_lines_above_the_header_are_passed_over(load: Load) -> None:
    report = load("surrounded.csv")
    assert (report.read, report.created, report.refused) == (1, 1, ())


def test_a_row_wider_than_its_header_is_refused(told: Load) -> None:
    report = told("Nom;Prénom\nDurand;Zoé;06 11 11 11 11\nMartin;Paul;;\n")
    assert report.created == 1
    assert [refused.line for refused in report.refused] == [2]
    assert "3 cellules" in report.refused[0].reason


def test_a_thousand_columns_are_read_and_more_are_refused(told: Load) -> None:
    many = ["Nom", *("Téléphone" for _ in range(999))]
    row = ["Durand", *(f"06 11 11 {n // 100:02d} {n % 100:02d}" for n in range(999))]
    report = told(";".join(many) + "\n" + ";".join(row) + "\n")
    assert report.created == 1
    with pytest.raises(Refused, match="trop de colonnes"):
        told(";".join(many + ["Téléphone"] * 100) + "\nDurand\n")


def test_a_cell_larger_than_a_spreadsheets_is_refused_on_its_line(told: Load) -> None:
    report = told("Nom;Notes\nDurand;" + "x" * 40_000 + "\nMartin;court\n")
    assert report.created == 1
    assert report.refused[0].line == 2
    assert "32" in report.refused[0].reason


def test_a_file_with_too_many_rows_leaves_nothing(
    told: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_files, "MAX_ROWS", 3)
    with pytest.raises(Refused, match="plus de 3 lignes"):
        told("Nom\nA\nB\nC\nD\n")
    assert told("Nom\nA\nB\nC\n").created == 3


def test_a_file_too_big_is_refused_before_it_is_read(
    told: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_files, "MAX_BYTES", 10)
    with pytest.raises(Refused, match="trop gros"):
        told("Nom;Prénom\nDurand;Zoé\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(told: Load, end: str) -> None:
    assert told(end.join(["Nom;Prénom", "Durand;Zoé", "Martin;Paul"])).created == 2


def test_a_preview_shows_what_rows_would_become_and_writes_nothing(actor: Actor) -> None:
    shown = preview(actor, IMPORTS / "shop_semicolon.csv", limit=4)
    assert (shown.kind, shown.form) == (
        "clients",
        "UTF-8, séparateur «\N{NO-BREAK SPACE};\N{NO-BREAK SPACE}»",
    )
    assert shown.rows[0].draft is not None
    assert shown.rows[0].draft.display_name == "Jean-Marc Dupont"
    assert shown.rows[2].remarks
    assert shown.rows[3].reason.startswith("Donnez au moins un nom")
    assert import_file(actor, IMPORTS / "shop_semicolon.csv").created == 3
