"""Random imports, notes and undoings: the book is as before, and nobody's own work is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models import search_index
from models.actor import Actor
from models.check import check
from models.client_drafts import AssetDraft, ClientDraft
from models.clients import client_draft, open_account, remember, save_asset, update_client
from models.database import Book
from models.exchange import ImportOptions, import_file, list_runs, undo_import
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.tables import Client, database
from tests.models.exchange.dumps import dump

_NAMES = st.sampled_from(["Durand;Zoé", "Petit;Ali", "Faure;Ivan", "Roux;Anna", "Martin;Jean"])
_PHONES = st.sampled_from(["", "06 12 34 56 78", "04 75 00 00 00"])
_PLATES = st.sampled_from(["", "AA-001-AA", "BB-002-BB"])
_SINCE = st.sampled_from(["", "12/05/2014"])
_ROW = st.tuples(_NAMES, _PHONES, _PLATES, _SINCE, st.sampled_from(["", "Petit Ali", "Roux Anna"]))
_CLIENTS = st.lists(_ROW.map(";".join), min_size=1, max_size=5).map(
    lambda rows: "Nom;Prénom;Tél;Immat;Client depuis;Recommandé par\n" + "\n".join(rows)
)
_VISIT = st.tuples(
    st.sampled_from(["", "F1", "F2", "F3"]),
    st.sampled_from(["03/02/2024", "04/05/2025"]),
    _NAMES,
    _PLATES,
    st.sampled_from(["Vidange;10,00", "Pneus;200", ";-5"]),
)
_VISITS = st.lists(_VISIT.map(";".join), min_size=1, max_size=5).map(
    lambda rows: "N° facture;Date;Nom;Prénom;Immat;Objet;Montant\n" + "\n".join(rows)
)
_ENTRY = st.tuples(
    st.integers(1, 6).map(str),
    st.integers(0, 99).map("x{}".format),
    st.sampled_from(["2025-01-02", "2026-03-04"]),
    st.sampled_from(["visit,,,,,,,", "attention,,5,,,,,", "incident,,,minor,,,,"]),
)
_JOURNAL = st.lists(_ENTRY.map(",".join), min_size=1, max_size=5).map(
    lambda rows: (
        "client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note\n"
        + "\n".join(f"{row}Note" for row in rows)
    )
)
_FILE = st.tuples(
    st.one_of(_CLIENTS, _VISITS, _JOURNAL), st.sampled_from(["skip", "update", "new"])
)


def _import(actor: Actor, tmp_path: Path, file: tuple[str, Any]) -> int | None:
    path = tmp_path / "fichier.csv"
    path.write_text(file[0] + "\n", encoding="utf-8")
    options = ImportOptions(on_duplicate=file[1], new_clients=True)
    return import_file(actor, path, options).run_id


def _undo_what_is_left(actor: Actor) -> None:
    """So that one example does not feed the next."""
    for run in list_runs():
        if run.can_undo:
            undo_import(actor, run.id)


@given(files=st.lists(_FILE, min_size=1, max_size=4))
def test_imports_undone_the_latest_first_leave_the_book_as_it_was(
    files: list[tuple[str, Any]], actor: Actor, book: Book, tmp_path: Path
) -> None:
    if not Client.select().exists():
        open_account(actor, ClientDraft(first_name="Zoé", last_name="Durand", town="Die"))
    before = [dump()]
    runs = []
    for file in files:
        run = _import(actor, tmp_path, file)
        if run is not None:
            runs.append(run)
            before.append(dump())
    for run in reversed(runs):
        assert dump() == before.pop()
        report = undo_import(actor, run)
        assert report.kept == ()
    assert dump() == before.pop()
    assert search_index.faults() == []
    assert check(book).sound


_LATER: tuple[Callable[[Actor, int], Any], ...] = (
    lambda actor, client: note(actor, client, EntryDraft(EntryType.VISIT, text="Main")),
    lambda actor, client: remember(actor, client, "À la main"),
    lambda actor, client: update_client(actor, client, client_draft(client)),
    lambda actor, client: save_asset(actor, client, None, AssetDraft(name="Vélo")),
    lambda actor, client: open_account(
        actor, ClientDraft(last_name=f"Ami de {client}", recommended_by=client)
    ),
)


@given(
    files=st.lists(_FILE, min_size=1, max_size=3),
    later=st.lists(st.tuples(st.integers(0, 9), st.sampled_from(_LATER)), max_size=4),
    order=st.randoms(use_true_random=False),
)
def test_whoever_was_touched_since_is_kept_whole(
    files: list[tuple[str, Any]],
    later: list[tuple[int, Callable[[Actor, int], Any]]],
    order: Any,
    actor: Actor,
    book: Book,
    tmp_path: Path,
) -> None:
    runs = [run for file in files if (run := _import(actor, tmp_path, file)) is not None]
    touched = set()
    for place, act in later:
        ids = [client.id for client in Client.select().order_by(Client.id)]
        if ids:
            act(actor, ids[place % len(ids)])
            touched.add(ids[place % len(ids)])
    order.shuffle(runs)
    for run in runs:
        before = {client: _told_of(client) for client in _clients()}
        report = undo_import(actor, run)
        gone = before.keys() - _clients()
        assert not gone & touched
        assert len(gone) == report.clients
        for kept in report.kept:
            assert _told_of(kept.client_id) == before[kept.client_id]
    assert search_index.faults() == []
    assert check(book).sound
    _undo_what_is_left(actor)


def _clients() -> set[int]:
    return {client.id for client in Client.select()}


def _told_of(client_id: int) -> list[Any]:
    """All the book holds of a client."""
    tables = ("reach", "client_tag", "asset", "memory", "entry", "account_figures")
    rows = [
        database.execute_sql(f"SELECT * FROM {table} WHERE client_id = ?", (client_id,)).fetchall()
        for table in tables
    ]
    return [
        database.execute_sql("SELECT * FROM client WHERE id = ?", (client_id,)).fetchall(),
        rows,
    ]
