"""Undoing a whole import: the book as before, but for what people built on since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import peewee
import pytest

from models import search_index
from models.actor import Actor
from models.asset_files import asset_file
from models.assets import add_reading
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clients import assets, client_draft, open_account, remember, save_asset, update_client
from models.clock import now_utc
from models.database import Book
from models.errors import Refused
from models.exchange import import_file, list_runs, settings_json, undo_import
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.settings import TRUST
from models.tables import Client, ClosedMonth, Entry, ImportKept, ImportRun, Setting
from models.team import MEMBER, add_member
from tests.helpers.closing import close_now
from tests.models.exchange.conftest import IMPORTS, Load, plain
from tests.models.exchange.dumps import dump

CLIENTS = """Code client;Nom;Prénom;Téléphone;Client depuis;Immatriculation;Recommandé par
411A;Petit;Zoé;04 75 00 00 00;12/05/2014;AA-001-AA;Ali Faure
411B;Faure;Ali;06 11 22 33 44;;;
"""
JOURNAL = """client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note
411A,x1,2026-02-01,visit,,,,,,,,Pneus
411B,x2,2026-04-01,attention,,5,,,yes,,,Merci
411B,x3,2026-04-02,incident,delay,,minor,,,,,Retard
411B,x4,2026-04-03,resolution,,,,exemplary,,,x3,
"""


def test_an_import_of_clients_is_undone_whole(told: Load, actor: Actor, book: Book) -> None:
    open_account(actor, ClientDraft(first_name="Hélène", last_name="Durand"))
    before = dump()
    run = told(CLIENTS).run_id
    assert run is not None
    report = undo_import(actor, run)
    assert dump() == before
    assert (report.entries, report.clients, report.kept) == (1, 2, ())
    assert search_index.faults() == []
    assert check(book).sound


def test_clients_completed_are_put_back_as_they_were(told: Load, actor: Actor, book: Book) -> None:
    draft = ClientDraft(
        first_name="Zoé",
        last_name="Petit",
        reaches=(ReachDraft("phone", "04 75 00 00 00", "domicile"),),
        tags=("fidèle",),
        assets=(AssetDraft(name="Clio", identifier="AA-001-AA"),),
    )
    open_account(actor, draft)
    before = dump()
    report = told(
        "Nom;Prénom;Tél;Portable;Immatriculation;Km;Étiquettes;Ville\n"
        "PETIT;Zoé;0475000000;0612345678;aa001aa;120000;vip;Die\n"
        "PETIT;Zoé;0475000000;;bb002bb;;;Die\n",
        on_duplicate="update",
    )
    assert report.updated == 2
    assert dump() != before
    done = undo_import(actor, report.run_id or 0)
    assert (done.clients, done.restored) == (0, 1)
    assert dump() == before
    assert search_index.faults() == []


def test_a_journal_is_undone_on_the_clients_of_another_file(
    told: Load, actor: Actor, book: Book
) -> None:
    told(CLIENTS)
    before = dump()
    run = told(JOURNAL).run_id
    assert run is not None
    report = undo_import(actor, run)
    assert (report.entries, report.clients) == (4, 0)
    assert dump() == before
    assert check(book).sound


def test_an_import_others_were_built_upon_keeps_their_clients(
    told: Load, actor: Actor, book: Book
) -> None:
    first = told(CLIENTS).run_id or 0
    told(JOURNAL)
    before = dump(but=("import_run", "import_kept"))
    report = undo_import(actor, first)
    assert dump(but=("import_run", "import_kept")) == before
    assert report.kept_count == 2
    assert [client.name for client in report.kept] == ["Zoé Petit", "Ali Faure"]
    assert "notées depuis" in report.kept[0].reason
    assert list_runs()[-1].kept == 2


def test_both_imports_are_undone_the_latest_first(told: Load, actor: Actor) -> None:
    before = dump()
    runs = [told(CLIENTS).run_id, told(JOURNAL).run_id]
    for run in reversed(runs):
        assert run is not None
        undo_import(actor, run)
    assert dump() == before


def test_clients_touched_since_stay_and_the_others_go(told: Load, actor: Actor, book: Book) -> None:
    rows = "".join(f"C{n};Client{n};Ivan\n" for n in range(7))
    run = told("Code client;Nom;Prénom\n" + rows).run_id or 0
    ids = [row.id for row in Client.select().order_by(Client.id)]
    note(actor, ids[0], EntryDraft(EntryType.VISIT, text="Vidange"))
    remember(actor, ids[1], "Sa fille passe le bac")
    update_client(actor, ids[2], client_draft(ids[2]))
    save_asset(actor, ids[3], None, AssetDraft(name="Clio"))
    open_account(actor, ClientDraft(last_name="Nouveau", recommended_by=ids[4]))
    report = undo_import(actor, run)
    assert report.clients == 2
    kept = {client.client_id: client.reason for client in report.kept}
    assert list(kept) == ids[:5]
    assert "notées" in kept[ids[0]]
    assert "mémoire" in kept[ids[1]]
    assert "modifiée" in kept[ids[2]]
    assert "modifiée" in kept[ids[3]]
    assert "recommandé" in kept[ids[4]]
    assert check(book).sound
    assert search_index.faults() == []


def test_a_vehicle_changed_by_hand_keeps_its_client(told: Load, actor: Actor) -> None:
    run = told("Nom;Prénom;Immat\nPetit;Zoé;AA-001-AA\nFaure;Ali;BB-001-BB\n").run_id or 0
    row = assets(1)[0]
    save_asset(actor, 1, row.id, replace(row.draft, mileage=1000))
    report = undo_import(actor, run)
    assert (report.clients, [client.client_id for client in report.kept]) == (1, [1])
    assert assets(1)[0].draft.mileage == 1000


def test_a_vehicle_whose_mileage_was_noted_since_keeps_its_client(told: Load, actor: Actor) -> None:
    run = told(CLIENTS).run_id
    assert run is not None
    zoe = Client.get(Client.first_name == "Zoé").id
    add_reading(actor, assets(zoe)[0].id, 120_000)
    ali = Client.get(Client.first_name == "Ali").id  # who recommended her
    assert [kept.client_id for kept in undo_import(actor, run).kept] == [zoe, ali]
    assert asset_file(assets(zoe)[0].id).readings[-1].km == 120_000


def test_a_client_completed_then_edited_by_hand_is_kept(told: Load, actor: Actor) -> None:
    open_account(actor, ClientDraft(first_name="Zoé", last_name="Petit"))
    run = told("Nom;Prénom;Ville\nPetit;Zoé;Die\n", on_duplicate="update").run_id or 0
    client_id = Client.get().id
    save_asset(actor, client_id, None, AssetDraft(name="Clio"))
    report = undo_import(actor, run)
    assert [client.reason for client in report.kept] == ["Sa fiche a été modifiée depuis."]
    assert client_draft(client_id).town == "Die"


def test_an_entry_of_a_month_closed_since_is_kept(told: Load, actor: Actor, book: Book) -> None:
    told(CLIENTS)
    run = told(JOURNAL).run_id or 0
    close_now(actor, date(2026, 3, 1))
    report = undo_import(actor, run)
    assert [(kept.name, kept.reason) for kept in report.kept] == [
        ("Zoé Petit", "Un mois clos depuis contient ses écritures.")
    ]
    assert report.entries == 3
    assert check(book).sound


def test_an_opening_in_a_month_closed_before_is_undone(told: Load, actor: Actor) -> None:
    ClosedMonth.insert(month="2014-05-01", closed_at="2026-01-01", author=1).execute()
    before = dump()
    run = told(CLIENTS).run_id or 0
    undo_import(actor, run)
    assert dump() == before


def test_an_import_is_undone_once(told: Load, actor: Actor) -> None:
    run = told(CLIENTS).run_id or 0
    undo_import(actor, run)
    with pytest.raises(Refused, match="déjà été annulé"):
        undo_import(actor, run)
    with pytest.raises(Refused, match="pas connu"):
        undo_import(actor, 999)
    assert not list_runs()[0].can_undo
    assert list_runs()[0].undone_by == "Claire Morel"


def test_undoing_can_be_cancelled_and_leaves_everything(told: Load, actor: Actor) -> None:
    told(CLIENTS)
    run = told(JOURNAL).run_id or 0
    before = dump(but=())

    class Stop(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        undo_import(actor, run, stop)
    assert dump(but=()) == before


def test_undoing_tells_how_far_it_is(told: Load, actor: Actor) -> None:
    run = told(CLIENTS).run_id or 0
    seen: list[tuple[int, int]] = []
    undo_import(actor, run, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (3, 3)


def test_a_dry_run_or_an_import_of_nothing_leaves_no_trace(told: Load, actor: Actor) -> None:
    assert told(CLIENTS, dry_run=True).run_id is None
    assert list_runs() == ()
    told(CLIENTS)
    assert told(CLIENTS).run_id is None
    assert len(list_runs()) == 1


def test_the_book_remembers_each_import(told: Load, actor: Actor) -> None:
    told(CLIENTS + ";;;;;;\n;;;;x;;\n")
    row = list_runs()[0]
    assert (row.file, row.kind, row.author) == ("fichier.csv", "clients", "Claire Morel")
    assert (row.read, row.created, row.refused, row.kept) == (3, 2, 1, 0)
    assert plain(row.form) == "UTF-8, séparateur « ; »"
    assert row.recorded_on == actor.today
    assert row.can_undo


def test_only_rows_of_an_import_being_undone_leave_the_journal(
    told: Load, actor: Actor, book: Book
) -> None:
    told(CLIENTS)
    run = told(JOURNAL).run_id or 0
    entry = Entry.select().where(Entry.import_run == run).order_by(Entry.id).first()
    with pytest.raises(peewee.DatabaseError, match="append-only"):
        Entry.delete().where(Entry.id == entry.id).execute()
    now = now_utc()
    ImportRun.update(undone_at=now, undone_by=actor.member_id).where(ImportRun.id == run).execute()
    ImportKept.insert(run=run, client=entry.client_id, reason="noted").execute()
    with pytest.raises(peewee.DatabaseError, match="append-only"):
        Entry.delete().where(Entry.id == entry.id).execute()
    with pytest.raises(peewee.DatabaseError, match="append-only"):
        Entry.update(kind="x").where(Entry.id == entry.id).execute()


def test_what_was_noted_by_hand_never_leaves_the_journal(actor: Actor, book: Book) -> None:
    open_account(actor, ClientDraft(last_name="Durand"))
    with pytest.raises(peewee.DatabaseError, match="append-only"):
        Entry.delete().execute()


def test_settings_are_undone_while_nothing_rests_on_them(
    actor: Actor, tmp_path: Path, told: Load
) -> None:
    Setting.insert(
        name=TRUST,
        value='{"solid_at": 3000}',
        from_day="2020-01-01",
        recorded_at=now_utc(),
        author=1,
    ).execute()
    path = tmp_path / "reglages.json"
    path.write_text(settings_json(), encoding="utf-8")
    Setting.delete().where(Setting.name == TRUST).execute()
    before = dump()
    run = import_file(actor, path).run_id or 0
    assert dump() != before
    undo_import(actor, run)
    assert dump() == before
    run = import_file(actor, path).run_id or 0
    told(CLIENTS)
    with pytest.raises(Refused, match="restent en place"):
        undo_import(actor, run)


def test_a_stranger_undoes_nothing(told: Load, actor: Actor) -> None:
    run = told(CLIENTS).run_id or 0
    with pytest.raises(Refused):
        undo_import(Actor(999, actor.today), run)
    add_member(actor, "Ali", role=MEMBER)
    undo_import(Actor(2, actor.today), run)


def test_the_garages_own_export_is_undone_whole(actor: Actor, book: Book) -> None:
    before = dump()
    run = import_file(actor, IMPORTS / "garage_cp1252.csv").run_id or 0
    undo_import(actor, run)
    assert dump() == before
    assert check(book).sound


def test_a_file_whose_name_is_no_text_is_remembered_too(actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "clients \udcff.csv"
    path.write_text("Nom\nPetit\n", encoding="utf-8")
    assert import_file(actor, path).created == 1
    assert list_runs()[0].file.startswith("clients")


def _statements_of(work: Callable[[], object], book: Book, monkeypatch: pytest.MonkeyPatch) -> int:
    seen: list[str] = []
    execute = book.db.execute_sql

    def counted(sql: str, *args: Any, **options: Any) -> Any:
        seen.append(sql)
        return execute(sql, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(book.db, "execute_sql", counted)
        work()
    return len(seen)


def test_undoing_takes_no_more_statements_for_more_clients(
    told: Load, actor: Actor, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for size in (10, 300):
        rows = "".join(f"C{n};Client{n};Ivan;12/05/2014;AA-{n:03d}-AA\n" for n in range(size))
        run = told("Code client;Nom;Prénom;Client depuis;Immat\n" + rows).run_id or 0
        counts.append(_statements_of(partial(undo_import, actor, run), book, monkeypatch))
    assert 0 < counts[0] == counts[1]
