"""A whole day at the counter, every key of it: what the screen says, and what the book holds."""

# ruff: noqa: F811 - the fixtures of the window are given their own names here

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import clients, team
from models.actor import Actor
from models.charter_told import told
from models.check import check
from models.client_drafts import ClientDraft
from models.client_list import tags
from models.clients import memories
from models.costs import Standing
from models.database import Book
from models.journal_rows import texts_of
from models.messages import messages as messages_of
from models.privilege_uses import uses
from models.rules.trust import EntryType, Outcome, Severity
from models.tables import Cost, Entry
from models.voices import voices
from tests.end_to_end.test_counter_day import Shop
from tests.models.privileges.conftest import published
from tests.ui.conftest import (  # noqa: F401
    People,
    _dressed,
    _known_book,
    _new_book,
    _no_question_left,
    actor,
    book,
    idle,
    look,
    messages,
    named,
    people,
    session,
    texts,
    today,
    window,
)
from tests.ui.screens.conftest import has_keyboard
from ui.main_window import MainWindow
from ui.session import Session

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def claire(actor: Actor, people: People) -> int:
    """The owner; Karim works with her, the charter has one privilege, two are faithful today."""
    team.add_member(actor, "Karim Benali")
    published(actor)
    for first, last in (("Odile", "Perrin"), ("Rémi", "Faure")):
        draft = ClientDraft(first_name=first, last_name=last, since=date(2016, 11, 22))
        clients.open_account(actor, draft)
    return actor.member_id


@pytest.fixture
def shop(qtbot: QtBot, claire: int, window: MainWindow, session: Session) -> Shop:
    """The window on that book."""
    return Shop(qtbot, window, session)


class Told:
    """The last entry of a client, read from the book's own rows."""

    def __init__(self, client: int) -> None:
        self.row = Entry.select().where(Entry.client == client).order_by(Entry.id.desc()).first()
        self.text = texts_of(client).get(self.row.id, "")
        self.type = EntryType(self.row.type)


def test_a_whole_day_by_every_key(shop: Shop, people: People, book: Book) -> None:
    helene = people.helene
    _somebody_comes_in(shop, helene)
    _each_key_of_the_card_notes_its_thing(shop, helene)
    _the_client_leans_over_the_screen(shop, helene)
    _the_whole_file_by_its_tabs(shop)
    _a_new_face(shop)
    _the_list_of_clients(shop)
    _what_waits(shop, people)
    _the_evening(shop, people)
    assert check(book).faults == ()


def _somebody_comes_in(shop: Shop, helene: int) -> None:
    """The plate is enough; Karim says with one key and a number that he is at the counter."""
    assert shop.find("gh 482") == helene
    shop.sees("counter", "Madame Durand")
    shop.sees("counter", "Ce que nous lui devons")
    shop.sees("counter", "Voiture ramenée à la porte")
    shop.keys(Key.Key_F4, "2")
    assert shop.session.member.name == "Karim Benali"
    assert has_keyboard() == "counter_card"


def _each_key_of_the_card_notes_its_thing(shop: Shop, helene: int) -> None:
    karim, owner = shop.session.member.id, team.first_member().id

    # A, with everything behind Tab: yesterday, memorable, what it cost and its papers, Claire's.
    shop.keys(Key.Key_A, "7voiture devant la porte", Key.Key_Tab, "hier", Key.Key_Tab)
    shop.keys(Key.Key_Space, Key.Key_Tab, "45,00", Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    shop.keys("F-112", Key.Key_Tab, Key.Key_Home, Key.Key_Tab, Key.Key_Home, Key.Key_Return)
    noted = Told(helene)
    assert (noted.type, noted.row.kind) == (EntryType.ATTENTION, "beyond")
    assert (noted.row.day, noted.row.memorable) == (date(2026, 11, 21), True)
    assert noted.row.author_id == owner
    cost = Cost.get(Cost.entry == noted.row.id)
    assert (cost.net_cents, cost.vat_rate, cost.document) == (4500, 2000, "F-112")
    assert cost.standing == next(iter(Standing)).value
    assert "Attention : + 8,0" in messages(shop.window)[-1]
    shop.sees("counter", "voiture devant la porte")

    # I, last Monday, lighter than usual; the only vehicle is the one it is about.
    shop.keys(Key.Key_I, "2pièce en retard", Key.Key_Tab, Key.Key_Down, Key.Key_Tab, Key.Key_Tab)
    shop.keys(Key.Key_Tab, "lundi", Key.Key_Return)
    noted = Told(helene)
    assert (noted.type, noted.row.day) == (EntryType.INCIDENT, date(2026, 11, 16))
    assert noted.row.severity == Severity.MINOR.value
    assert noted.row.author_id == karim
    shop.sees("counter", "pièce en retard")

    # D for Monday, P for a day written in figures: each says what silence would cost.
    shop.keys(Key.Key_D, "prix d’un attelage", Key.Key_Tab, "lundi", Key.Key_Return)
    noted = Told(helene)
    assert (noted.type, noted.row.due) == (EntryType.REQUEST, date(2026, 11, 23))
    assert "échéance lun. 23 nov. : sans suite, ce sera − 5,0" in messages(shop.window)[-1]
    shop.keys(Key.Key_P, "rappeler", Key.Key_Tab, "12/12", Key.Key_Return)
    noted = Told(helene)
    assert (noted.type, noted.row.due) == (EntryType.PROMISE, date(2026, 12, 12))

    # H honours, T tells the charter, M remembers, W keeps her words, V says she came.
    shop.keys(Key.Key_H, "1clé dans la boîte", Key.Key_Return)
    assert (Told(helene).type, len(uses(helene))) == (EntryType.PRIVILEGE, 1)
    shop.keys(Key.Key_T)
    assert len(told(helene)) == 1
    shop.keys(Key.Key_M, "fam sa fille passe le permis", Key.Key_Tab, Key.Key_Space)
    shop.keys(Key.Key_Return)
    [fact] = memories(helene)
    assert (fact.category, fact.text, fact.pinned) == ("family", "sa fille passe le permis", True)
    assert fact.author_id == karim
    shop.sees("counter", "sa fille passe le permis")
    shop.keys(Key.Key_W, "2on est bien reçu ici", Key.Key_Return)
    [words] = voices(client_id=helene)
    assert (words.draft.words, words.author_id) == ("on est bien reçu ici", karim)
    shop.keys(Key.Key_V, "2freins avant", Key.Key_Return)
    assert (Told(helene).type, Told(helene).text) == (EntryType.VISIT, "freins avant")
    assert "le compte ne bouge pas" in messages(shop.window)[-1]

    # C: she called, which weighs nothing; a service message neither.
    shop.keys(Key.Key_C, "9pour l’heure", Key.Key_Return)
    [call] = messages_of(helene)
    assert (call.nature, call.text, call.author_id) == ("received", "pour l’heure", karim)

    # Z moves the nearest date, R closes a case, E opens it whole and Esc comes back.
    shop.keys(Key.Key_Z, "1dans 9 jours", Key.Key_Return)
    assert (Told(helene).type, Told(helene).row.due) == (EntryType.POSTPONED, date(2026, 12, 1))
    shop.keys(Key.Key_R, "1roulement changé", Key.Key_Return)
    assert Told(helene).type in (EntryType.RESOLUTION, EntryType.ANSWER, EntryType.KEPT)
    assert Told(helene).row.outcome in (None, Outcome.EXEMPLARY.value, Outcome.COMPLETE.value)
    shop.keys(Key.Key_E)
    assert shop.window.current_key() == "clients"
    shop.find("gh 482")


def _the_client_leans_over_the_screen(shop: Shop, helene: int) -> None:
    """F9 leaves the greeting and what is theirs; keys do nothing until F9 again."""
    before = Told(helene).row.id
    shop.keys(Key.Key_F9)
    curtain = named(shop.window, "curtain")
    seen = " ".join(texts(curtain))
    assert "Madame Durand" in seen
    assert "sa fille" not in seen
    assert "solde" not in seen.lower()
    shop.keys(Key.Key_A, "2", Key.Key_Return, Key.Key_F9)
    assert Told(helene).row.id == before
    # A smile too many is taken back: who, what, and the balance are said.
    shop.keys(Key.Key_A, "2", Key.Key_Return, (Key.Key_Z, CTRL))
    assert Told(helene).type is EntryType.REVERSAL
    assert "Repris chez Hélène Durand : Sourire" in messages(shop.window)[-1]


def _the_whole_file_by_its_tabs(shop: Shop) -> None:
    """Enter opens the file; each tab has its key and gives the keyboard a place."""
    shop.keys(Key.Key_Return)
    file = shop.window.screen_of("clients").file  # type: ignore[attr-defined]
    for number, key in enumerate(file.parts, start=1):
        tab = Key.Key_V if key == "privacy" else Key(Key.Key_0 + number % 10)
        shop.keys((tab, ALT))
        page = file.page(key)
        assert page.isVisible(), number
        assert has_keyboard(), number
    shop.sees("clients", "Hélène Durand")
    shop.keys(Key.Key_Escape)


def _a_new_face(shop: Shop) -> None:
    """Nobody of that name: Enter opens an account, Enter welcomes."""
    shop.keys((Key.Key_K, CTRL), "zoé arnaud", Key.Key_Return, Key.Key_Return, Key.Key_Return)
    shop.sees("counter", "première visite")
    zoe = shop.find("arnaud")
    assert Told(zoe).row.kind == "first-impression"


def _the_list_of_clients(shop: Shop) -> None:
    """A filter, a sort, all of them tagged; Esc in the line leaves the filter as it was."""
    shop.keys((Key.Key_2, CTRL), (Key.Key_F, CTRL), "durand")
    idle(shop.qtbot, shop.window)
    shop.keys(Key.Key_Return, (Key.Key_1, ALT))
    shop.keys((Key.Key_A, CTRL), (Key.Key_T, CTRL), Key.Key_Escape)
    model = shop.window.screen_of("clients").model  # type: ignore[attr-defined]
    count = model.rowCount()
    shop.keys((Key.Key_A, CTRL), (Key.Key_T, CTRL), "fidèle", Key.Key_Return)
    idle(shop.qtbot, shop.window)
    assert tags() == ["fidèle"]
    assert f"fidèle mis sur {count} clients." in messages(shop.window)[-1]
    shop.keys(Key.Key_Escape)
    idle(shop.qtbot, shop.window)
    assert model.rowCount() == 7


def _what_waits(shop: Shop, people: People) -> None:
    """À faire: a line struck off, one put off, one given, one answered, each by a key."""
    shop.keys((Key.Key_3, CTRL))
    idle(shop.qtbot, shop.window)
    _on_line(shop, "Odile Perrin", Key.Key_X)
    assert not _line(shop, "Odile Perrin")
    _on_line(shop, "Rémi Faure", Key.Key_Z, "demain", Key.Key_Return)
    assert not _line(shop, "Rémi Faure")
    _on_line(shop, "rappeler avec le devis", Key.Key_G, "cla", Key.Key_Return, Key.Key_Return)
    assert _line(shop, "rappeler avec le devis").endswith("Claire Morel")
    _on_line(shop, "rappeler avec le devis", Key.Key_R, "1devis dit", Key.Key_Return)
    assert not _line(shop, "rappeler avec le devis")
    assert (Told(people.paul).type, Told(people.paul).text) == (EntryType.KEPT, "devis dit")
    assert has_keyboard() == "todo_table"


def _lines(shop: Shop) -> list[str]:
    """The lines of À faire as a screen reader says them."""
    model = shop.window.screen_of("todo").model  # type: ignore[attr-defined]
    columns = range(model.columnCount())
    return [
        " · ".join(str(model.index(row, column).data()) for column in columns)
        for row in range(model.rowCount())
    ]


def _line(shop: Shop, text: str) -> str:
    return next((line for line in _lines(shop) if text in line), "")


def _on_line(shop: Shop, text: str, *pressed: str | Qt.Key) -> None:
    """Go to the line of À faire that holds a text, and press keys there."""
    place = next(at for at, line in enumerate(_lines(shop)) if text in line)
    shop.keys(Key.Key_Home, *[Key.Key_Down] * place, *pressed)
    idle(shop.qtbot, shop.window)


def _the_evening(shop: Shop, people: People) -> None:
    """Après service: lines told, written at once, taken back at once."""
    shop.keys((Key.Key_3, ALT))
    panel = shop.window.screen_of("todo").after  # type: ignore[attr-defined]
    assert people.paul in [line.client.id for line in panel.lines]
    shop.keys(Key.Key_Home, Key.Key_A, "2", Key.Key_Return)
    shop.keys(Key.Key_End, Key.Key_V, "2", Key.Key_Return)
    count = Entry.select().count()
    shop.keys((Key.Key_S, CTRL))
    assert messages(shop.window)[-1] == "C’est noté pour 2 clients."
    assert Entry.select().count() == count + 2
    shop.keys((Key.Key_Z, CTRL))
    assert messages(shop.window)[-1] == "Repris pour 2 clients."
    shop.keys(Key.Key_Home, Key.Key_Delete, Key.Key_End, Key.Key_Delete)
