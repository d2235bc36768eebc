"""Visits from billing software: told from clients, given to the right one, never twice."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actor import Actor
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clients import client_draft, open_account
from models.clock import now_utc
from models.database import Book
from models.errors import Refused
from models.exchange import ImportOptions, import_file, preview, to_json_line, undo_import
from models.exchange.mapping import Use
from models.exchange.visit_headers import recognise
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.search import page
from models.tables import Asset, Client, ClosedMonth, Entry, EntryText, VisitAmount
from tests.models.exchange.conftest import Load, plain
from tests.models.exchange.dumps import dump

HEADER = "N° facture;Date facture;Code client;Nom;Prénom;Tél;Immat;Désignation;Total TTC\n"

EBP = ["Numéro du document", "Date", "Code client", "Nom du client", "Montant HT", "Total TTC"]
CIEL = ["N° pièce", "Date", "Code tiers", "Nom tiers", "Libellé", "Montant T.T.C. (€)"]
GARAGE = ["N° OR", "Date d’intervention", "Client", "Immat.", "Travaux effectués", "Net à payer"]
EXCEL = ["Date", "Client", "Plaque", "Notes", "Montant"]
QUICKBOOKS = ["Invoice No", "Invoice Date", "Customer", "Item Description", "Amount"]
CAMEL = ["NumFacture", "DateFacture", "NomClient", "MontantTTC"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (EBP, [Use.DOCUMENT, Use.VISIT_DATE, Use.REFERENCE, Use.FULL_NAME, Use.NET_AMOUNT]),
        (CIEL, [Use.DOCUMENT, Use.VISIT_DATE, Use.REFERENCE, Use.FULL_NAME, Use.WORK, Use.AMOUNT]),
        (
            GARAGE,
            [Use.DOCUMENT, Use.VISIT_DATE, Use.FULL_NAME, Use.PLATE, Use.WORK, Use.AMOUNT],
        ),
        (EXCEL, [Use.VISIT_DATE, Use.FULL_NAME, Use.PLATE, Use.WORK, Use.AMOUNT]),
        (QUICKBOOKS, [Use.DOCUMENT, Use.VISIT_DATE, Use.FULL_NAME, Use.WORK, Use.AMOUNT]),
        (CAMEL, [Use.DOCUMENT, Use.VISIT_DATE, Use.FULL_NAME, Use.AMOUNT]),
    ],
)
def test_headers_of_billing_software_are_recognised(header: list[str], expected: list[Use]) -> None:
    mapping = recognise(header)
    assert mapping is not None
    assert [column.use for column in mapping.columns][: len(expected)] == expected


@pytest.mark.parametrize(
    "header",
    [
        ["Code client", "Nom", "Prénom", "Téléphone", "Client depuis"],
        ["Nom", "Date de naissance", "Ville"],
        ["Nom", "Dernière visite", "Total dépensé"],
        ["Date", "Montant", "N° facture"],
        ["Date", "Nom"],
        ["Title", "First Name", "Last Name", "Company", "Notes", "Subject", "Birthday"],
    ],
)
def test_other_headers_are_not_those_of_visits(header: list[str]) -> None:
    assert recognise(header) is None


def test_the_best_of_two_days_and_of_two_amounts_is_taken() -> None:
    mapping = recognise(
        ["Date facture", "Date d’intervention", "Client", "Total", "Total TTC", "Code", "N°"]
    )
    assert mapping is not None
    assert [column.use for column in mapping.columns] == [
        Use.NOTHING,
        Use.VISIT_DATE,
        Use.FULL_NAME,
        Use.NOTHING,
        Use.AMOUNT,
        Use.NOTHING,
        Use.DOCUMENT,
    ]


def _visits() -> list[tuple[Any, ...]]:
    query = (
        Entry.select(Client.last_name, Entry.day, EntryText.text, VisitAmount.cents)
        .join(Client)
        .switch(Entry)
        .join(EntryText, "LEFT OUTER JOIN")
        .switch(Entry)
        .join(VisitAmount, "LEFT OUTER JOIN")
        .where(Entry.type == "visit")
        .order_by(Entry.day, Entry.id)
    )
    return list(query.tuples())


def test_visits_open_the_files_they_need_and_have_their_past(
    told: Load, actor: Actor, book: Book
) -> None:
    report = told(
        HEADER
        + "F1;03/02/2024;411A;DURAND;Hélène;06 12 34 56 78;AB123CD;Vidange;1 234,56 €\n"
        + "F1;03/02/2024;411A;DURAND;Hélène;;;Filtre;10,00\n"
        + "F2;05/02/2024;;Durand;Hélène;;ZZ-111-AA;Pneus;200\n"
        + "F3;05/03/2024;;;;;ab 123 cd;Freins;300,5\n"
        + "F4;06/03/2024;411A;;;;;Contrôle;\n"
    )
    assert (report.kind, report.read, report.created, report.updated) == ("visits", 5, 4, 1)
    assert (report.skipped, report.refused) == (0, ())
    assert '"kind": "visits"' in to_json_line(report)
    assert _visits() == [
        ("Durand", date(2024, 2, 3), "Vidange, Filtre", 124456),
        ("Durand", date(2024, 2, 5), "Pneus", 20000),
        ("Durand", date(2024, 3, 5), "Freins", 30050),
        ("Durand", date(2024, 3, 6), "Contrôle", None),
    ]
    client = Client.get()
    assert client.reference == "411A"
    assert [asset.identifier for asset in Asset.select().order_by(Asset.id)] == [
        "AB-123-CD",
        "ZZ-111-AA",
    ]
    assert {remark.text for remark in report.remarks} == {
        "1 fiche client ouverte.",
        "1 fiche client complétée.",
    }
    assert check(book).sound
    assert [hit.client_id for hit in page("zz111aa").hits] == [client.id]
    figures = book.db.execute_sql("SELECT last_visit, balance FROM account_figures").fetchall()
    assert figures == [("2024-03-06", 0)]


def test_the_same_file_twice_brings_nothing_new(told: Load, actor: Actor, book: Book) -> None:
    text = (
        HEADER
        + "F1;03/02/2024;411A;DURAND;Hélène;;;Vidange;10\n"
        + ";04/02/2024;411A;DURAND;Hélène;;;Pneus;10\n"
        + ";04/02/2024;411A;DURAND;Hélène;;;Pneus;10\n"
        + ";04/02/2024;411A;DURAND;Hélène;;;;12\n"
    )
    first = told(text)
    assert (first.created, first.skipped) == (3, 1)
    before = dump(but=())
    again = told(text)
    assert (again.created, again.skipped, again.run_id) == (0, 4, None)
    assert dump(but=()) == before


def test_a_visit_noted_by_hand_is_not_imported_beside_itself(told: Load, actor: Actor) -> None:
    open_account(actor, ClientDraft(first_name="Zoé", last_name="Petit"))
    note(actor, 1, EntryDraft(EntryType.VISIT, text="Vidange", day=date(2026, 2, 3)))
    report = told("Date;Client;Objet\n03/02/2026;Zoé Petit;VIDANGE\n03/02/2026;Zoé Petit;Pneus\n")
    assert (report.created, report.skipped) == (1, 1)


def test_a_document_of_the_book_is_not_given_again_to_a_stranger(told: Load, actor: Actor) -> None:
    told("N° facture;Date;Nom;Prénom\nF1;03/02/2024;Durant;Helene\n")
    Client.update(last_name="Durand", first_name="Hélène").execute()
    report = told("N° facture;Date;Nom;Prénom\nF1;03/02/2024;Durant;Helene\n")
    assert (report.skipped, Client.select().count()) == (1, 1)


def test_lines_of_one_document_for_two_clients_are_two_visits(told: Load, actor: Actor) -> None:
    report = told(
        "N° facture;Date;Nom;Prénom;Objet;Montant\n"
        "F1;03/02/2024;Durand;Zoé;Franchise;100\n"
        "F1;03/02/2024;;;Petites fournitures;5\n"
        "F1;03/02/2024;Assurances SA;;Carrosserie;900\n"
    )
    assert (report.created, report.updated) == (2, 1)
    assert [(name, cents) for name, _day, _text, cents in _visits()] == [
        ("Durand", 10500),
        ("", 90000),
    ]


def test_lines_of_a_document_need_not_follow_each_other(told: Load, actor: Actor) -> None:
    report = told(
        "Facture;Date;Nom;Objet;Montant\n"
        "F1;03/02/2024;Durand;Vidange;100\n"
        "F2;03/02/2024;Petit;Pneus;50\n"
        "F1;03/02/2024;Durand;Filtre;20\n"
        "F1;04/02/2024;Durand;Retour;20\n"
    )
    assert (report.created, report.updated) == (3, 1)
    assert ("Durand", date(2024, 2, 3), "Vidange, Filtre", 12000) in _visits()


def test_a_total_written_on_each_line_counts_once(told: Load, actor: Actor) -> None:
    told(
        "Facture;Date;Nom;Objet;Net à payer\n"
        "F1;03/02/2024;Durand;Vidange;120,00\n"
        "F1;03/02/2024;Durand;Filtre;120,00\n"
    )
    assert [cents for *_rest, cents in _visits()] == [12000]


def test_a_credit_note_is_no_visit(told: Load, actor: Actor) -> None:
    report = told(
        "Facture;Date;Nom;Objet;Montant HT\n"
        "A1;03/02/2024;Durand;Remise;-20\n"
        "F1;03/02/2024;Petit;Pneus;50\n"
        "F1;03/02/2024;Petit;Remise;-10\n"
    )
    assert (report.created, report.updated, report.skipped) == (1, 1, 1)
    assert [(name, cents) for name, _d, _t, cents in _visits()] == [("Petit", 4000)]
    assert not VisitAmount.get().tax_included
    told_once = [remark for remark in report.remarks if remark.line == 2]
    assert plain(told_once[0].text) == "Avoir : il n’est pas noté comme un passage."
    assert [client.last_name for client in Client.select()] == ["Petit"]


def test_rows_that_cannot_be_visits_are_refused_with_the_reason(
    told: Load, actor: Actor, book: Book
) -> None:
    ClosedMonth.insert(month="2024-01-01", closed_at=now_utc(), author=actor.member_id).execute()
    report = told(
        "Date;Client;Plaque;Objet\n"
        "05/01/2024;Zoé Petit;;Vidange\n"
        "05/01/2027;Zoé Petit;;Vidange\n"
        "05/01/1899;Zoé Petit;;Vidange\n"
        "31/02/2024;Zoé Petit;;Vidange\n"
        "2024;Zoé Petit;;Vidange\n"
        ";Zoé Petit;;Vidange\n"
        "05/02/2024;;;Vidange\n"
        "05/02/2024;;XX-123-CD;Vidange\n"
    )
    reasons = [plain(row.reason) for row in report.refused]
    assert [row.line for row in report.refused] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert reasons[0].startswith("Janvier 2024 est clos")
    assert reasons[1].startswith("Cette date est dans l’avenir")
    assert reasons[2].startswith("Cette date est trop ancienne")
    assert reasons[3].startswith("« 31/02/2024 » n’est pas une date")
    assert reasons[4].startswith("« 2024 » n’est pas une date")
    assert reasons[5] == "Cette ligne n’a pas de date."
    assert reasons[6] == reasons[7]
    assert reasons[7].startswith("Cette ligne ne nomme personne")
    assert Client.select().count() == 0


def test_a_closed_account_takes_no_visit_and_says_so(told: Load, actor: Actor) -> None:
    open_account(actor, ClientDraft(first_name="Zoé", last_name="Petit"))
    note(actor, 1, EntryDraft(EntryType.CLOSED))
    report = told("Date;Client;Objet\n22/11/2026;Zoé Petit;Vidange\n")
    assert (report.read, report.created, len(report.refused)) == (1, 0, 1)


def test_a_visit_finds_its_client_by_what_the_row_says(told: Load, actor: Actor) -> None:
    open_account(
        actor,
        ClientDraft(
            first_name="Hélène",
            last_name="Durand",
            reference="A1",
            reaches=(ReachDraft("phone", "06 12 34 56 78"), ReachDraft("email", "h@exemple.fr")),
            assets=(AssetDraft(name="Clio", identifier="AB-123-CD"),),
        ),
    )
    report = told(
        "Date;Code client;Nom;Prénom;Tél;E-mail;Immat;Objet\n"
        "01/02/2024;A1;;;;;;référence\n"
        "02/02/2024;;;;;;AB123CD;plaque seule\n"
        "03/02/2024;;Durand;;;;AB123CD;plaque et nom\n"
        "04/02/2024;;DURAND;Helene;0612345678;;;téléphone\n"
        "05/02/2024;;Durand;Hélène;;H@exemple.fr;;e-mail\n"
        "06/02/2024;;Durand;Hélène;;;;nom seul\n"
        "07/02/2024;;Durand;Hélène;;;CD-456-EF;autre véhicule\n"
        "08/02/2024;;Martin;Paul;;;AB-123-CD;le véhicule est vendu\n"
    )
    assert (report.created, report.refused) == (8, ())
    assert [name for name, *_rest in _visits()] == ["Durand"] * 7 + ["Martin"]
    assert [asset.identifier for asset in client_draft(1).assets] == ["AB-123-CD", "CD-456-EF"]
    assert client_draft(1).reaches[0].value == "06 12 34 56 78"


def test_homonyms_are_not_guessed(told: Load, actor: Actor) -> None:
    for town in ("Die", "Crest"):
        open_account(actor, ClientDraft(first_name="Jean", last_name="Martin", town=town))
    report = told(
        "Date;Nom;Prénom;CP;Ville;Objet\n"
        "01/02/2024;Martin;Jean;;;Vidange\n"
        "01/02/2024;Martin;Jean;26400;CREST;Vidange\n"
    )
    assert [row.line for row in report.refused] == [2]
    assert "Plusieurs clients portent ce nom" in report.refused[0].reason
    assert Entry.get(Entry.type == "visit").client_id == 2


def test_homonyms_with_a_reference_each_are_several_clients(told: Load, actor: Actor) -> None:
    rows = "".join(f"0{n}/02/2024;R{n % 3};Martin;Jean;Passage {n}\n" for n in range(1, 7))
    report = told("Date;Code client;Nom;Prénom;Objet\n" + rows)
    assert (report.created, report.refused) == (6, ())
    assert Client.select().count() == 3


def test_a_reference_of_somebody_else_is_refused(told: Load, actor: Actor) -> None:
    open_account(actor, ClientDraft(first_name="Zoé", last_name="Petit", reference="A1"))
    report = told("Date;Code client;Nom;Prénom;Objet\n01/02/2024;A1;Martin;Jean;Vidange\n")
    assert "déjà celle d’un autre client" in report.refused[0].reason


def test_an_amount_that_cannot_be_read_is_told_and_the_visit_kept(told: Load, actor: Actor) -> None:
    report = told("Date;Client;Objet;Montant\n01/02/2024;Zoé Petit;Vidange;1,234\n")
    assert report.created == 1
    assert plain(report.remarks[0].text) == "Montant à vérifier : « 1,234 », non repris."
    assert VisitAmount.select().count() == 0


def test_american_days_are_told_by_their_column(told: Load, actor: Actor) -> None:
    told("Date;Customer;Service\n04/23/2024;Zoé Petit;Oil\n04/03/2024;Zoé Petit;Tyres\n")
    assert [day for _name, day, *_rest in _visits()] == [date(2024, 4, 3), date(2024, 4, 23)]


def test_decisions_of_a_person_win(told: Load, actor: Actor) -> None:
    open_account(actor, ClientDraft(first_name="Zoé", last_name="Petit"))
    text = "Date;Client;Objet\n01/02/2024;Zoé Petit;Vidange\n02/02/2024;Zoé Petit;Pneus\n"
    report = told(text, decisions={2: "skip", 3: "new"})
    assert (report.created, report.skipped) == (1, 1)
    assert Client.select().count() == 2


def test_a_preview_says_what_becomes_of_each_row(told: Load, actor: Actor, tmp_path: Path) -> None:
    open_account(actor, ClientDraft(first_name="Zoé", last_name="Petit"))
    told("N° facture;Date;Client;Objet\nF0;01/02/2024;Zoé Petit;Vidange\n")
    path = tmp_path / "passages.csv"
    path.write_text(
        "N° facture;Date;Client;Immat;Objet;Montant\n"
        "F0;01/02/2024;Zoé Petit;;Vidange;\n"
        "F1;02/02/2024;Zoé Petit;AA-001-AA;Pneus;\n"
        "F2;03/02/2024;;AA-001-AA;Freins;\n"
        "F3;04/02/2024;Ali Faure;;Vidange;\n"
        "F4;05/02/2027;Ali Faure;;Vidange;\n"
        "A5;05/02/2024;Ali Faure;;Avoir;-3\n",
        encoding="utf-8",
    )
    before = dump(but=())
    shown = preview(actor, path)
    assert dump(but=()) == before
    assert shown.kind == "visits"
    assert [row.fate for row in shown.rows] == [
        *("skipped", "visit", "visit", "visit", "refused", "skipped"),
    ]
    assert [row.client_id for row in shown.rows] == [1, 1, 1, None, None, None]
    texts = [plain(row.text) for row in shown.rows]
    assert texts[0] == "Ce passage est déjà au livre : Zoé Petit"
    assert texts[1] == "Passage du 2 févr. 2024 : Zoé Petit"
    assert texts[3] == "Passage du 4 févr. 2024 : Ali Faure, nouvelle fiche"
    report = import_file(actor, path)
    assert (report.created, report.skipped, len(report.refused)) == (3, 2, 1)


def test_visits_are_undone_whole(told: Load, actor: Actor, book: Book) -> None:
    open_account(actor, ClientDraft(first_name="Zoé", last_name="Petit"))
    before = dump()
    run = told(
        "Date;Client;Immat;Objet;Montant\n"
        "01/02/2024;Zoé Petit;AA-001-AA;Vidange;10\n"
        "02/02/2024;Ali Faure;BB-001-BB;Pneus;20\n"
    ).run_id
    assert run is not None
    done = undo_import(actor, run)
    assert (done.entries, done.clients, done.restored) == (2, 1, 1)
    assert dump() == before
    assert check(book).sound


def test_cancelling_leaves_nothing(actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "passages.csv"
    rows = "".join(f"01/02/2024;Client {n};Vidange\n" for n in range(1500))
    path.write_text("Date;Client;Objet\n" + rows, encoding="utf-8")
    before = dump(but=())
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(actor, path, progress=stop)
    assert dump(but=()) == before
    assert 0 < seen[0][0] <= seen[0][1] == path.stat().st_size


_WORDS = (
    *("03/02/2024", "2024-02-03", "31/12/2027", "45000", "F1", "F2", "411A", "Durand", "Petit"),
    *("AB-123-CD", "12,50", "-3", "1,234", "06 12 34 56 78", "=1+1", "'=x", "\ud800", "\0"),
)
_CELL = st.one_of(st.text(max_size=12), st.sampled_from(_WORDS))
_LIKELY = st.tuples(
    st.sampled_from(["", "F1", "F2"]),
    st.sampled_from(["03/02/2024", "04/02/2024", "05/02/2027", ""]),
    st.sampled_from(["", "R1", "R2"]),
    st.sampled_from(["", "Durand", "Petit"]),
    st.sampled_from(["", "Zoé"]),
    st.sampled_from(["", "06 12 34 56 78"]),
    st.sampled_from(["", "AB-123-CD", "BB-002-BB"]),
    st.sampled_from(["", "Vidange", "Pneus"]),
    st.sampled_from(["", "12,50", "-20", "?"]),
).map(list)
_ROW = st.one_of(_LIKELY, _LIKELY, st.lists(_CELL, max_size=10))


@given(rows=st.lists(_ROW, max_size=12))
def test_any_rows_under_a_header_of_visits_end_in_a_report(
    rows: list[list[str]], actor: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "passages.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(HEADER)
        csv.writer(file, delimiter=";").writerows(rows)
    before = dump()
    try:
        shown = preview(actor, path)
    except Refused:  # no text, such as a file with a lone surrogate
        return
    report = import_file(actor, path)
    counted = report.created + report.updated + report.skipped + len(report.refused)
    assert report.read == counted
    fates = [row.fate for row in shown.rows]
    assert fates.count("visit") == report.created + report.updated
    assert fates.count("skipped") == report.skipped
    assert fates.count("refused") == len(report.refused)
    assert import_file(actor, path, ImportOptions(dry_run=True)).created == 0
    if report.run_id is not None:
        undo_import(actor, report.run_id)
    assert dump() == before


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            "F1;03/02/2024;;Petit;Zoé;;;;\nF1;03/02/2024;R1;Petit;Zoé;;;;\n;04/02/2024;R1;;Zoé;;;;\n",
            id="a reference told by a row whose visit is already there",
        ),
        pytest.param(
            ";03/02/2024;;;;;BB-002-BB;;12,50\n;03/02/2024;;Petit;;;BB-002-BB;Pneus;\n",
            id="a plate whose holder stands further down",
        ),
        pytest.param(";03/02/2024;;;;06 12 34 56 78;;Vidange;\n", id="a phone and nothing else"),
        pytest.param(
            ";03/02/2024;R2;Durand;;;;;\nF2;03/02/2024;R2;;;;BB-002-BB;;\n"
            ";03/02/2024;R2;Petit;;;BB-002-BB;Pneus;\nF2;03/02/2024;;;;;;;\n",
            id="a document that ends after another row of its client",
        ),
    ],
)
def test_a_row_is_of_the_same_client_when_the_file_is_taken_again(
    rows: str, told: Load, actor: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "fichier.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    shown = [row.fate for row in preview(actor, path).rows]
    before = dump()
    first = told(HEADER + rows)
    assert first.refused == ()
    assert shown.count("visit") == first.created + first.updated
    assert told(HEADER + rows, dry_run=True).created == 0
    assert first.run_id is not None
    undo_import(actor, first.run_id)
    assert dump() == before


def test_a_visit_gives_its_client_the_reference_of_the_billing_software(told: Load) -> None:
    told(HEADER + ";03/02/2024;;Petit;Zoé;06 12 34 56 78;;Vidange;\n")
    told(HEADER + ";04/02/2024;R1;Petit;Zoé;06 12 34 56 78;;Pneus;\n;05/02/2024;R1;;;;;Freins;\n")
    [client] = Client.select()
    assert client.reference == "R1"
    assert Entry.select().where(Entry.type == EntryType.VISIT.value).count() == 3


def test_a_file_that_only_completes_files_can_be_undone(actor: Actor, tmp_path: Path) -> None:
    """Each visit is known already, but for the reference the shop's software gives the client."""
    path = tmp_path / "passages.csv"
    header = "Date;Code client;Nom;Prénom;Objet\n"
    path.write_text(header + "03/02/2024;;Faure;Ivan;Vidange\n", encoding="utf-8")
    import_file(actor, path, ImportOptions(new_clients=True))
    path.write_text(header + "03/02/2024;R7;Faure;Ivan;Vidange\n", encoding="utf-8")
    report = import_file(actor, path)
    assert (report.created, report.updated, report.skipped) == (0, 0, 1)
    assert Client.get().reference == "R7"
    assert report.run_id is not None
    undo_import(actor, report.run_id)
    assert Client.get().reference is None


# -- the book's own client number ------------------------------------------------------------------

NUMBERED = "Date facture;Code client;Nom;Désignation\n"


def _two_of_a_name(actor: Actor) -> list[int]:
    drafts = [ClientDraft(last_name="Morin", town=town) for town in ("Die", "Crest")]
    return [open_account(actor, draft).client_id or 0 for draft in drafts]


@pytest.mark.parametrize("row", ["C-00002;", "c-2;", "C-00002;Morin", "2;Morin"])
def test_a_visit_may_name_its_client_by_the_number_of_this_book(
    told: Load, actor: Actor, row: str
) -> None:
    second = _two_of_a_name(actor)[1]
    report = told(f"{NUMBERED}3/02/2026;{row};Révision\n")
    assert (report.created, report.refused) == (1, ())
    assert [entry.client_id for entry in Entry.select().where(Entry.type == "visit")] == [second]
    assert Client.select().count() == 2
    known = Client.get_by_id(second).reference
    assert known is None if row[0] in "cC" else known == "2"


@pytest.mark.parametrize("row", ["2;", "C-00009;"])
def test_a_bare_number_or_an_unknown_one_names_nobody_by_itself(
    told: Load, actor: Actor, row: str
) -> None:
    _two_of_a_name(actor)
    report = told(f"{NUMBERED}3/02/2026;{row};Révision\n")
    assert (report.created, len(report.refused)) == (0, 1)


def test_the_number_of_somebody_else_is_another_program_s(told: Load, actor: Actor) -> None:
    _two_of_a_name(actor)
    told(f"{NUMBERED}3/02/2026;C-00002;Garnier;Révision\n")
    assert Client.get(Client.last_name == "Garnier").reference == "C-00002"
