"""The day's list for the wall: one page, whatever waits."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from models.cases import OpenCase
from models.clients import ClientLabel
from models.month_data import ShopIdentity
from models.rules.trust import EntryType, Severity
from models.todo import TodoItem
from models.todo_lines import LineKind, TodoLine
from reports.todo_sheet import render_todo

DAY = date(2026, 11, 22)
SHOP = ShopIdentity("Garage Morel", ("12 avenue de Romans", "26000 Valence"))


def item(number: int, text: str = "bruit à l’avant", member: int | None = None) -> TodoItem:
    case = OpenCase(
        client_id=number,
        entry_id=number,
        type=EntryType.INCIDENT,
        severity=Severity.NOTABLE,
        kind="Défaut, reprise",
        text=text,
        noted_on=DAY,
        due=date(2026, 11, 25),
        acts_on=date(2026, 11, 26),
        amount=-2018,
        mishandled=False,
        partly=False,
    )
    return TodoItem(ClientLabel(number, number, f"Client <{number}>", "x"), case, member=member)


def page(items: list[TodoItem]) -> str:
    pages = PdfReader(BytesIO(render_todo(items, DAY, SHOP, {7: "Karim"}))).pages
    assert len(pages) == 1
    return pages[0].extract_text()


def test_a_line_says_until_when_who_what_for_whom_and_of_how_much() -> None:
    text = page([item(1, member=7)])
    for part in ("mer. 25 nov.", "reste 3 jours", "Client <1>", "Incident notable", "Karim"):
        assert part in text
    assert "20,2" in text
    assert "le jeu. 26 nov." in text, "the day it turns into a withdrawal"


def test_a_line_that_is_no_case_says_since_when_it_waits() -> None:
    client = ClientLabel(9, 9, "Martine Robin", "x")
    since = date(2026, 11, 16)
    thanks = TodoLine(LineKind.RETURNED, client, 1, since, "est revenue", "Merci.", "thanks")
    text = page([TodoItem(client, line=thanks)])
    assert "depuis le lun. 16 nov." in text
    assert "Merci d’être revenu" in text


@pytest.mark.parametrize("count", [2, 19, 31, 400])
def test_one_page_holds_the_most_urgent_and_counts_the_others(count: int) -> None:
    long = "une phrase assez longue pour prendre deux lignes sur le papier, et même un peu plus"
    text = page([item(n, long) for n in range(1, count + 1)])
    shown = text.count("Client <")
    assert shown >= min(count, 12)
    assert ("autre" in text) == (shown < count)
    if shown < count:
        assert f"Et {count - shown} autre" in text


def test_an_empty_day_says_so() -> None:
    assert "Rien n’attend" in page([])
