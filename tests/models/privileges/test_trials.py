"""Trials: due on their day, judged in words, then kept, extended or withdrawn."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from models.actor import Actor
from models.charter import coming
from models.errors import Refused
from models.month_data import ShopIdentity
from models.privilege_trials import Trial, Verdict, due, review, reviews, take_back_review
from models.privileges import Status, privilege
from models.todo import count_due, everything, give_to
from models.todo_calendar import todo_calendar
from reports.todo_sheet import render_todo
from tests.models.privileges.conftest import READY, published
from ui.command_todo import other_cells

WORDS = "Douze clients ramenés, deux nous ont recommandés."


@pytest.fixture
def tried(actor: Actor, today: date) -> int:
    """A privilege on trial until today, published two months ago."""
    before = replace(actor, today=today - timedelta(days=60))
    return published(before, trial_until=today)


def test_a_trial_waits_for_its_answer_from_its_day_on(tried: int, today: date) -> None:
    assert due(today - timedelta(days=1)) == []
    assert due(today) == [Trial(tried, READY.title, today)]


def test_a_trial_kept_stays_for_good_and_is_asked_no_more(
    actor: Actor, tried: int, today: date
) -> None:
    review(actor, tried, WORDS, Verdict.KEEP)
    assert due(today) == []
    assert [each.words for each in reviews(tried)] == [WORDS]
    assert privilege(tried).draft.trial_until is None
    assert coming(today)[0].words == ("l’essai est concluant\N{NO-BREAK SPACE}: il reste",)


def test_a_longer_trial_asks_for_its_new_day(actor: Actor, tried: int, today: date) -> None:
    later = today + timedelta(days=90)
    with pytest.raises(Refused, match="jour à venir"):
        review(actor, tried, WORDS, Verdict.EXTEND, today)
    review(actor, tried, WORDS, Verdict.EXTEND, later)
    assert privilege(tried).draft.trial_until == later


def test_a_trial_withdrawn_leaves_at_a_day_to_come(actor: Actor, tried: int, today: date) -> None:
    review(actor, tried, WORDS, Verdict.WITHDRAW, today + timedelta(days=30))
    assert privilege(tried).status is Status.LEAVING
    assert due(today) == []


def test_a_trial_is_judged_in_words(actor: Actor, tried: int, today: date) -> None:
    with pytest.raises(Refused, match="en une phrase"):
        review(actor, tried, "bien", Verdict.KEEP)
    assert due(today)


def test_taking_a_review_back_asks_again(actor: Actor, tried: int, today: date) -> None:
    before = privilege(tried)
    made = review(actor, tried, WORDS, Verdict.WITHDRAW, today + timedelta(days=30)).entry_id
    assert made is not None
    take_back_review(actor, made, before)
    again = privilege(tried)
    assert (again.draft, again.status) == (before.draft, Status.PUBLISHED)
    assert due(today)
    assert reviews(tried) == []


def test_a_trial_that_is_over_waits_in_every_form_of_the_list(
    actor: Actor, tried: int, today: date
) -> None:
    [item] = everything(today)
    assert everything(today - timedelta(days=1)) == []
    assert count_due(today) == 1
    assert (item.key, item.since) == ((0, "trial", tried), today)
    assert other_cells(today)[0][3:5] == ("Bilan d’un essai", "tous nos clients")
    assert READY.title in other_cells(today)[0][5]
    calendar = todo_calendar([item], today, "Garage Morel").decode()
    assert f"UID:trial-{tried}@compte-confiance" in calendar
    assert f"DTSTART;VALUE=DATE:{today:%Y%m%d}" in calendar
    pages = PdfReader(BytesIO(render_todo([item], today, ShopIdentity("Garage Morel", ()), {})))
    assert READY.title in " ".join(pages.pages[0].extract_text().split())
    with pytest.raises(Refused, match="ne se confie pas"):
        give_to(actor, item, actor.member_id)
