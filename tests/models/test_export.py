"""The export: every table read back, JSON that keeps to its schemas, nothing left half-written."""

import csv
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from models import clients, export_tables, journal
from models import export as export_module
from models.actor import Actor
from models.case_files import CaseDraft, save_case
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.costs import CostDraft, Nature, Standing
from models.database import Book
from models.distances import take_distance
from models.errors import CannotWrite
from models.exchange import ImportOptions, import_file
from models.export import export, tables
from models.export_assets import asset_tables
from models.export_cases import case_tables
from models.export_closing import closing_tables
from models.export_sendings import sending_tables
from models.i18n import use_language
from models.journal import EntryDraft
from models.rules.trust import EntryType, Outcome, Severity
from models.tables import Client
from models.voices import IDEA, VoiceDraft, keep_voice

TODAY = date(2026, 11, 22)
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")
"""What a spreadsheet would compute; a negative number is none."""


@pytest.fixture
def lived(actor: Actor) -> Actor:
    """Hélène with one of everything; an incident resolved, a promise postponed, one waiting."""
    before = Actor(actor.member_id, TODAY - timedelta(days=40))
    helene = ClientDraft(
        first_name="Hélène",
        last_name="Durand",
        town="Valence",
        tags=("taxi", "=1+1"),
        reaches=(ReachDraft("phone", "06 12 34 56 78"), ReachDraft("email", "h@example.fr")),
        assets=(AssetDraft("vehicle", "308", identifier="AB-123-CD", mileage=118_400),),
    )
    helene_id = clients.open_account(before, helene).client_id
    other_id = clients.open_account(before, ClientDraft(last_name="=Martin")).client_id
    assert helene_id is not None
    assert other_id is not None
    clients.remember(before, helene_id, "=2+2 préfère le matin", "greet")
    cost = CostDraft(Nature.GIFT, 1250, 2000, "+F12", Standing.BOOKED)
    gift = EntryDraft(EntryType.ATTENTION, "gesture", "@un geste", units=500, cost=cost)
    journal.note(before, helene_id, gift)
    late = EntryDraft(EntryType.INCIDENT, "delay", "-deux jours", severity=Severity.NOTABLE)
    incident = journal.note(before, helene_id, late).entry_id
    well = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.EXEMPLARY, ref=incident)
    journal.note(before, helene_id, well)
    due = EntryDraft(EntryType.PROMISE, text="rappeler", due=TODAY - timedelta(days=30))
    promise = journal.note(before, other_id, due).entry_id
    later = EntryDraft(EntryType.POSTPONED, due=TODAY + timedelta(days=9), ref=promise)
    journal.note(before, other_id, later)
    visit = journal.note(actor, helene_id, EntryDraft(EntryType.VISIT, "service")).entry_id
    assert visit is not None
    journal.note(actor, helene_id, EntryDraft(EntryType.VISIT, "service", "vidange"))
    journal.reverse(actor, visit, "doublon")
    assert incident is not None
    told = CaseDraft(
        words="=jamais prévenue", cause="parts", remaining_cents=4_550, verdict="mixed"
    )
    save_case(actor, incident, told)
    keep_voice(actor, helene_id, VoiceDraft(IDEA, "+ouvrir plus tôt", theme="time"))
    take_distance(actor, other_id, "trois devis refaits le même mois")
    return actor


def table(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV of the export."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_each_table_says_what_the_book_holds(lived: Actor, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    export(folder)
    [case] = table(folder / "reclamations.csv")
    assert (case["Ses mots"], case["Coût restant HT"]) == ("'=jamais prévenue", "45,50")
    assert (case["Cause"], case["Son avis"]) == ("Pièce ou fournisseur", "mitigé")
    [voice] = table(folder / "paroles.csv")
    assert (voice["Genre"], voice["Ses mots"]) == ("idée", "'+ouvrir plus tôt")
    assert [row["Motif"] for row in table(folder / "distances.csv")] == [
        "trois devis refaits le même mois"
    ]
    account = table(folder / "comptes.csv")[0]
    assert (account["Client"], account["Nom"], account["Vu le"]) == ("1", "Durand", "2026-11-22")
    assert account["Solde"].replace(",", "").lstrip("-").isdigit()
    [asset] = table(folder / "biens.csv")
    assert (asset["Bien"], asset["Kilométrage"]) == ("308", "118400")
    [memory] = table(folder / "memoire.csv")
    assert (memory["Texte"], memory["Noté par"]) == ("'=2+2 préfère le matin", "Claire Morel")
    [cost] = table(folder / "couts.csv")
    amounts = [cost[name] for name in ("Montant HT", "Taux de TVA", "TVA", "Montant TTC")]
    assert amounts == ["12,50", "20,00", "2,50", "15,00"]
    assert (cost["Pièce"], cost["Annulé"]) == ("'+F12", "non")
    visits = table(folder / "passages.csv")
    assert [(row["Texte"], row["Annulé"]) for row in visits] == [("", "oui"), ("vidange", "non")]
    assert [row["Rôle"] for row in table(folder / "equipe.csv")] == ["propriétaire"]
    assert {"Attentions", "Biens"} <= {row["Catalogue"] for row in table(folder / "catalogues.csv")}


def test_the_cases_tell_what_waits_and_what_followed(lived: Actor, tmp_path: Path) -> None:
    export(tmp_path / "export")
    incident, promise = table(tmp_path / "export" / "dossiers.csv")
    assert (incident["Gravité"], incident["Texte"]) == ("notable", "'-deux jours")
    assert (incident["En attente"], incident["Dernière suite"]) == (
        "non",
        "Résolution exemplaire",
    )
    assert (promise["Nom"], promise["En attente"], promise["Échéance"]) == (
        "'=Martin",
        "oui",
        "2026-12-01",
    )


def test_no_cell_of_any_table_would_become_a_formula(lived: Actor, tmp_path: Path) -> None:
    for file in export(tmp_path / "export"):
        if file.suffix == ".csv":
            separator = "," if file.name == "journal.csv" else ";"
            with file.open(encoding="utf-8-sig", newline="") as stream:
                cells = [cell for row in csv.reader(stream, delimiter=separator) for cell in row]
            assert cells
            assert [cell for cell in cells if FORMULA.match(cell)] == []


def test_the_json_keeps_to_the_schemas_that_go_with_it(lived: Actor, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    export(folder)
    schemas = {
        name: Draft202012Validator(json.loads((folder / f"{name}.schema.json").read_text("utf-8")))
        for name in ("fiche", "livre")
    }
    files = (folder / "fiches.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in files]
    assert [error.message for one in told for error in schemas["fiche"].iter_errors(one)] == []
    described = set(schemas["fiche"].schema["properties"])
    assert all(set(one) == described for one in told)
    assert told[0]["tags"] == ["=1+1", "taxi"]
    book = json.loads((folder / "livre.json").read_text(encoding="utf-8"))
    assert [error.message for error in schemas["livre"].iter_errors(book)] == []
    assert (book["shop"], book["trade"]) == ("Garage Morel", "garage")


def test_the_cards_and_the_tables_of_people_have_everyone(lived: Actor, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    export(folder)
    cards = (folder / "clients.vcf").read_text(encoding="utf-8")
    assert cards.count("BEGIN:VCARD") == Client.select().count() == 2
    assert len(table(folder / "clients.csv")) == 2


def test_the_schemas_name_every_table(book: Book, today: date) -> None:
    told = (Path(export_module.__file__).parent / "schemas" / "README.md").read_text("utf-8")
    written = (*tables(today), *closing_tables(), *sending_tables())
    assert [table.name for table in written if f"`{table.name}`" not in told] == []


def test_the_guide_names_every_file_in_the_language_in_use(lived: Actor, tmp_path: Path) -> None:
    files = export(tmp_path / "export")
    guide = files[-1].read_text(encoding="utf-8-sig")
    assert files[-1].name == "LISEZ-MOI.txt"
    assert "Garage Morel" in guide
    for file in files[:-1]:
        assert file.name in guide or file.name.endswith(".schema.json")
    use_language("en")
    assert export(tmp_path / "export")[0] == files[0]


def test_an_export_is_already_there_where_it_comes_from(lived: Actor, tmp_path: Path) -> None:
    files = export(tmp_path / "export")[:3]
    reports = [import_file(lived, file, ImportOptions(new_clients=True)) for file in files]
    assert [(report.created, report.refused) for report in reports] == [(0, ())] * 3


def test_someone_who_stops_leaves_nothing(
    lived: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_module, "_STEP", 1)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "export", stop)
    assert not (tmp_path / "export").exists()
    folder = tmp_path / "autre"
    folder.mkdir()
    (folder / "clients.csv").write_text("avant")
    told.clear()
    with pytest.raises(KeyboardInterrupt):
        export(folder, stop)
    assert [file.name for file in folder.iterdir()] == ["clients.csv"]
    assert (folder / "clients.csv").read_text() == "avant"


def test_progress_never_goes_back_nor_beyond(
    lived: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_module, "_STEP", 1)
    told: list[tuple[int, int]] = []
    export(tmp_path / "export", lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert all(0 <= done <= total for done, total in told)


def test_a_table_that_fails_leaves_nothing(
    lived: Actor, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_day: date) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_module, "guide", full)
    with pytest.raises(CannotWrite, match="disque est plein"):
        export(tmp_path / "export")
    assert not (tmp_path / "export").exists()


def test_the_headers_of_the_tables_are_as_many_as_their_cells(lived: Actor) -> None:
    for each in (*export_tables.book_tables(TODAY), *case_tables(), *asset_tables()):
        assert {len(cells) for cells in each.rows()} <= {len(each.header)}
