"""What the reading commands answer, in words and as JSON that keeps to its schema."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from models.actor import Actor
from models.books import BookDraft, create_book
from models.client_drafts import ClientDraft
from models.clients import insert_client, open_account
from models.clock import believe_today
from models.database import writing
from models.journal import EntryDraft, note
from models.rules.trust import EntryType, Outcome, Severity
from models.settings import Shop
from models.team import first_member
from tests.helpers.commands import ROOT, SCHEMAS, command, done

DAY = date(2026, 11, 22)
TODAY = ("--today", DAY)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Hélène (an incident, a rupture behind her), Paul (a promise, a request), Inès (nothing)."""
    place = tmp_path / "garage.ccbook"
    believe_today(DAY)
    opened = create_book(place, BookDraft(Shop(name="Garage Morel"), "garage"), DAY)
    try:
        _fill(first_member().id)
    finally:
        opened.close()
        believe_today(None)
    return place


def _fill(member: int) -> None:
    def on(day: str) -> Actor:
        return Actor(member, date.fromisoformat(day))

    helene = _opened(on("2026-01-10"), ClientDraft(last_name="Durand", first_name="Hélène"))
    paul = _opened(on("2026-02-01"), ClientDraft(last_name="Petit", reference="A-17"))
    with writing():
        insert_client(on("2026-03-01"), ClientDraft(company="Transports Inès & Fils"))
    note(on("2026-01-10"), helene, EntryDraft(EntryType.ATTENTION, "first-impression", units=300))
    serious = EntryDraft(EntryType.INCIDENT, "delay", "pas prévenue", severity=Severity.SERIOUS)
    answered = note(on("2026-03-02"), helene, serious).entry_id
    poor = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.POOR, ref=answered)
    note(on("2026-03-03"), helene, poor)
    minor = EntryDraft(EntryType.INCIDENT, "wait", severity=Severity.MINOR, due=date(2026, 11, 25))
    note(on("2026-11-20"), helene, minor)
    note(on("2026-11-21"), paul, EntryDraft(EntryType.PROMISE, text="rappeler\navant midi"))
    note(on("2026-11-22"), paul, EntryDraft(EntryType.REQUEST, text="=devis()"))


def _opened(actor: Actor, draft: ClientDraft) -> int:
    client_id = open_account(actor, draft).client_id
    assert client_id is not None
    return client_id


def follow_schema(rows: list[dict[str, Any]], name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    assert rows
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []


VERSIONS = {"month": 3}
"""Those past their first."""


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_each_schema_is_sound_and_versioned(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    name = path.name.removesuffix(".schema.json")
    assert schema["$id"] == f"urn:compte-confiance:{name}:{VERSIONS.get(name, 1)}"
    assert path.name in (SCHEMAS / "README.md").read_text(encoding="utf-8")


# -- balance -------------------------------------------------------------------------------------


def test_the_balance_of_everyone_is_told_by_number(book: Path) -> None:
    rows = done("--book", book, *TODAY, "balance", "--json").rows
    follow_schema(rows, "balance")
    assert [row["client"] for row in rows] == ["1", "A-17", "3"]
    assert {row["on"] for row in rows} == {"2026-11-22"}
    assert rows[0]["state"] == "ruptured"
    nothing = {"client": "3", "on": "2026-11-22", "balance": 0, "trend": 0, "state": "steady"}
    assert rows[2] == nothing


def test_the_clients_named_are_told_in_that_order(book: Path) -> None:
    rows = done("--book", book, "balance", "A-17", "1", "C-00003", "--on", DAY, "--json").rows
    assert [row["client"] for row in rows] == ["A-17", "1", "3"]


def test_a_balance_may_be_asked_for_a_day_long_past(book: Path) -> None:
    rows = done("--book", book, "balance", "1", "--on", "2026-01-10", "--json").rows
    assert [(row["balance"], row["state"]) for row in rows] == [(300, "growing")]
    before = done("--book", book, "balance", "1", "--on", "1900-01-01", "--json").rows
    assert [(row["balance"], row["trend"], row["state"]) for row in before] == [(0, 0, "steady")]


def test_a_balance_may_be_asked_for_a_day_to_come(book: Path) -> None:
    rows = done("--book", book, "balance", "A-17", "--on", "2199-12-31", "--json").rows
    assert rows[0]["state"] == "steady"


def test_a_balance_in_words_is_aligned(book: Path) -> None:
    lines = done("--book", book, *TODAY, "balance").out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("1     Hélène Durand")
    assert lines[0].endswith("Rompue")
    assert lines[1].endswith("0,00    0,00  À l’équilibre")
    assert len({line.index(",") for line in lines}) == 1


def test_an_unknown_client_is_refused_and_nothing_is_told(book: Path) -> None:
    answer = command("--book", book, "balance", "1", "Z-99", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "Aucun client ne porte la référence ou le numéro Z-99.\n"


@pytest.mark.parametrize("key", ["", " ", "999999999999", "²", "\udcff", "a\x00b"])
def test_a_strange_client_is_refused_with_a_sentence(book: Path, key: str) -> None:
    answer = command("--book", book, "balance", key)
    assert answer.status == 1
    assert answer.err.startswith("Aucun client ne porte")


# -- search --------------------------------------------------------------------------------------


def test_a_client_is_found_with_what_matched(book: Path) -> None:
    rows = done("--book", book, "search", "durnad", "--json").rows
    follow_schema(rows, "search")
    assert rows == [{"client": "1", "name": "Hélène Durand", "why": "typo"}]
    rows = done("--book", book, "search", "A-17", "--json").rows
    follow_schema(rows, "search")
    assert rows[0]["client"] == "A-17"


def test_words_need_no_quotes(book: Path) -> None:
    told = done("--book", book, "search", "ines", "transports").out
    assert told.startswith("3  Transports Inès & Fils")
    assert told == done("--book", book, "search", "transports ines").out


@pytest.mark.parametrize(
    "text", ["xyzzy", "", "\udcff", '"', "zq\x00x", "' OR 1=1 --", "*", "é" * 5_000]
)
def test_nobody_found_is_said(book: Path, text: str) -> None:
    assert done("--book", book, "search", "--", text).out == "Personne ne correspond.\n"
    assert done("--book", book, "search", "--json", "--", text).out == ""


# -- todo ----------------------------------------------------------------------------------------


def test_what_waits_is_told_the_most_urgent_first(book: Path) -> None:
    rows = done("--book", book, *TODAY, "todo", "--json").rows
    follow_schema(rows, "todo")
    types = ["incident", "promise", "request", "rupture", "incident"]
    assert [row["type"] for row in rows] == types
    incident, promise, _request, rupture, mishandled = rows
    assert (rupture["turns_on"], rupture["amount"], rupture["entry"]) == (None, 0, None)
    assert (mishandled["severity"], mishandled["turns_on"]) == ("serious", None)
    assert (incident["severity"], incident["kind"]) == ("minor", "Attente")
    assert (incident["due"], incident["turns_on"]) == ("2026-11-25", "2026-11-26")
    assert (incident["client"], incident["amount"]) == ("1", -300)
    assert (promise["client"], promise["due"]) == ("A-17", "2026-11-23")
    assert (promise["turns_on"], promise["amount"]) == ("2026-12-01", -800)
    assert promise["text"] == "rappeler\navant midi"


def test_what_waits_may_be_asked_for_another_day(book: Path) -> None:
    rows = done("--book", book, *TODAY, "todo", "--on", "2026-03-02", "--json").rows
    assert [(row["type"], row["turns_on"]) for row in rows] == [("incident", "2026-03-04")]


def test_what_waits_in_words_has_one_line_a_case(book: Path) -> None:
    lines = done("--book", book, *TODAY, "todo").out.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("25/11/2026  reste 3 jours")
    assert "3,0 le 26/11/2026" in lines[0], "what it turns into if nobody acts"
    assert lines[1].endswith("Promesse         Petit          rappeler avant midi")


def test_nothing_that_waits_is_said_too(book: Path) -> None:
    answer = done("--book", book, "todo", "--on", "2026-01-01")
    assert answer.out == "Rien n’attend au 1er janvier 2026.\n"
    assert done("--book", book, "todo", "--on", "2026-01-01", "--json").out == ""


# -- statement -----------------------------------------------------------------------------------


def _cells(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith("\N{ZERO WIDTH NO-BREAK SPACE}".encode())
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_statement_as_csv_adds_up_to_the_balance(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "relevé.csv"
    answer = done("--book", book, *TODAY, "statement", "1", "-o", file)
    assert answer.out == f"Écrit : {file}\n"
    rows = _cells(file)
    assert (rows[0]["kind"], rows[-1]["kind"]) == ("opening", "closing")
    moved = sum(int(row["amount_cu"]) for row in rows)
    assert int(rows[0]["balance_cu"]) + moved == int(rows[-1]["balance_cu"])
    assert rows[-2]["balance_cu"] == rows[-1]["balance_cu"]
    told = done("--book", book, *TODAY, "balance", "1", "--json").rows
    assert told[0]["balance"] == int(rows[-1]["balance_cu"])


def test_a_text_of_the_statement_is_never_a_formula(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "relevé.csv"
    done("--book", book, *TODAY, "statement", "A-17", "-o", file)
    assert not [
        cell for row in _cells(file) for cell in row.values() if cell.startswith(("=", "@"))
    ]


def test_a_statement_may_cover_a_part_only(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "relevé.csv"
    period = ("--from", "2026-03-01", "--to", "2026-03-31")
    done("--book", book, *TODAY, "statement", "1", *period, "-o", file)
    rows = _cells(file)
    assert (rows[0]["date"], rows[-1]["date"]) == ("2026-03-01", "2026-03-31")
    assert {row["date"][:7] for row in rows} == {"2026-03"}


def test_a_statement_as_pdf_names_its_client(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "relevé.PDF"
    done("--book", book, *TODAY, "statement", "A-17", "-o", file)
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "Petit" in text
    assert "Garage Morel" in text


def test_statements_of_several_clients_make_one_pdf_or_a_folder(book: Path, tmp_path: Path) -> None:
    bound, folder = tmp_path / "relevés.pdf", tmp_path / "relevés"
    done("--book", book, *TODAY, "statement", "A-17", "1", "A-17", "-o", bound)
    assert len(PdfReader(bound).outline) == 2
    answer = done("--book", book, *TODAY, "statement", "A-17", "1", "-o", f"{folder}/")
    assert answer.out == f"Écrit : {folder}\n"
    assert len(list(folder.glob("releve-C-*.pdf"))) == 2
    refused = command("--book", book, "statement", "1", "2", "-o", tmp_path / "x.csv")
    assert refused.status == 1
    assert "un seul client" in refused.err


def test_a_statement_that_ends_before_it_begins_is_refused(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "relevé.csv"
    answer = command(
        "--book", book, "statement", "1", "--from", "2026-03-02", "--to", "2026-03-01", "-o", file
    )
    assert (answer.status, answer.err) == (1, "La période commence après sa fin.\n")
    assert not file.exists()


def test_a_statement_into_a_missing_folder_is_refused(book: Path, tmp_path: Path) -> None:
    answer = command("--book", book, "statement", "1", "-o", tmp_path / "none" / "x.csv")
    assert answer.status == 1
    assert "ce dossier n’existe pas" in answer.err


def test_a_statement_in_the_place_of_a_folder_is_refused(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "relevés.pdf"
    folder.mkdir()
    answer = command("--book", book, "statement", "1", "-o", folder)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)


# -- report --------------------------------------------------------------------------------------


def test_a_month_as_json_keeps_to_its_schema(book: Path) -> None:
    answer = done("--book", book, *TODAY, "report", "2026-03", "--json")
    schema = json.loads(
        (ROOT / "models" / "schemas" / "month.schema.json").read_text(encoding="utf-8")
    )
    month = json.loads(answer.out)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(month)] == []
    assert month["month"] == "2026-03"
    assert month["movements"]["closing_cu"] < 0
    assert "Durand" not in answer.out


@pytest.mark.parametrize(("audience", "names"), [("owner", True), ("accountant", False)])
def test_a_month_as_pdf_names_people_for_the_owner_only(
    book: Path, tmp_path: Path, audience: str, names: bool
) -> None:
    file = tmp_path / "mars.pdf"
    answer = done("--book", book, *TODAY, "report", "2026-03", "--for", audience, "-o", file)
    assert answer.out == f"Écrit : {file}\n"
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert ("Durand" in text) is names


def test_a_month_to_come_is_refused(book: Path) -> None:
    answer = command("--book", book, *TODAY, "report", "2026-12", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "Ce mois n’a pas encore commencé : décembre 2026.\n"


def test_a_year_is_two_pages_that_name_nobody(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "année.pdf"
    answer = done("--book", book, *TODAY, "report", "2026", "-o", file)
    assert answer.out == f"Écrit : {file}\n"
    pages = [page.extract_text() for page in PdfReader(file).pages]
    assert len(pages) == 2
    assert "Durand" not in "".join(pages)


def test_a_year_without_a_page_to_write_on_or_unknown_to_the_book_is_refused(
    book: Path, tmp_path: Path
) -> None:
    answer = command("--book", book, *TODAY, "report", "2026", "--json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "L’année s’écrit en PDF : ajoutez -o FICHIER.pdf.\n"
    answer = command("--book", book, *TODAY, "report", "2019", "-o", tmp_path / "x.pdf")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("Le livre ne dit rien de 2019")


def test_the_words_are_english_when_asked(book: Path) -> None:
    def kinds(language: str) -> list[str]:
        rows = done("--book", book, *TODAY, "--lang", language, "todo", "--json").rows
        return [row["kind"] for row in rows]

    assert kinds("fr") == ["Attente", "", "", "", "Retard de livraison"]
    assert kinds("en") == ["Waiting", "", "", "", "Late delivery"]


def test_all_adds_what_is_no_case_below_what_waits(book: Path) -> None:
    later = ("--today", "2027-01-10", "--book", book, "todo")
    assert "Anniversaire" not in done(*later).out
    shown = done(*later, "--all").out.splitlines()
    assert "Anniversaire de la relation" in shown[-1]
    assert "1 an avec nous, depuis le 10 janvier 2026" in shown[-1]
    assert len(shown) > 1
    refused = command(*later, "--all", "--json")
    assert refused.status == 2
