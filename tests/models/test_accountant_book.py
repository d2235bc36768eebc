"""A book full of names, its month closed: what leaves for the accountant, and what one person
may ask for."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import page
import pikepdf
import pytest

from models import case_files, closing, journal
from models.access_file import access_file, access_json
from models.actor import Actor
from models.client_drafts import ClientDraft, ReachDraft
from models.clients import open_account
from models.costs import CostDraft, Nature, Standing
from models.export import export
from models.i18n import format_units
from models.journal import EntryDraft
from models.month import collect
from models.rules.seal import digest
from models.rules.trust import EntryType, Severity
from models.tables import MonthSeal, database
from reports.access_files import write_access
from reports.month_papers import figures, paper, papers_of
from tests.reports.pdf_reading import flat, pages_of, text_of

OCTOBER = date(2026, 10, 1)
NAMES = ("Vandenberghe", "Okonkwo", "Lefèvre", "Ageron", "Nguyen")
SECRETS = ("06 12 34 56", "0612345", "exemple.fr", "AB-123-CD", "bruit", "confiture", "Mots de")


@pytest.fixture
def people(actor: Actor) -> list[int]:
    """Clients with all that could name them written everywhere it can be, in October."""
    then = Actor(actor.member_id, date(2026, 10, 2))
    found = []
    for place, name in enumerate(NAMES):
        draft = ClientDraft(
            first_name="Zoé",
            last_name=name,
            notes="confiture de Mme Lefèvre",
            reaches=(
                ReachDraft("phone", f"06 12 34 56 7{place}"),
                ReachDraft("email", f"{name.lower()}@exemple.fr"),
            ),
        )
        client_id = open_account(then, draft).client_id
        assert client_id is not None
        found.append(client_id)
        _note(then, client_id, name, place)
    return found


def _note(actor: Actor, client_id: int, name: str, place: int) -> None:
    cost = CostDraft(Nature.GIFT, 2_150 + place, 2_000, f"avoir {name} AB-123-CD", Standing.TO_BOOK)
    words = f"« bruit » dit {name} au 06 12 34 56 7{place}"
    journal.note(actor, client_id, EntryDraft(EntryType.ATTENTION, "gesture", words, cost=cost))
    incident = EntryDraft(EntryType.INCIDENT, "defect", words, severity=Severity.NOTABLE)
    known = case_files.CaseDraft(words=f"Mots de {name}", remaining_cents=place * 1_000 or None)
    case_files.note_case(actor, client_id, incident, known)


def _attached(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}


def _texts(pdf: bytes) -> Iterator[str]:
    """Pages, files and facts of a PDF."""
    yield from pages_of(pdf)
    yield from (content.decode("utf-8-sig") for content in _attached(pdf).values())
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened.Root.Metadata.read_bytes().decode()
        yield from (str(value) for value in opened.docinfo.values())
        with opened.open_outline() as outline:
            yield from (item.title for item in outline.root)


def _closed_month(actor: Actor) -> bytes:
    closing.confirm(actor, OCTOBER, closing.waiting(OCTOBER, actor.today))
    found = closing.draft(actor, OCTOBER)
    closing.close(actor, found, papers_of(found.report))
    return paper(OCTOBER, actor.today, "accountant")


def test_nobody_is_named_in_what_leaves(people: list[int], actor: Actor) -> None:
    texts = list(_texts(_closed_month(actor)))
    told = [secret for secret in (*NAMES, "Zoé", *SECRETS) for text in texts if secret in text]
    assert told == []
    assert any("C-00001" in text for text in texts)


def test_attached_and_printed_totals_are_the_books(people: list[int], actor: Actor) -> None:
    pdf = _closed_month(actor)
    files, text = _attached(pdf), text_of(pdf)
    sums = database.execute_sql(
        "SELECT SUM(net_cents), SUM((net_cents * 2000 + 5000) / 10000), COUNT(*)"
        " FROM cost JOIN entry ON entry.id = cost.entry_id"
        " WHERE entry.day BETWEEN '2026-10-01' AND '2026-10-31'"
    )
    net, vat, count = sums.fetchone()
    total = json.loads(files["rapport.json"])["costs"]["total"]
    assert total == {"count": count, "net_cents": net, "vat_cents": vat, "gross_cents": net + vat}
    rows = list(csv.DictReader(StringIO(files["couts.csv"].decode("utf-8-sig")), delimiter=";"))
    assert sum(int(row["Hors taxes"].replace(",", "")) for row in rows) == net
    assert sum(int(row["TTC"].replace(",", "")) for row in rows) == net + vat
    for cents in (net, vat, net + vat):
        assert flat(format_units(cents, decimals=2)) in text


def test_open_cases_are_told_with_what_they_may_cost(people: list[int], actor: Actor) -> None:
    cases = collect(OCTOBER, actor.today).open_cases
    assert [(one.client_number, one.remaining_cents) for one in cases] == [
        ("C-00001", None),
        ("C-00002", 1_000),
        ("C-00003", 2_000),
        ("C-00004", 3_000),
        ("C-00005", 4_000),
    ]


def test_the_sealed_paper_bears_its_place_in_the_chain(people: list[int], actor: Actor) -> None:
    pdf = _closed_month(actor)
    row = MonthSeal.get(MonthSeal.month == OCTOBER)
    text = text_of(pdf).replace(" ", "")
    assert f"Numérodusceau{row.number}" in text
    assert row.journal in text
    assert row.before in text
    assert row.figures in text
    assert digest(pdf) == row.accountant
    assert _attached(pdf)["rapport.json"].decode() == figures(OCTOBER, actor.today)
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)


def test_the_export_holds_the_sealed_paper_byte_for_byte(
    people: list[int], actor: Actor, tmp_path: Path
) -> None:
    pdf = _closed_month(actor)
    export(tmp_path / "tout")
    assert (tmp_path / "tout" / "rapport-comptable-2026-10.pdf").read_bytes() == pdf
    assert (tmp_path / "tout" / "month.schema.json").exists()


def test_the_same_book_gives_the_same_bytes(people: list[int], actor: Actor) -> None:
    assert paper(OCTOBER, actor.today, "accountant") == paper(OCTOBER, actor.today, "accountant")


# -- right of access -------------------------------------------------------------------------------


def test_a_person_reads_all_that_is_held_of_them_and_nothing_of_others(
    people: list[int], actor: Actor, tmp_path: Path
) -> None:
    path = write_access(tmp_path / "acces.pdf", people[1], actor.today)
    pdf, told = path.read_bytes(), path.with_suffix(".json").read_text(encoding="utf-8")
    text = text_of(pdf)
    for words in ("Okonkwo", "06 12 34 56 71", "okonkwo@exemple.fr", "Mots de Okonkwo", "bruit"):
        assert words in text
        assert words in told
    for other in ("Vandenberghe", "Ageron", "Nguyen", "06 12 34 56 70"):
        assert other not in text
        assert other not in told
    assert _attached(pdf)["donnees.json"].decode() == told
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)


def test_each_text_of_the_person_in_the_book_is_in_the_file(
    people: list[int], actor: Actor
) -> None:
    told = access_json(access_file(people[2], actor.today))
    queries = (
        "SELECT text FROM entry_text JOIN entry ON entry.id = entry_id WHERE client_id = ?",
        "SELECT words FROM case_file JOIN entry ON entry.id = entry_id WHERE client_id = ?",
        "SELECT value FROM reach WHERE client_id = ?",
        "SELECT document FROM cost JOIN entry ON entry.id = entry_id WHERE client_id = ?",
    )
    for query in queries:
        rows = database.execute_sql(query, (people[2],)).fetchall()
        assert rows
        assert [text for (text,) in rows if text not in told] == []


def test_a_long_text_is_told_whole_and_days_as_people_write_them(
    people: list[int], actor: Actor, tmp_path: Path
) -> None:
    words = " ".join(f"mot{number}" for number in range(280))
    draft = EntryDraft(EntryType.ATTENTION, "smile", words, day=date(2026, 10, 30))
    journal.note(actor, people[0], draft)
    impossible = EntryDraft(EntryType.VISIT, "service", "2026-02-30")
    journal.note(actor, people[0], impossible)
    text = text_of(write_access(tmp_path / "a.pdf", people[0], actor.today).read_bytes())
    assert [word for word in words.split() if word not in text.split()] == []
    assert "30/10/2026" in text
    assert "2026-02-30" in text
    assert not [day for day in ("2026-10-02", "2026-10-30") if day in text]


def test_a_file_without_anything_still_prints(actor: Actor, tmp_path: Path) -> None:
    client_id = open_account(actor, ClientDraft(last_name="Seul")).client_id
    assert client_id is not None
    assert "Seul" in text_of(write_access(tmp_path / "a.pdf", client_id, actor.today).read_bytes())
