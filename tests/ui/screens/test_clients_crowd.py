"""The Clients table with a thousand people in it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import clients, journal
from models.actor import Actor
from models.books import BookDraft, create_book
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.client_list import ClientListRow
from models.clock import believe_today
from models.database import Book, open_book, writing
from models.journal import EntryDraft
from models.rules.trust import EntryType
from models.settings import Shop
from models.team import first_member
from tests.ui.conftest import named, press, texts, type_text
from tests.ui.screens.conftest import CTRL, has_keyboard
from tests.ui.screens.test_clients import choose, names, rows
from ui.main_window import MainWindow
from ui.screens import clients_count
from ui.screens.clients import ClientsScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)
CROWD, SPACE = 1000, " "


@pytest.fixture(scope="module")
def _crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand clients: towns, tags, vehicles and visits spread among them."""
    believe_today(TODAY)
    place = tmp_path_factory.mktemp("crowd") / "garage.ccbook"
    with closing(create_book(place, BookDraft(Shop(name="Garage Morel"), "garage"), TODAY)):
        member = first_member().id
        with writing():
            for number in range(CROWD):
                _come_in(Actor(member, TODAY - timedelta(days=number)), number)
    believe_today(None)
    return place


def _come_in(long_ago: Actor, number: int) -> None:
    draft = ClientDraft(
        first_name=f"Prénom{number % 7}",
        last_name=f"Nom{(number * 7919) % CROWD:04d}",
        town=("Valence", "Romans", "Die", "Crest")[number % 4],
        tags=("taxi",) if number % 50 == 0 else (),
        reaches=(ReachDraft("phone", f"06 {number:08d}"),),
        assets=(AssetDraft("trailer", "Erka"),) if number % 100 == 0 else (),
    )
    client_id = clients.open_account(long_ago, draft).client_id
    assert client_id is not None
    if number % 3 == 0:
        journal.note(long_ago, client_id, EntryDraft(EntryType.VISIT, "service"))


@pytest.fixture
def book(_crowd: Path, tmp_path: Path, today: date) -> Iterator[Book]:
    """A copy of that book, open."""
    place = tmp_path / _crowd.name
    shutil.copyfile(_crowd, place)
    opened = open_book(place)
    yield opened
    opened.close()


@pytest.fixture
def crowded(qtbot: QtBot, window: MainWindow) -> ClientsScreen:
    """The Clients screen on those thousand."""
    press(qtbot, Key.Key_2, CTRL)
    screen = window.screen_of("clients")
    assert isinstance(screen, ClientsScreen)
    return screen


def test_a_thousand_clients_are_fetched_page_by_page_while_scrolling(
    qtbot: QtBot, crowded: ClientsScreen
) -> None:
    assert f"1{SPACE}000 clients" in " ".join(texts(crowded))
    assert crowded.model.rowCount() == 200
    assert has_keyboard() == "clients_table"
    press(qtbot, Key.Key_End)
    qtbot.waitUntil(lambda: crowded.model.rowCount() > 200)
    _to_the_end(qtbot, crowded, CROWD)
    assert names(crowded) == sorted(names(crowded))
    assert len(set(names(crowded))) == len(names(crowded))


def test_ctrl_f_filters_while_one_types_and_enter_goes_to_the_lines(
    qtbot: QtBot, crowded: ClientsScreen
) -> None:
    press(qtbot, Key.Key_F, CTRL)
    assert has_keyboard() == "clients_filter"
    type_text(qtbot, "nom0042")
    press(qtbot, Key.Key_Return)
    assert [name.split()[0] for name in names(crowded)] == ["Nom0042"]
    assert "1 client" in texts(crowded)
    assert has_keyboard() == "clients_table"
    press(qtbot, Key.Key_Escape)
    assert crowded.search.text() == ""
    assert crowded.model.rowCount() == 200


@pytest.mark.parametrize(
    ("name", "text", "keeps"),
    [
        ("filter_tag", "taxi", lambda row: int(row.number) >= 1),
        ("filter_kind", "Remorque, caravane", lambda row: row.asset == "Erka"),
        (
            "filter_silence",
            "Pas vus depuis 12 mois",
            lambda row: row.last_visit is None or row.last_visit < date(2025, 11, 22),
        ),
    ],
)
def test_each_filter_keeps_whom_it_says(
    qtbot: QtBot,
    crowded: ClientsScreen,
    name: str,
    text: str,
    keeps: Callable[[ClientListRow], bool],
) -> None:
    choose(qtbot, crowded, name, text)
    assert rows(crowded)
    assert all(keeps(row) for row in rows(crowded))
    counts = {"filter_tag": CROWD // 50, "filter_kind": CROWD // 100}
    if name in counts:
        assert f"{counts[name]} clients" in texts(crowded)


def test_a_large_book_counts_a_filter_in_the_background_and_says_the_last_one_asked(
    qtbot: QtBot, crowded: ClientsScreen, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients_count, "_AT_ONCE", 0)
    choose(qtbot, crowded, "filter_town", "Crest")
    assert texts(crowded).count("…") == 1, "a page is there before the count"
    assert crowded.model.rowCount() == 200
    choose(qtbot, crowded, "filter_town", "Die")
    press(qtbot, Key.Key_F, CTRL)
    type_text(qtbot, "nom")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: "250 clients" in texts(crowded))
    press(qtbot, Key.Key_A, CTRL)
    assert "250 clients, 250 choisis" in texts(crowded)


def test_a_client_who_comes_after_the_last_line_is_counted_and_fetched(
    qtbot: QtBot, crowded: ClientsScreen, window: MainWindow, actor: Actor
) -> None:
    choose(qtbot, crowded, "filter_town", "Die")
    press(qtbot, Key.Key_F, CTRL)
    press(qtbot, Key.Key_Return)
    _to_the_end(qtbot, crowded, 250)
    draft = ClientDraft(last_name="Zzz", town="Die")
    window.events.tell(clients.open_account(actor, draft))
    assert "251 clients" in texts(crowded)
    _to_the_end(qtbot, crowded, 251)
    assert names(crowded)[-1] == "Zzz"


def _to_the_end(qtbot: QtBot, crowded: ClientsScreen, count: int) -> None:
    def at_the_end() -> bool:
        press(qtbot, Key.Key_End)
        return crowded.model.rowCount() == count

    qtbot.waitUntil(at_the_end)


def test_enter_opens_the_line_and_esc_comes_back_to_it(
    qtbot: QtBot, crowded: ClientsScreen, window: MainWindow
) -> None:
    for _row in range(30):
        press(qtbot, Key.Key_Down)
    looked_at = rows(crowded)[30]
    press(qtbot, Key.Key_Return)
    assert crowded.file.client_id == looked_at.client_id
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "clients_table"
    assert crowded.table.currentIndex().row() == 30
    assert crowded.table.current_row() == looked_at


def test_the_words_to_look_for_keep_their_room_beside_the_choices(
    qtbot: QtBot, crowded: ClientsScreen, window: MainWindow
) -> None:
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: crowded.search.width() >= 180)
    choices = [named(crowded, name).width() for name in ("filter_state", "filter_kind")]
    assert min(choices) >= 120
