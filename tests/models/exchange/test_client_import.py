"""Files of clients on their way into the book: created, recognised, completed, refused."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from models.accounts import read_account
from models.actor import Actor
from models.catalogue import KindRow, save_kind
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.client_export import write_clients
from models.clients import assets, client_draft, find_client, open_account, update_client
from models.database import Book
from models.errors import Refused
from models.exchange import ImportReport, import_file, to_json_line
from models.search import page
from models.tables import AccountFigures, Asset, Client, Entry, Reach
from tests.models.exchange.conftest import IMPORTS, Load, plain


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """Rows created, updated, skipped, refused; they add up to the rows read."""
    found = (report.created, report.updated, report.skipped, len(report.refused))
    assert sum(found) == report.read
    return found


def found_by(text: str) -> list[int]:
    """The clients a search finds."""
    return [hit.client_id for hit in page(text).hits]


def only_client() -> ClientDraft:
    """The book's only client."""
    (client,) = Client.select()
    return client_draft(client.id)


def test_the_same_file_twice_creates_nothing_twice(load: Load) -> None:
    assert counts(load("garage_cp1252.csv")) == (260, 0, 0, 0)
    assert counts(load("garage_cp1252.csv")) == (0, 0, 260, 0)
    assert Client.select().count() == 260


@pytest.mark.parametrize(
    "file",
    sorted(p.name for p in IMPORTS.glob("*.csv") if p.name not in ("empty.csv", "binary.csv")),
)
@pytest.mark.parametrize("mode", ["skip", "update"])
def test_any_file_twice_creates_nothing_twice(load: Load, file: str, mode: str) -> None:
    if file == "no_header.csv":
        return
    first = load(file, on_duplicate=mode)
    again = load(file, on_duplicate=mode)
    assert (again.created, again.updated) == (0, 0)
    assert again.refused == first.refused


def test_clients_of_another_file_are_recognised(load: Load) -> None:
    load("garage_cp1252.csv")
    report = load("google_contacts.csv")
    # Two names had lost a letter in the garage's file: they look like somebody else.
    assert counts(report) == (2, 0, 58, 0)


def test_completing_adds_what_the_file_brings_and_only_once(load: Load) -> None:
    load("garage_cp1252.csv")
    assert counts(load("google_contacts.csv", on_duplicate="update")) == (2, 58, 0, 0)
    assert counts(load("google_contacts.csv", on_duplicate="update")) == (0, 0, 60, 0)


def test_asking_for_new_clients_opens_them_all_again(load: Load) -> None:
    load("tabs.csv")
    assert counts(load("tabs.csv", on_duplicate="new")) == (2, 0, 0, 0)
    assert Client.select().count() == 4


def test_a_dry_run_says_the_same_and_leaves_nothing(load: Load, book: Book) -> None:
    trial = load("shop_semicolon.csv", dry_run=True)
    assert trial.dry_run
    assert (Client.select().count(), Reach.select().count(), Entry.select().count()) == (0, 0, 0)
    done = load("shop_semicolon.csv")
    assert counts(trial) == counts(done) == (3, 0, 0, 1)
    assert trial.refused == done.refused


def test_a_cancelled_import_leaves_nothing(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    class Cancelled(Exception):
        pass

    seen = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        raise Cancelled

    file = IMPORTS / "garage_cp1252.csv"
    monkeypatch.setattr("models.exchange.text_files._STEP", 100)
    with pytest.raises(Cancelled):
        import_file(actor, file, progress=progress)
    ((done, total),) = seen
    assert 0 < done < total == file.stat().st_size
    assert Client.select().count() == 0


def test_progress_goes_from_little_to_all(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.exchange.text_files._STEP", 50)
    seen: list[tuple[int, int]] = []
    import_file(actor, IMPORTS / "garage_cp1252.csv", progress=lambda *where: seen.append(where))
    assert seen == sorted(seen)
    assert all(0 < done <= total for done, total in seen)


def test_a_refused_row_is_told_and_the_rest_imported(load: Load) -> None:
    report = load("quoted_newlines.csv")
    assert counts(report) == (2, 0, 0, 1)
    assert to_json_line(report) == (
        '{"file": "quoted_newlines.csv", "kind": "clients", "read": 3, "created": 2, '
        '"updated": 0, "skipped": 0, "refused": [{"line": 4, "reason": '
        '"Donnez au moins un nom, une société, un téléphone ou un e-mail."}]}'
    )


def test_an_imported_client_is_found_and_has_an_account_at_rest(load: Load, book: Book) -> None:
    load("garage_cp1252.csv")
    assert [client_draft(found).display_name for found in found_by("wy746tf")] == [
        "Bernadette Petit"
    ]
    row = AccountFigures.get()
    assert (row.balance, row.trend, row.state, row.open_cases) == (0, 0, "steady", 0)
    assert check(book).sound


def test_a_client_since_a_day_has_its_account_opened_on_it(load: Load) -> None:
    load("shop_semicolon.csv")
    client_id = find_client("C001")
    assert client_id is not None
    (entry,) = read_account(client_id).entries
    assert (str(entry.type), entry.day, entry.units) == ("opening", date(2009, 1, 1), 0)
    other = find_client("C003")
    assert other is not None
    assert read_account(other).entries == []


def test_who_recommended_is_found_by_reference_or_whole_name(load: Load) -> None:
    load("shop_semicolon.csv")
    first = find_client("C001")
    second, third = (client_draft(find_client(key) or 0) for key in ("C002", "C003"))
    assert second.recommended_by == third.recommended_by == first


def test_a_recommender_may_come_further_down_in_the_file(told: Load) -> None:
    header = "Code client;Nom;Provenance;Recommandé par"
    told(f"{header}\n1;Durand;Marché;Zoé Martin\n2;Petit;;3\n3;Martin Zoé;;inconnue\n")
    first, second, third = (client_draft(find_client(key) or 0) for key in "123")
    assert (first.how_came, second.how_came) == ("Marché", "")
    assert first.recommended_by == second.recommended_by == find_client("3")
    assert third.how_came == "Recommandé par inconnue"


def test_a_client_a_journal_opened_takes_its_name_from_a_client_file(told: Load) -> None:
    told(
        "client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note\n"
        "12,a,2026-01-01,visit,,,,,,,,\n",
        new_clients=True,
    )
    text = (
        "Référence;Nom;Prénom;Société;Immatriculation\n"
        "12;Durand;Zoé;;AB-123-CD\n12;Durand;Zoé;;EF-456-GH\n"
    )
    assert counts(told(text)) == (0, 2, 0, 0)
    assert only_client().display_name == "Zoé Durand"
    assert [asset.identifier for asset in only_client().assets] == ["AB-123-CD", "EF-456-GH"]
    assert counts(told(text)) == (0, 0, 2, 0)


def test_a_recommender_nobody_knows_is_kept_in_words(told: Load) -> None:
    told("Nom;Recommandé par\nDurand;le boulanger\n")
    assert only_client().how_came == "Recommandé par le boulanger"


def test_a_recommender_may_come_in_any_order_but_never_be_oneself_nor_whom_one_sent(
    told: Load,
) -> None:
    header = "Code client;Nom;Recommandé par"
    told(f"{header}\n1;Durand;\n2;Martin;1\n1;Durand;2\n2;Martin;2\n", on_duplicate="update")
    found = {row.reference: row.recommended_by_id for row in Client.select()}
    assert found == {"1": None, "2": find_client("1")}


def test_columns_left_out_are_told(told: Load) -> None:
    report = told("Nom;Zorglub\nDurand;x\n")
    assert [plain(remark.text) for remark in report.remarks] == ["Colonnes non reprises : Zorglub."]


def test_a_formula_stays_a_text(load: Load) -> None:
    load("garage_cp1252.csv")
    assert Client.select().where(Client.last_name == '=HYPERLINK("http://x")').count() == 1


def test_hostile_characters_are_taken_out(load: Load) -> None:
    load("nuls.csv")
    assert only_client().display_name == "Zoé Durand"


def test_too_long_a_name_is_cut_and_told(told: Load) -> None:
    report = told("Nom;Notes\n" + "x" * 300 + ";" + "y" * 5000 + "\n")
    assert len(only_client().last_name) == 120
    assert len(only_client().notes) == 4000
    assert [remark.line for remark in report.remarks] == [2, 2]


# -- the same client or another ------------------------------------------------------------------


def homonym(told: Load, first: str, second: str, header: str) -> bool:
    """Whether two rows of a file make two clients."""
    return told(f"{header}\n{first}\n{second}\n").created == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Durand;Paul;0611111111;;;", "Durand;Paul;0622222222;;;"),
        ("Durand;Paul;;a@x.fr;;", "Durand;Paul;;b@x.fr;;"),
        ("Durand;Paul;;;26000;Valence", "Durand;Paul;;;26400;Crest"),
        ("Durand;Paul;;;;Valence", "Durand;Paul;;;;Crest"),
        ("Durand;Paul;0611111111;;26000;Valence", "Durand;Paul;;p@x.fr;26400;Crest"),
        # A mother and her daughter share a phone, an e-mail.
        ("Durand;Paule;0611111111;d@x.fr;26000;", "Durand;Anne;0611111111;d@x.fr;26000;"),
        # One name and one e-mail made of it, but everything else differs.
        ("Durand;Paul;0611111111;p@x.fr;26000;", "Durand;Paul;0622222222;p@x.fr;26400;"),
    ],
)
def test_homonyms_are_kept_apart(told: Load, first: str, second: str) -> None:
    assert homonym(told, first, second, "Nom;Prénom;Portable;Email;Code postal;Ville")


def test_names_in_other_alphabets_are_told_apart(told: Load) -> None:
    assert counts(told("Nom\nΩμέγα\nΨι\nΩΜΈΓΑ\n:::\n")) == (3, 0, 1, 0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("DURAND;Paul;06 11 11 11 11;;;", "Durand;PAUL;+33611111111;;;"),
        ("Durand;Paul;0611111111;;;", "Paul;Durand;0611111111;;;"),
        ("Durand;Paul;;A@x.fr;;", "Durand;Paul;;a@X.fr;;"),
        ("Durand;Paul;0611111111;a@x.fr;;", "Durand;Paul;0611111111;b@x.fr;;"),
        ("Durand;Paul;0611111111;a@x.fr;26000;", "Durand;Paul;0611111111;a@x.fr;26400;"),
        ("Durand;Paul;;;26000;Valence", "Durand;Paul;;;26000;Valence"),
        ("Durand;Paul;;;;", "Durand;Paul;;;;"),
        ("Durand;Paul;0611111111;;;", "Durand;Paul;;;;"),
        (";;0611111111;;;", ";;0611111111;;;"),
    ],
)
def test_one_client_written_twice_is_one(told: Load, first: str, second: str) -> None:
    assert not homonym(told, first, second, "Nom;Prénom;Portable;Email;Code postal;Ville")


def test_the_reference_makes_the_client_whatever_changed(told: Load) -> None:
    told("Code client;Nom;Portable\nC1;Durand;0611111111\n")
    report = told("Code client;Nom;Portable\nC1;Durand;0699999999\n", on_duplicate="update")
    assert counts(report) == (0, 1, 0, 0)
    assert [reach.value for reach in only_client().reaches] == [
        "06 11 11 11 11",
        "06 99 99 99 99",
    ]


def test_a_reference_that_is_somebody_elses_is_refused(told: Load) -> None:
    told("Code client;Nom;Prénom\n1;Durand;Zoé\n")
    report = told("Code client;Nom;Prénom\n1;Martin;Paul\n2;Petit;Anne\n")
    assert counts(report) == (1, 0, 0, 1)
    assert report.refused[0].reason == "La référence 1 est déjà celle d’un autre client."


def test_two_programs_may_number_two_namesakes_alike(told: Load) -> None:
    header = "Code client;Nom;Prénom;Portable"
    told(f"{header}\n12;Durand;Paul;0611111111\n13;Petit;Anne;0633333333\n")
    report = told(f"{header}\n12;Martin;Paul;0622222222\n13;Grand;Anne;0633333333\n")
    # Anne changed her name and kept her phone; the other Paul is somebody else.
    assert [row.line for row in report.refused] == [2]
    assert report.skipped == 1


def test_two_references_of_one_file_are_two_clients(told: Load) -> None:
    text = "Code client;Nom;Portable\n1;Durand;0611111111\n2;Durand;0611111111\n"
    assert counts(told(text)) == (2, 0, 0, 0)
    assert counts(told(text)) == (0, 0, 2, 0)


def test_a_new_client_does_without_a_reference_already_taken(told: Load) -> None:
    told("Code client;Nom\n1;Durand\n")
    report = told("Code client;Nom\n1;Durand\n", on_duplicate="new")
    assert report.created == 1
    assert "Référence 1 déjà prise" in report.remarks[0].text
    assert sorted(row.reference or "" for row in Client.select()) == ["", "1"]


def test_a_client_opened_at_the_counter_is_recognised_by_a_phone(told: Load, actor: Actor) -> None:
    phone = ReachDraft("phone", "06 11 11 11 11")
    open_account(actor, ClientDraft(last_name="Durand", first_name="Zoé", reaches=(phone,)))
    assert told("Nom;Prénom;Portable\nDURAND;Zoé;0611111111\n").skipped == 1


# -- completing ------------------------------------------------------------------------------------


def test_completing_fills_and_adds_but_never_erases(told: Load, actor: Actor) -> None:
    client_id = open_account(
        actor,
        ClientDraft(
            first_name="Hélène",
            last_name="Durand",
            town="Die",
            notes="Aime le café",
            tags=("Fidèle",),
            reaches=(ReachDraft("phone", "06 11 11 11 11"),),
            assets=(AssetDraft(name="Clio", identifier="AB-123-CD", mileage=90_000),),
        ),
    ).client_id
    assert client_id is not None
    report = told(
        "Nom;Prénom;Portable;Email;Ville;Notes;Tags;Véhicule;Immat;Km;Date de naissance\n"
        "DURAND;HELENE;0611111111;h@x.fr;;Sonner fort;fidèle,VIP;;ab123cd;118 400;14/03\n"
        "DURAND;HELENE;0611111111;;;;;Kangoo;EF-456-GH;;14/03/1975\n",
        on_duplicate="update",
    )
    assert counts(report) == (0, 2, 0, 0)
    draft = client_draft(client_id)
    assert (draft.first_name, draft.town) == ("Hélène", "Die")
    assert draft.notes == "Aime le café\nSonner fort"
    assert sorted(draft.tags) == ["Fidèle", "VIP"]
    assert [reach.value for reach in draft.reaches] == ["06 11 11 11 11", "h@x.fr"]
    assert (draft.birth_day, draft.birth_month, draft.birth_year) == (14, 3, 1975)
    found = [(a.draft.name, a.draft.identifier, a.draft.mileage) for a in assets(client_id)]
    assert found == [("Clio", "AB-123-CD", 118_400), ("Kangoo", "EF-456-GH", None)]
    assert found_by("EF-456-GH") == [client_id]


def test_a_row_that_brings_nothing_is_skipped_even_when_completing(told: Load) -> None:
    told("Nom;Portable\nDurand;0611111111\n")
    report = told("Nom;Portable\nDURAND;06.11.11.11.11\n", on_duplicate="update")
    assert counts(report) == (0, 0, 1, 0)


def test_a_line_per_vehicle_makes_one_client_with_its_vehicles(load: Load) -> None:
    assert counts(load("two_vehicles.csv")) == (1, 1, 1, 0)
    assert [asset.name for asset in only_client().assets] == ["Clio", "Kangoo"]
    assert counts(load("two_vehicles.csv")) == (0, 0, 3, 0)
    assert Asset.select().count() == 2


def test_a_completed_client_keeps_what_the_merchant_wrote_since(told: Load, actor: Actor) -> None:
    told("Nom;Prénom;Portable\nDurand;Zoé;0611111111\n")
    (client,) = Client.select()
    draft = client_draft(client.id)
    update_client(actor, client.id, ClientDraft(**_fields(draft) | {"how_came": "Le marché"}))
    told("Nom;Prénom;Portable;Ville\nDurand;Zoé;0611111111;Die\n", on_duplicate="update")
    assert (only_client().how_came, only_client().town) == ("Le marché", "Die")


def _fields(draft: ClientDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in ClientDraft.__dataclass_fields__}


def test_somebody_who_may_not_act_imports_nothing(actor: Actor, today: date) -> None:
    with pytest.raises(Refused, match="qui est au comptoir"):
        import_file(Actor(999, today), IMPORTS / "tabs.csv")
    assert Client.select().count() == 0


def test_the_file_is_told_by_its_name_alone(load: Load, tmp_path: Path) -> None:
    copy = tmp_path / "mes clients.csv"
    copy.write_bytes((IMPORTS / "tabs.csv").read_bytes())
    assert load(copy).file == "mes clients.csv"


def test_the_kind_of_an_asset_is_read_by_its_name(told: Load, actor: Actor) -> None:
    save_kind(actor, KindRow("asset", "", "Vélo", None, None))
    told(
        "Nom;Genre de bien;Appareil;Numéro de série;Kilométrage\n"
        "Durand;vélo;Gravel;WTU 226;1 200\nMartin;Fusée;Ariane;A6;\n"
    )
    assert [(row.kind, row.identifier, row.mileage) for row in Asset.select()] == [
        ("velo", "WTU 226", 1_200),
        ("other", "A6", None),
    ]
    stream = StringIO(newline="")
    write_clients(stream)
    first = next(csv.DictReader(StringIO(stream.getvalue()), delimiter=";"))
    assert [first[name] for name in ("Genre de bien", "Appareil", "Véhicule", "Kilométrage")] == [
        *("Vélo", "Gravel", "", "1200"),
    ]
