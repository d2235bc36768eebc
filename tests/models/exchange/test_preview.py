"""What a file would become: rows, duplicates side by side, mappings corrected and remembered."""

from pathlib import Path

import pytest

from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clients import client_draft, open_account
from models.database import Book
from models.errors import Refused
from models.exchange import (
    ImportOptions,
    Use,
    duplicates,
    forget_mapping,
    import_file,
    limits_text,
    preview,
    remember_mapping,
    use_choices,
    use_label,
    with_use,
)
from models.exchange.use_labels import FROM_VISITS
from models.i18n import use_language
from models.tables import Client
from tests.models.exchange.conftest import DATA, IMPORTS, Load, plain
from tests.models.exchange.dumps import dump


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text(
        "Code client;Nom;Prénom;Tél;Ville;Immat\n"
        "A1;PETIT;Zoé;04 75 00 00 00;Die;BB-002-BB\n"
        ";Petit;Zoe;0475000000;;\n"
        "A2;Faure;Ali;;Crest;\n"
        "A2;Faure;Ali;;Crest;\n"
        ";;;;;\n"
        "A3;;;;;\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def zoe(actor: Actor) -> int:
    """A client the file brings something to."""
    draft = ClientDraft(
        first_name="Zoé",
        last_name="Petit",
        reaches=(ReachDraft("phone", "04 75 00 00 00", "domicile"),),
        assets=(AssetDraft(name="Clio", identifier="AA-001-AA"),),
    )
    changes = open_account(actor, draft)
    assert changes.client_id is not None
    return changes.client_id


def test_each_row_says_what_it_will_become(actor: Actor, file: Path, zoe: int) -> None:
    before = dump(but=())
    rows = preview(actor, file, options=ImportOptions(on_duplicate="update")).rows
    assert dump(but=()) == before
    assert [(row.line, row.fate, plain(row.text)) for row in rows] == [
        (2, "completes", "Fiche complétée : Zoé Petit"),
        (3, "known", "Déjà connu : Zoé Petit"),
        (4, "new", "Nouvelle fiche : Ali Faure"),
        (5, "known", "Déjà connu : Ali Faure"),
        (7, "refused", "Donnez au moins un nom, une société, un téléphone ou un e-mail."),
    ]
    assert [row.client_id for row in rows] == [zoe, zoe, None, None, None]
    assert rows[4].reason == rows[4].text


@pytest.mark.parametrize("on_duplicate", ["skip", "update", "new"])
@pytest.mark.parametrize(
    "name", ["garage_cp1252.csv", "google_contacts.csv", "two_vehicles.csv", "shop_semicolon.csv"]
)
def test_the_preview_and_the_import_agree(name: str, on_duplicate: str, actor: Actor) -> None:
    import_file(actor, IMPORTS / "shop_semicolon.csv")
    options = ImportOptions(on_duplicate=on_duplicate)  # type: ignore[arg-type]
    rows = preview(actor, IMPORTS / name, limit=10_000, options=options).rows
    fates = [row.fate for row in rows]
    report = import_file(actor, IMPORTS / name, options)
    assert fates.count("new") == report.created
    assert fates.count("refused") == len(report.refused)
    assert fates.count("completes") + fates.count("known") == report.updated + report.skipped


def test_a_row_that_meets_a_client_is_shown_beside_it(actor: Actor, file: Path, zoe: int) -> None:
    before = dump(but=())
    found = duplicates(actor, file)
    assert dump(but=()) == before
    assert [(row.line, row.client_id, row.name, row.proposed) for row in found] == [
        (2, zoe, "Zoé Petit", "update"),
        (3, zoe, "Zoé Petit", "skip"),
    ]
    fields = {pair.label: (pair.in_book, pair.in_file, pair.differs) for pair in found[0].fields}
    assert fields["Nom"] == ("Petit", "Petit", False)
    assert fields["Ville"] == ("", "Die", True)
    assert fields["Téléphone"] == ("04 75 00 00 00", "04 75 00 00 00", False)
    assert fields["Bien suivi"] == ("Clio AA-001-AA", "BB-002-BB", True)
    assert "Notes" not in fields
    assert len(duplicates(actor, file, limit=1)) == 1


def test_only_clients_have_duplicates_side_by_side(actor: Actor, tmp_path: Path) -> None:
    assert duplicates(actor, DATA / "cases" / "journal.csv") == ()
    path = tmp_path / "passages.csv"
    path.write_text("Date;Client;Objet\n01/02/2024;Zoé;Pneus\n", encoding="utf-8")
    assert duplicates(actor, path) == ()


def test_what_a_person_decides_for_a_line_wins(actor: Actor, file: Path, zoe: int) -> None:
    options = ImportOptions(on_duplicate="skip", decisions={2: "update", 3: "new", 5: "update"})
    rows = preview(actor, file, options=options).rows
    assert [row.fate for row in rows] == ["completes", "new", "new", "known", "refused"]
    report = import_file(actor, file, options)
    assert (report.created, report.updated, report.skipped) == (2, 1, 1)
    assert client_draft(zoe).town == "Die"
    assert Client.select().count() == 3


def test_a_corrected_mapping_is_used_and_remembered_for_its_header(
    actor: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Nom;Bidule\nPetit;06 12 34 56 78\n", encoding="utf-8")
    shown = preview(actor, path)
    assert shown.mapping is not None
    assert not shown.mapping.remembered
    assert shown.mapping.columns[1].use is None
    corrected = with_use(shown.mapping, 1, Use.PHONE)
    again = preview(actor, path, corrected).rows[0].draft
    assert again is not None
    assert again.reaches[0].value == "06 12 34 56 78"

    header = [column.header for column in corrected.columns]
    remember_mapping(actor, header, corrected)
    other = tmp_path / "autre.csv"
    other.write_text("NOM,bidule\nFaure,0475000000\n", encoding="utf-8")
    found = preview(actor, other).mapping
    assert found is not None
    assert found.remembered
    assert import_file(actor, other).created == 1
    assert client_draft(Client.get().id).reaches[0].value == "04 75 00 00 00"

    forget_mapping(actor, header)
    found = preview(actor, other).mapping
    assert found is not None
    assert not found.remembered


def test_saying_which_column_is_a_day_of_visit_makes_a_file_of_visits(
    actor: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Nom;Quand;Quoi\nPetit;03/04/2024;Pneus\n", encoding="utf-8")
    shown = preview(actor, path)
    assert (shown.kind, shown.mapping is None) == ("clients", False)
    assert shown.mapping is not None
    mapping = with_use(with_use(shown.mapping, 1, Use.VISIT_DATE), 2, Use.WORK)
    assert preview(actor, path, mapping).kind == "visits"
    assert import_file(actor, path, ImportOptions(mapping=mapping)).kind == "visits"


def test_a_mapping_needs_the_right_to_import(actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Nom\nPetit\n", encoding="utf-8")
    mapping = preview(actor, path).mapping
    assert mapping is not None
    with pytest.raises(Refused):
        remember_mapping(Actor(999, actor.today), ["Nom"], mapping)


@pytest.mark.parametrize("kind", ["clients", "visits"])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_use_has_a_name_of_its_own(kind: str, code: str, book: Book) -> None:
    use_language(code)
    choices = use_choices(kind)  # type: ignore[arg-type]
    assert choices[0].use is Use.NOTHING
    labels = [choice.label for choice in choices]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    if kind == "visits":
        assert {choice.use for choice in choices} == FROM_VISITS
    assert all(use_label(use) for use in Use)
    assert use_label(None) not in labels


def test_the_limits_are_said_in_one_sentence(book: Book) -> None:
    text = plain(limits_text()).replace("\N{NARROW NO-BREAK SPACE}", " ")
    for figure in ("1 Go", "256 Mo", "2 000 000 lignes", "1 024 colonnes", "32 767 caractères"):
        assert figure in text


def test_a_journal_and_settings_have_no_rows_to_show(told: Load, actor: Actor) -> None:
    shown = preview(actor, DATA / "cases" / "journal.csv")
    assert (shown.kind, shown.mapping, shown.rows) == ("journal", None, ())
