"""The search field and its list: letters search, the arrows choose, Enter opens, Esc steps back."""

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.kit.conftest import Show
from ui.widgets import Key, ResultList, ResultRow, SearchField, bold

ROWS = [
    ResultRow(1, (bold("Durand"), " Hélène"), "Peugeot 308 · Valence", "À réparer", "bad"),
    ResultRow(2, (bold("Durand"), " Hélène"), "06 71 ·· 40 · Romans"),
    ResultRow(3, (bold("Durant"), " Paul"), "Clio · CB-201-AA"),
    ResultRow("new", "+ Ouvrir un compte « duran »", action=True),
]


def _field() -> SearchField:
    return SearchField("Nom, téléphone, plaque")


def _list() -> ResultList:
    results = ResultList("Clients trouvés")
    results.show_rows(ROWS)
    return results


def test_each_letter_searches(qtbot: QtBot, show: Show) -> None:
    field, typed = _field(), []
    show(field)
    field.text_changed.connect(typed.append)
    field.start()
    qtbot.keyClicks(field.edit, "dur")
    assert typed == ["d", "du", "dur"]


def test_the_arrows_are_for_the_list_and_enter_accepts(qtbot: QtBot, show: Show) -> None:
    field, moves = _field(), []
    show(field)
    field.moved.connect(moves.append)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert moves == [1, -1]
    with qtbot.waitSignal(field.accepted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)


def test_escape_empties_the_field_then_steps_back(qtbot: QtBot, show: Show) -> None:
    field = _field()
    show(field)
    qtbot.keyClicks(field.edit, "dur")
    with qtbot.assertNotEmitted(field.stepped_back):
        qtbot.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.stepped_back):
        qtbot.keyClick(field.edit, Qt.Key.Key_Escape)


def test_starting_again_selects_what_was_typed(qtbot: QtBot, show: Show) -> None:
    field = _field()
    show(field)
    field.set_text("durand")
    field.start()
    qtbot.keyClicks(field.edit, "m")
    assert field.text() == "m"


def test_the_hint_is_told_in_words(show: Show) -> None:
    field = _field()
    field.set_hint("4 clients · ", Key("↓"), " choisir")
    assert field.hint.plain_text() == "4 clients · ↓ choisir"


def test_the_keyboard_is_seen_around_the_field(show: Show) -> None:
    field = _field()
    show(field, 600, 48)
    field.edit.clearFocus()
    without = field.grab().toImage()
    field.start()
    assert field.grab().toImage() != without


def test_the_list_passes_qt_s_own_model_test(qtmodeltester: ModelTester) -> None:
    results = _list()
    qtmodeltester.check(results.model())


def test_enter_chooses_the_row_looked_at(qtbot: QtBot, show: Show) -> None:
    results = _list()
    show(results)
    results.look_at(0)
    qtbot.keyClick(results, Qt.Key.Key_Down)
    with qtbot.waitSignal(results.row_chosen) as chosen:
        qtbot.keyClick(results, Qt.Key.Key_Return)
    assert chosen.args == [ROWS[1]]


def test_enter_in_the_search_chooses_the_first_row_when_none_is_looked_at(qtbot: QtBot) -> None:
    results = _list()
    with qtbot.waitSignal(results.row_chosen) as chosen:
        results.choose()
    assert chosen.args == [ROWS[0]]


def test_the_search_s_arrows_move_in_the_list_and_stop_at_its_ends(qtbot: QtBot) -> None:
    results, looked = _list(), []
    results.row_looked_at.connect(looked.append)
    results.move(1)
    results.move(1)
    results.move(-8)
    results.move(8)
    assert [row.key for row in looked] == [1, 2, 1, "new"]


def test_up_from_the_first_row_goes_back_to_the_search(qtbot: QtBot, show: Show) -> None:
    results = _list()
    show(results)
    results.look_at(0)
    with qtbot.waitSignal(results.left):
        qtbot.keyClick(results, Qt.Key.Key_Up)
    with qtbot.waitSignal(results.left):
        qtbot.keyClick(results, Qt.Key.Key_Escape)


def test_a_click_chooses(qtbot: QtBot, show: Show) -> None:
    results = _list()
    show(results, 300, 400)
    place = results.visualRect(results.model().index(2, 0)).center()
    with qtbot.waitSignal(results.row_chosen) as chosen:
        qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [ROWS[2]]


def test_a_screen_reader_hears_the_status_the_name_and_what_tells_homonyms_apart() -> None:
    results = _list()
    index = results.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "À réparer, Durand Hélène, Peugeot 308 · Valence"
    )


def test_a_long_list_is_fetched_as_it_is_walked(qtbot: QtBot, show: Show) -> None:
    asked: list[object] = []

    def fetch(after: object, limit: int) -> list[ResultRow]:
        asked.append(after)
        first = 0 if after is None else int(str(after)) + 1
        return [ResultRow(at, f"Client {at}") for at in range(first, min(first + limit, 900))]

    results = ResultList("Clients trouvés")
    show(results, 300, 400)
    results.show_pages(fetch)
    assert asked == [None]
    results.look_at(0)
    qtbot.keyClick(results, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: results.count() > 200)
    assert asked[1] == 199
