"""A few days at the counter, from an empty book, with the keyboard only: from the first person who
comes in to the month's report on the accountant's desk."""

# ruff: noqa: F811 - the fixtures of the window are given their own names here

from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import clients
from models.accounts import read_account
from models.check import check
from models.clock import believe_today
from models.database import Book
from models.rules.trust import EntryType, Outcome, State
from tests.ui.conftest import (  # noqa: F401
    _dressed,
    _known_book,
    _new_book,
    _no_question_left,
    book,
    choose_file,
    click,
    look,
    messages,
    named,
    press,
    session,
    texts,
    today,
    type_text,
    window,
)
from ui.app import make_window
from ui.main_window import MainWindow
from ui.session import Session

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def shop(qtbot: QtBot, window: MainWindow, session: Session) -> "Shop":
    """The window on the new garage's book."""
    return Shop(qtbot, window, session)


class Shop:
    """The hands at the keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow, session: Session) -> None:
        self.qtbot, self.window, self.session = qtbot, window, session

    def keys(self, *pressed: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Type texts and press keys, one after the other."""
        for one in pressed:
            if isinstance(one, str):
                type_text(self.qtbot, one)
            elif isinstance(one, tuple):
                press(self.qtbot, *one)
            else:
                press(self.qtbot, one)

    def wake_up_on(self, day: date) -> None:
        """The window stayed open overnight: the day starts by itself."""
        believe_today(day)
        self.session.check_day()
        tasks = self.window.tasks
        self.qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)

    def find(self, typed: str) -> int:
        """Search, open the card, and say whose it is."""
        self.keys((Key.Key_K, CTRL), typed, Key.Key_Return)
        client_id = self.window.screen_of("counter").client_id  # type: ignore[attr-defined]
        assert isinstance(client_id, int)
        return client_id

    def save_as(self, file: Path) -> None:
        """Answer the file dialog; the window then comes to the front, as desktops do."""
        choose_file(file)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def sees(self, name: str, text: str) -> None:
        """Wait until a text is read in a screen."""
        screen = self.window.screen_of(name)
        self.qtbot.waitUntil(lambda: text in " ".join(texts(screen)))


def test_from_the_first_client_to_the_accountant_s_report(
    shop: Shop, book: Book, tmp_path: Path
) -> None:
    # Sunday: someone comes in, is welcomed, and is remembered.
    shop.sees("counter", "Votre livre est vide")
    shop.keys("hélène durand", Key.Key_Return, Key.Key_Return, Key.Key_Return)
    helene = shop.find("durand")
    shop.keys(Key.Key_M, "fam sa fille passe le permis", Key.Key_Return)
    shop.keys(Key.Key_V, "2freins avant", Key.Key_Return)
    shop.keys(Key.Key_P, "rappeler avec le devis des pneus", Key.Key_Tab, "demain", Key.Key_Return)
    shop.keys(Key.Key_D, "prix d’un attelage", Key.Key_Return)
    shop.sees("counter", "Parlez-lui de")
    shop.sees("counter", "sa fille passe le permis")

    # An incident noted on the wrong person is taken back, then noted where it belongs.
    shop.keys((Key.Key_K, CTRL), "06 11 22 33 44", Key.Key_Return, Key.Key_Escape)
    shop.keys(Key.Key_I, "3bruit à l’avant", Key.Key_Return)
    shop.keys((Key.Key_Z, CTRL))
    assert "Repris chez 06 11 22 33 44" in messages(shop.window)[-1]
    assert shop.find("durand") == helene
    shop.keys(Key.Key_I, "3bruit à l’avant", Key.Key_Return)
    shop.sees("counter", "Ce que nous lui devons")
    assert [e.type for e in read_account(helene).entries][-1] is EntryType.INCIDENT

    # Monday: À faire says what is due; the promise is kept, the incident repaired at our cost.
    shop.wake_up_on(SUNDAY + timedelta(days=1))
    shop.keys((Key.Key_3, CTRL))
    shop.sees("todo", "3 choses attendent")
    _answer(shop, "rappeler avec le devis", "1")
    _answer(shop, "bruit à l’avant", "1roulement changé, prêt offert", cost="45,00")
    shop.sees("todo", "1 chose attend")
    account = read_account(helene)
    assert {e.type for e in account.entries} >= {EntryType.KEPT, EntryType.RESOLUTION}
    assert account.balance(SUNDAY + timedelta(days=1)) == 300 - 1000 + 300 + 1200

    # Nobody answers the request: on the eighth day after it was due, it has become a withdrawal.
    lapses = SUNDAY + timedelta(days=10)
    shop.wake_up_on(lapses)
    assert any("devenu un retrait" in text for text in messages(shop.window))
    shop.sees("todo", "Rien n’attend")
    shop.find("durand")
    shop.keys(Key.Key_Return)
    shop.sees("clients", "Hélène Durand")
    told = [line.row.what for line in shop.window.screen_of("clients").file.page("account").lines]  # type: ignore[attr-defined]
    assert any("Demande restée sans réponse" in line for line in told)

    # The statement on paper.
    click(shop.qtbot, shop.window, "account_paper")
    statement = tmp_path / "durand.pdf"
    shop.save_as(statement)
    shop.qtbot.waitUntil(lambda: any("durand.pdf" in text for text in messages(shop.window)))
    assert "bruit à l’avant" in _words(statement)

    # November is over: its report, for the accountant.
    shop.keys((Key.Key_5, CTRL))
    _rest(shop)
    shop.keys((Key.Key_Left, ALT))
    _rest(shop)
    click(shop.qtbot, shop.window, "tab_accountant")
    _rest(shop)
    report = tmp_path / "novembre.pdf"
    shop.keys((Key.Key_S, CTRL))
    shop.save_as(report)
    shop.qtbot.waitUntil(lambda: any("novembre.pdf" in text for text in messages(shop.window)))
    words = _words(report)
    assert "45,00" in words
    assert "Durand" not in words
    assert check(book).faults == ()


def test_what_was_noted_is_there_when_the_window_opens_again(
    qtbot: QtBot, shop: Shop, book: Book
) -> None:
    shop.keys("zoé arnaud", Key.Key_Return, Key.Key_Return, "bonjour par son nom", Key.Key_Return)
    zoe = shop.find("arnaud")
    shop.keys(Key.Key_I, "8carte grise oubliée", Key.Key_Return)
    shop.window.close()
    qtbot.waitUntil(lambda: not shop.window.isVisible())
    again = make_window(book)
    qtbot.addWidget(again)
    with qtbot.waitActive(again):
        again.start()
        again.activateWindow()
    type_text(qtbot, "zoe")
    press(qtbot, Key.Key_Return)
    card = named(again, "counter_card")
    qtbot.waitUntil(lambda: "carte grise oubliée" in " ".join(texts(card)))
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1")
    press(qtbot, Key.Key_Return)
    account = read_account(zoe)
    assert account.entries[-1].outcome is Outcome.EXEMPLARY
    assert account.state(SUNDAY) is State.GROWING
    assert clients.client_draft(zoe).display_name == "Zoé Arnaud"
    again.close()


def test_a_day_from_the_first_visit_to_the_evening_and_the_call_three_days_later(
    shop: Shop, book: Book
) -> None:
    # Two people come in for the first time; the second says who sent her, the shop remembers.
    shop.keys("paul durant", Key.Key_Return, Key.Key_Return, Key.Key_Return)
    shop.sees("counter", "première visite")
    paul = shop.find("durant")
    shop.keys(Key.Key_M, "2deux filles", Key.Key_Return, Key.Key_W, "2on est bien reçu")
    shop.keys(Key.Key_Return)
    shop.sees("counter", "deux filles")

    # The client leans over the counter: nothing but what is theirs is left on the screen.
    shop.keys(Key.Key_F9, Key.Key_A, "2", Key.Key_Return)
    assert named(shop.window, "curtain").isVisible()
    assert len(read_account(paul).entries) == 2
    shop.keys(Key.Key_F9)

    # In the evening, both are told in one act, all keys.
    shop.keys((Key.Key_3, CTRL), (Key.Key_3, ALT), Key.Key_N, "zoé arnaud", Key.Key_Escape)
    shop.keys(Key.Key_Escape, (Key.Key_K, CTRL), "zoé arnaud", Key.Key_Return, Key.Key_Escape)
    zoe = shop.find("arnaud")
    shop.keys((Key.Key_3, CTRL))
    panel = shop.window.screen_of("todo").after  # type: ignore[attr-defined]
    assert [line.client.id for line in panel.lines] == [paul, zoe]
    shop.keys(Key.Key_Home, Key.Key_V, "2freins avant", Key.Key_Return)
    shop.keys(Key.Key_A, "7voiture devant la porte", Key.Key_Return)
    shop.keys(Key.Key_R, "dans 3 jours", Key.Key_Tab, "les freins", Key.Key_Return)
    shop.keys(Key.Key_Down, Key.Key_I, "1", Key.Key_Return, Key.Key_P, "envoyer le devis")
    shop.keys(Key.Key_Tab, "demain", Key.Key_Return, (Key.Key_S, CTRL))
    assert messages(shop.window)[-1] == "C’est noté pour 2 clients."
    types = {client: [e.type for e in read_account(client).entries] for client in (paul, zoe)}
    assert types[paul][-2:] == [EntryType.VISIT, EntryType.ATTENTION]
    assert types[zoe][-2:] == [EntryType.INCIDENT, EntryType.PROMISE]

    # One was noted by mistake: all of it comes back, is put right, and is noted again.
    shop.keys((Key.Key_Z, CTRL))
    assert read_account(paul).balance(SUNDAY) == 300
    shop.keys(Key.Key_End, Key.Key_Delete, Key.Key_Delete, (Key.Key_S, CTRL))
    assert messages(shop.window)[-1] == "C’est noté pour 1 client."
    assert read_account(paul).balance(SUNDAY) == 300 + 800
    assert read_account(zoe).balance(SUNDAY) == 0

    # Three days later the call waits; R notes what was said, and the line is gone.
    shop.wake_up_on(SUNDAY + timedelta(days=3))
    shop.keys((Key.Key_3, CTRL), (Key.Key_1, ALT))
    _rest(shop)
    _answer(shop, "les freins", "tout va bien")
    _rest(shop)
    assert read_account(paul).entries[-1].kind == "follow-up"
    todo = shop.window.screen_of("todo").model  # type: ignore[attr-defined]
    lines = [str(todo.index(row, 2).data()) for row in range(todo.rowCount())]
    assert not any("les freins" in line for line in lines)
    assert check(book).faults == ()


def _answer(shop: Shop, text: str, typed: str, cost: str = "") -> None:
    """Go to the line of À faire that holds a text, and answer it."""
    screen = shop.window.screen_of("todo")
    model = screen.model  # type: ignore[attr-defined]
    lines = [str(model.index(row, 2).data()) for row in range(model.rowCount())]
    place = next(at for at, line in enumerate(lines) if text in line)
    shop.keys(Key.Key_Home, *[Key.Key_Down] * place, Key.Key_R, typed)
    if cost:
        shop.keys(Key.Key_Tab, Key.Key_Tab, cost)
    shop.keys(Key.Key_Return)


def _rest(shop: Shop) -> None:
    """Wait until the report asked for is made."""
    shop.qtbot.waitUntil(lambda: not shop.window.tasks.is_busy(), timeout=20_000)


def _words(file: Path) -> str:
    pages = pypdf.PdfReader(file).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
