"""What a book exports comes into an empty one, and goes out of it again as it came."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from models import assets, catalogue
from models.actor import Actor
from models.asset_files import asset_file
from models.assets import ServiceDraft
from models.books import BookDraft, create_book
from models.catalogue import KindRow
from models.charter_told import How, tell
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft
from models.clients import open_account, remember
from models.contacts import record_consent
from models.database import Book
from models.errors import Refused
from models.exchange import (
    ImportOptions,
    ImportReport,
    import_file,
    list_runs,
    preview,
    undo_import,
)
from models.export import export, people_tables
from models.export_tables import write_table
from models.journal import EntryDraft, note
from models.own_kinds import save_field, save_service
from models.privilege_rights import rights_of
from models.privilege_uses import decline, fail, honour
from models.rules.contact_rights import Channel
from models.rules.own_kinds import OwnFieldRow, OwnServiceRow
from models.rules.trust import EntryType
from models.settings import Shop
from models.tables import (
    Asset,
    CallBack,
    CaseFile,
    ClaimAbuse,
    Distance,
    Entry,
    GuaranteeWaiver,
    Memory,
    Message,
    OwnField,
    Repair,
    Voice,
    database,
)
from models.team import add_member, first_member
from models.todo_lines import lines
from tests.models.privileges.conftest import idea, published

FILES = ("livre.json", "reglages.json", "journal.csv", "clients.csv", "fiches.jsonl")
DAY = date(2026, 11, 22)
OWN = {"clients.vcf"}
"""What differs by design: the cards' own identifiers, and the shop's identity in `livre.json`."""


@contextmanager
def empty(place: Path) -> Iterator[Actor]:
    """A second, empty book, open within the block."""
    first = database.obj
    other = create_book(place, BookDraft(Shop(name="Ici"), "garage", "Claire Morel"), DAY)
    try:
        yield Actor(first_member().id, DAY)
    finally:
        other.close()
        database.initialize(first)


def take(actor: Actor, folder: Path) -> list[ImportReport]:
    """Import an export as its guide says."""
    options = ImportOptions(new_clients=True, on_duplicate="update")
    return [import_file(actor, folder / name, options) for name in FILES]


@pytest.fixture
def mower(actor: Actor) -> str:
    """A kind of asset of the owner's, with its fields and its services."""
    catalogue.save_kind(actor, KindRow("asset", "", "Tondeuse", None, None))
    kind = catalogue.kinds("asset")[-1].code
    save_field(actor, kind, OwnFieldRow("", "text", "Lame n°"))
    save_field(actor, kind, OwnFieldRow("", "number", "Largeur"))
    save_field(actor, kind, OwnFieldRow("", "day", "Garantie", active=False))
    save_service(actor, kind, OwnServiceRow("", "Affûtage", 12, None))
    save_service(actor, kind, OwnServiceRow("", "Vidange", 24, 500))
    return kind


@pytest.fixture
def lived(actor: Actor, mower: str) -> int:
    """Hélène, for whom much was noted, in a book of its own kinds, words, team and charter."""
    add_member(actor, "Karim Benali")
    catalogue.save_kind(actor, KindRow("attention", "", "Café offert", 150, None))
    published(actor)
    idea(actor)
    draft = ClientDraft(first_name="Hélène", last_name="Durand", address_form="vous")
    client = open_account(replace(actor, today=date(2020, 3, 2)), draft).client_id
    assert client is not None
    for day in (date(2024, 5, 2), date(2025, 5, 2), date(2026, 5, 2)):
        note(actor, client, EntryDraft(EntryType.VISIT, "service", day=day))
    asset = AssetDraft(mower, "Honda HRX", "HX-12", mileage=120, notes="Au garage du fond")
    asset = replace(asset, due_on=date(2027, 1, 5), due_what="Hivernage")
    facts = {"own-lame-n": "L 226 B", "own-largeur": "53"}
    kept = assets.keep_asset(actor, client, None, asset, facts)
    assets.service_done(actor, kept.asset_id, ServiceDraft("own-affutage", day=date(2026, 2, 3)))
    remember(actor, client, "Sa fille Zoé passe le permis", "family", pinned=True)
    record_consent(actor, client, Channel.EMAIL, given=True, source="form", note="fiche papier")
    tell(actor, [client], How.COUNTER)
    item = rights_of(client, actor.today).today[0].item.id
    honour(actor, client, item)
    fail(actor, client, item, "plus personne", forgotten=True)
    decline(actor, client, item)
    _hang(client, mower)
    return client


def _hang(client: int, kind: str) -> None:
    """A row of everything else that hangs on a client file."""
    own = {"client": client, "author": 1}
    entry = Entry.select().where(Entry.client == client).order_by(Entry.id).first()
    asset = Asset.select().where(Asset.kind == kind).get()
    Message.create(**own, day=DAY, nature="received", channel="phone", text="Rappelle ce soir")
    theme = catalogue.kinds("theme")[0].code
    Voice.create(**own, entry=entry, day=DAY, nature="idea", theme=theme, words="Un banc dehors")
    Voice.create(**own, day=DAY, nature="complaint", words="C’est long", changed_on=DAY)
    before = Distance.create(**own, since=date(2024, 5, 2), reason="cris", until=date(2024, 6, 2))
    Distance.update(ended_by=1, end_reason="excuses").where(Distance.id == before.id).execute()
    GuaranteeWaiver.create(**own, guarantee="deposit", since=DAY, distance=before)
    ClaimAbuse.create(entry=entry, day=DAY, reason="pas la nôtre", net_cents=1_250, author=1)
    CallBack.create(**own, day=date(2026, 12, 1), about="les freins", asked_on=DAY)
    told = {"words": "Il fume", "asset": asset, "in_charge": 1, "verdict": "mixed"}
    CaseFile.create(entry=entry, remaining_cents=0, changed_on=DAY, changed_by=1, **told)
    Repair.create(client=client, since=DAY, apology="Pardon", changed_on=DAY, changed_by=1)


def test_an_export_comes_back_whole_in_an_empty_book(
    lived: int, book: Book, actor: Actor, tmp_path: Path
) -> None:
    there, back = tmp_path / "export", tmp_path / "retour"
    export(there)
    waiting = [(line.text, line.since) for line in lines(date(2027, 1, 20))]
    assert waiting
    with empty(tmp_path / "vide") as other:
        reports = take(other, there)
        assert [(r.kind, r.refused, r.remarks) for r in reports[:2]] == [
            ("shop", (), ()),
            ("settings", (), ()),
        ]
        assert [(r.file, r.refused) for r in reports if r.refused] == []
        assert check(_open()).sound
        assert [(line.text, line.since) for line in lines(date(2027, 1, 20))] == waiting
        export(back)
        again = take(other, there)
        assert [(r.kind, r.created, r.updated) for r in again if r.created or r.updated] == []
    for file in sorted(there.iterdir()):
        if file.name not in OWN | {"livre.json", "LISEZ-MOI.txt"}:
            assert (file.name, _text(back / file.name)) == (file.name, _text(file))
    was, now = (json.loads(_text(folder / "livre.json")) for folder in (there, back))
    for part in ("catalogue", "own_fields", "own_services", "team", "privileges", "charters"):
        assert (part, now[part]) == (part, was[part])


def _open() -> Book:
    assert isinstance(database.obj, object)
    return Book(Path(str(database.obj.place)), database.obj)


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig")


def test_what_goes_out_keeps_to_its_schema(lived: int, tmp_path: Path) -> None:
    export(tmp_path)
    for name in ("livre", "fiche"):
        schema = json.loads(_text(tmp_path / f"{name}.schema.json"))
        text = _text(tmp_path / ("livre.json" if name == "livre" else "fiches.jsonl"))
        rows = [text] if name == "livre" else text.splitlines()
        for row in rows:
            errors = Draft202012Validator(schema).iter_errors(json.loads(row))
            assert [error.message for error in errors] == []


def _shop(tmp_path: Path, **parts: Any) -> Path:
    path = tmp_path / "livre.json"
    data = {"format": "compte-confiance/livre", "version": 1} | parts
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


_WORD = {"family": "asset", "code": "own", "label": "Vélo", "weight": None, "severity": None}
_FIELD = {"kind": "own", "code": "own-x", "type": "text", "label": "Cadre", "active": True}
_SERVICE = {"kind": "own", "code": "own-s", "label": "Révision", "months": 12, "km": None}
_PRIVILEGE = {
    **{"id": "p", "content": {"title": "Priorité", "trial_until": None}},
    **{"created_on": "2026-01-01", "changed_on": "2026-01-01", "withdraw_on": None},
    **{"given_up_on": None, "reviews": []},
}


_BAD_SHOP: tuple[tuple[str, Any, str], ...] = (
    ("catalogue", 3, "Cette ligne n’est pas bien formée."),
    ("catalogue", _WORD | {"family": "x", "active": True}, "Vélo : Cette ligne n’est pas bien"),
    ("catalogue", _WORD | {"label": " ", "active": True}, "own : Donnez un nom"),
    ("catalogue", _WORD | {"code": "\u202e" * 41, "active": True}, "Vélo : Cette ligne"),
    (
        "catalogue",
        _WORD | {"family": "attention", "weight": 10**9, "active": True},
        "Vélo : Donnez un poids",
    ),
    ("own_fields", _FIELD | {"kind": "unknown"}, "Cadre : Ce genre de bien n’est pas au cat"),
    ("own_fields", _FIELD | {"type": "choice"}, "Cadre : Cette ligne"),
    ("own_fields", _FIELD | {"label": ["x"]}, "own-x : Cette ligne"),
    (
        "own_services",
        _SERVICE | {"active": True, "months": 999},
        "Révision : Donnez de 1 à 240",
    ),
    ("own_services", _SERVICE | {"active": "oui"}, "Révision : Cette ligne"),
    ("own_services", _SERVICE | {"active": True, "months": True}, "Révision : Cette ligne"),
    ("team", {"name": "", "initials": "", "role": "member", "active": True}, "Donnez un nom"),
    ("team", {"name": "Zoé", "initials": "", "role": "boss", "active": True}, "Zoé : Cette"),
    ("privileges", _PRIVILEGE | {"created_on": "2031-01-01"}, "Cette ligne"),
    ("privileges", _PRIVILEGE | {"content": {"title": 5, "trial_until": None}}, "Cette ligne"),
    ("privileges", _PRIVILEGE | {"content": {"title": "x"}}, "Cette ligne"),
    ("privileges", _PRIVILEGE | {"content": [[]]}, "Cette ligne"),
    ("charters", {"number": 0, "day": "2026-01-01", "privileges": []}, "Cette ligne"),
    ("charters", {"number": 1, "day": "2026-13-01", "privileges": []}, "Cette ligne"),
    (
        "charters",
        {"number": 1, "day": "2026-01-01", "privileges": [{"privilege": "nobody"}]},
        "Cette ligne",
    ),
)


def test_bad_lines_of_the_shop_are_told_and_the_others_are_kept(
    actor: Actor, tmp_path: Path
) -> None:
    parts: dict[str, list[Any]] = {
        "catalogue": [_WORD | {"active": True}],
        "own_fields": [_FIELD],
        "own_services": [_SERVICE | {"active": True}],
    }
    for part, row, _reason in _BAD_SHOP:
        parts.setdefault(part, []).append(row)
    report = import_file(actor, _shop(tmp_path, **parts))
    assert (report.created, report.read) == (3, 3 + len(_BAD_SHOP))
    told = [refused.reason.replace("\u00a0", " ") for refused in report.refused]
    for (_part, _row, reason), text in zip(_BAD_SHOP, told, strict=True):
        assert text.startswith(reason)
    assert OwnField.select().where(OwnField.kind == "own").count() == 1


@pytest.mark.parametrize("parts", [{"version": 2}, {"team": "x"}, {"charters": {}}])
def test_a_shop_that_is_malformed_changes_nothing(
    actor: Actor, tmp_path: Path, parts: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="pas bien formé"):
        import_file(actor, _shop(tmp_path, **parts))


@pytest.mark.parametrize("text", ['{"a": 1}', '{"format":' * 50_000, '{"format": "compte', "{"])
def test_a_file_that_no_book_takes_back_is_told_for_what_it_is(
    actor: Actor, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "livre.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="ou il est incomplet"):
        import_file(actor, path)


def test_a_book_with_entries_keeps_its_own_words(lived: int, actor: Actor, tmp_path: Path) -> None:
    before = catalogue.kinds("attention")
    same = {"family": "attention", "code": before[0].code, "label": "Autre", "severity": None}
    rows = [
        same | {"weight": 1, "active": False},
        same | {"weight": 1, "active": True, "code": "n"},
    ]
    report = import_file(actor, _shop(tmp_path, catalogue=rows))
    assert (report.created, report.skipped) == (1, 1)
    assert catalogue.kinds("attention")[: len(before)] == before


def test_a_trial_of_a_shop_keeps_nothing_and_it_is_not_undone_as_a_whole(
    actor: Actor, tmp_path: Path
) -> None:
    path = _shop(tmp_path, catalogue=[_WORD | {"active": True}])
    assert preview(actor, path).kind == "shop"
    assert import_file(actor, path, ImportOptions(dry_run=True)).created == 1
    assert list_runs() == ()
    run = import_file(actor, path).run_id
    assert run is not None
    assert [row.can_undo for row in list_runs()] == [False]
    with pytest.raises(Refused, match="ne s’annule pas d’un geste"):
        undo_import(actor, run)


def _line(**parts: Any) -> str:
    base = {"number": 1, "reference": "1", "reaches": [], "assets": [], "memory": []}
    return json.dumps(base | {"consents": []} | parts)


_MEMORY = {"category": "other", "text": "Thé", "pinned": False, "day": "2026-05-02"}


_BAD_FILES = (
    ("{", "pas une fiche bien formée"),
    ("[]", "pas une fiche bien formée"),
    ("[" * 100_000, "pas une fiche bien formée"),
    (_line(reference="404"), "n’est pas dans le livre"),
    (_line(memory=[_MEMORY | {"day": "2031-01-01"}]), "pas une fiche bien formée"),
    (_line(memory=[_MEMORY | {"category": "x"}]), "pas une fiche bien formée"),
    (_line(memory=[_MEMORY | {"text": "\x00 "}]), "pas une fiche bien formée"),
    (_line(memory=_MEMORY), "pas une fiche bien formée"),
    (_line(assets=[{"kind": "vehicle"}]), "pas une fiche bien formée"),
    (_line(address_form="ihr"), "pas une fiche bien formée"),
    (_line(uses=[{"charter": "1"}]), "pas une fiche bien formée"),
    (_line(messages=[{"day": "2026-05-02", "nature": "x"}]), "pas une fiche bien formée"),
    (_line(repairs=[{"since": "2031-01-01"}]), "pas une fiche bien formée"),
    (_line(abuses={}), "pas une fiche bien formée"),
)


def test_bad_lines_of_the_client_files_are_told_and_the_others_are_kept(
    actor: Actor, tmp_path: Path
) -> None:
    open_account(actor, ClientDraft(last_name="Durand"))
    path = tmp_path / "fiches.jsonl"
    lines = [_line(), "", *[line for line, _reason in _BAD_FILES], _line(memory=[_MEMORY])]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = import_file(actor, path)
    assert (report.updated, report.skipped) == (1, 1)
    assert [refused.line for refused in report.refused] == list(range(3, 3 + len(_BAD_FILES)))
    for (_bad, reason), refused in zip(_BAD_FILES, report.refused, strict=True):
        assert reason in refused.reason
    assert [row.text for row in Memory.select()] == ["Thé"]


def test_what_a_line_names_and_the_book_lacks_is_told(actor: Actor, tmp_path: Path) -> None:
    open_account(actor, ClientDraft(last_name="Durand"))
    asset = {"name": "Clio", "identifier": "", "vin": "", "mileage": None, "mileage_on": None}
    asset |= {"due_on": None, "due_what": "", "notes": "", "ended_on": None}
    asset |= {"facts": [], "readings": [], "services": []}
    told = {"charter": 3, "day": "2026-05-02", "how": "counter", "by": "Zoé"}
    path = tmp_path / "fiches.jsonl"
    path.write_text(_line(assets=[asset], charters=[told]), encoding="utf-8")
    said = [remark.text for remark in import_file(actor, path).remarks]
    assert len(said) == 2
    assert "livre.json" in said[0]
    assert "Clio" in said[1]


def test_the_tables_for_people_are_told_from_files_of_clients(
    lived: int, actor: Actor, tmp_path: Path
) -> None:
    """Costs, memory or the team would otherwise come in as visits and as clients."""
    for table in people_tables(DAY):
        path = tmp_path / table.name
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            write_table(stream, table)
        with pytest.raises(Refused, match="se lit dans un tableur"):
            import_file(actor, path)
        with pytest.raises(Refused, match=r"livre\.json"):
            preview(actor, path)


def test_another_interval_leaves_a_service_its_name(actor: Actor, mower: str) -> None:
    save_service(actor, mower, OwnServiceRow("own-affutage", "Affûtage", 6, None))
    client = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client is not None
    kept = assets.keep_asset(actor, client, None, AssetDraft(mower, "Honda"), {})
    assets.service_done(actor, kept.asset_id, ServiceDraft("own-affutage"))
    assert "Affûtage" in [due.label for due in asset_file(kept.asset_id).dues]
