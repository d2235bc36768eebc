"""The charter: what is published is kept, told apart, and never silently lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actor import Actor
from models.charter import (
    Step,
    blocked,
    charter_in_force,
    charters,
    coming,
    keep_paper,
    paper,
    promised_to,
    proposed_end,
    publish,
)
from models.database import Book
from models.errors import Refused
from models.privilege_faults import WALL
from models.privilege_rights import rights_of
from models.privileges import (
    Status,
    give_up,
    keep_draft,
    plan_withdrawal,
    privilege,
    privileges,
    take_up_again,
)
from tests.models.privileges.conftest import READY, idea, published

YEARS = {"years": 3}


def test_an_idea_binds_nobody_until_a_charter_publishes_it(
    actor: Actor, faithful: int, today: date
) -> None:
    privilege_id = idea(actor)
    assert privilege(privilege_id).status is Status.DRAFT
    assert rights_of(faithful, today).today == ()
    publish(actor, [privilege_id])
    assert privilege(privilege_id).status is Status.PUBLISHED
    assert [right.item.draft for right in rights_of(faithful, today).today] == [READY]


def test_a_half_thought_idea_is_kept_but_not_published(actor: Actor, today: date) -> None:
    privilege_id = idea(actor, keeping="", wall="")
    assert list(blocked(today)[privilege_id]) == ["keeping", "wall"]
    with pytest.raises(Refused, match="pas encore prêt"):
        publish(actor, [privilege_id])
    assert charters() == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", READY.title.upper()),
        ("promise", "é" * (WALL + 1)),
        ("promise_en", "x" * (WALL + 1)),
    ],
)
def test_two_privileges_of_one_name_or_a_promise_too_long_for_the_wall_wait(
    actor: Actor, today: date, name: str, text: str
) -> None:
    published(actor)
    other = idea(actor, **{"title": "Autre", name: text})
    assert list(blocked(today)[other]) == [name]
    with pytest.raises(Refused, match="pas encore prêt"):
        publish(actor, [other])


def test_names_may_be_given_to_one_another_but_not_twice_in_one_charter(
    actor: Actor, today: date
) -> None:
    first, second = published(actor, title="Prêt"), published(actor, title="Retour")
    same = [idea(actor, title="Accueil"), idea(actor, title="accueil")]
    with pytest.raises(Refused, match="porte ce nom"):
        publish(actor, same)
    for key, title in ((first, "Retour"), (second, "Prêt")):
        keep_draft(actor, replace(privilege(key).draft, title=title), key)
    publish(actor, [first, second, same[0]])
    assert {item.draft.title for item in charters()[0].items} == {"Prêt", "Retour", "Accueil"}


def test_points_are_refused_with_the_reason(actor: Actor, today: date) -> None:
    privilege_id = idea(actor, promise="Un point par euro dépensé, un cadeau à dix points.")
    assert "points" in blocked(today)[privilege_id]["promise"]


def test_nothing_new_makes_no_charter(actor: Actor) -> None:
    privilege_id = published(actor)
    with pytest.raises(Refused, match="Rien n’a changé"):
        publish(actor, [privilege_id])
    assert [row.number for row in charters()] == [1]


def test_an_idea_is_put_away_and_taken_up_again_but_not_a_promise(actor: Actor) -> None:
    privilege_id = idea(actor)
    give_up(actor, privilege_id)
    assert privileges() == []
    take_up_again(actor, privilege_id)
    publish(actor, [privilege_id])
    with pytest.raises(Refused, match="a été promis"):
        give_up(actor, privilege_id)


def test_a_withdrawn_privilege_stays_due_until_its_day_to_whom_it_was_promised(
    actor: Actor, faithful: int, newcomer: int, today: date
) -> None:
    privilege_id = published(actor, rule=YEARS)
    assert promised_to(privilege_id, today) == [faithful]
    until = today + timedelta(days=30)
    plan_withdrawal(actor, privilege_id, until)
    publish(actor, [])
    assert [right.until for right in rights_of(faithful, today).today] == [until]
    assert rights_of(faithful, until - timedelta(days=1)).today
    assert rights_of(faithful, until).today == ()
    assert rights_of(newcomer, today).today == ()
    assert privilege(privilege_id).status is Status.WITHDRAWN


@pytest.mark.parametrize(("days", "still_said"), [(29, True), (30, False)])
def test_a_later_charter_says_what_is_still_due_up_to_the_eve_of_the_day(
    actor: Actor, today: date, days: int, still_said: bool
) -> None:
    plan_withdrawal(actor, published(actor), today + timedelta(days=30))
    publish(actor, [])
    published(replace(actor, today=today + timedelta(days=days)), title="Cordons")
    assert [item.draft.title for item in charters()[0].items] == ["Cordons"]
    assert bool(charters()[0].leaving) is still_said


def test_a_withdrawal_is_for_a_day_to_come_and_can_be_called_off(actor: Actor, today: date) -> None:
    privilege_id = published(actor)
    with pytest.raises(Refused, match="à venir"):
        plan_withdrawal(actor, privilege_id, today)
    plan_withdrawal(actor, privilege_id, today + timedelta(days=9))
    assert privilege(privilege_id).status is Status.LEAVING
    plan_withdrawal(actor, privilege_id, None)
    assert privilege(privilege_id).status is Status.PUBLISHED


def test_a_withdrawal_nobody_announced_in_time_is_not_published(
    actor: Actor, faithful: int, today: date
) -> None:
    privilege_id = published(actor)
    plan_withdrawal(actor, privilege_id, today + timedelta(days=9))
    late = Actor(actor.member_id, today + timedelta(days=10))
    with pytest.raises(Refused, match="date passée"):
        publish(late, [])
    assert rights_of(faithful, late.today).today


def test_a_narrower_rule_is_announced_and_what_was_promised_stays_due(
    actor: Actor, faithful: int, newcomer: int, today: date
) -> None:
    privilege_id = published(actor)
    keep_draft(actor, replace(READY, rule={"years": 10}), privilege_id)
    (difference,) = coming(today)
    assert difference.step is Step.CHANGED
    assert difference.until == proposed_end(today)
    assert "10 ans" in difference.words[0]
    publish(actor, [privilege_id])
    for client in (faithful, newcomer):
        assert [right.until for right in rights_of(client, today).today] == [proposed_end(today)]
        assert rights_of(client, proposed_end(today)).today == ()


def test_a_wider_rule_is_due_at_once_and_once(actor: Actor, faithful: int, today: date) -> None:
    privilege_id = published(actor, rule=YEARS)
    keep_draft(actor, replace(READY, rule={"years": 1}), privilege_id)
    publish(actor, [privilege_id])
    (right,) = rights_of(faithful, today).today
    assert right.until is None
    assert right.item.draft.rule == {"years": 1}


def test_every_version_is_kept_with_its_day_and_its_papers(actor: Actor, today: date) -> None:
    first = published(actor)
    later = Actor(actor.member_id, today + timedelta(days=40))
    second = idea(later, title="Prêt d’un vélo")
    publish(later, [second])
    newest, oldest = charters()
    assert [(row.number, row.day) for row in (newest, oldest)] == [(2, later.today), (1, today)]
    assert {item.privilege_id for item in newest.items} == {first, second}
    assert [item.privilege_id for item in oldest.items] == [first]
    keep_paper(newest.id, "a4", b"%PDF-1")
    keep_paper(newest.id, "a4", b"%PDF-2")
    assert paper(newest.id, "a4") == b"%PDF-1"
    assert paper(oldest.id, "a4") is None


ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["reword", "years", "leave", "stay", "publish"])),
    max_size=14,
)


@given(acts=ACTS)
def test_a_published_privilege_is_never_silently_lost(
    acts: list[tuple[int, str]], book: Book, actor: Actor, faithful: int, today: date
) -> None:
    """Whatever is changed: who has it one day has it the next, but after a day announced before."""
    with book.db.atomic() as tried:
        ids = [published(actor, title=f"Service {place}") for place in range(3)]
        day = today
        for place, act in acts:
            acting, key = Actor(actor.member_id, day), ids[place]
            before = {right.item.privilege_id for right in rights_of(faithful, day).today}
            _do(acting, key, act)
            after = {right.item.privilege_id for right in rights_of(faithful, day).today}
            assert before <= after
            told = {item.privilege_id: item.until for item in _leaving()}
            day += timedelta(days=20)
            lost = after - {right.item.privilege_id for right in rights_of(faithful, day).today}
            assert all(until is not None and until <= day for until in map(told.get, lost))
            assert lost <= set(told)
        tried.rollback()


def _leaving() -> tuple[object, ...]:
    charter = charter_in_force()
    return () if charter is None else charter.leaving


def _do(actor: Actor, key: int, act: str) -> None:
    row = privilege(key)
    try:
        if act == "reword":
            keep_draft(actor, replace(row.draft, promise=f"{READY.promise} {actor.today}"), key)
        elif act == "years":
            keep_draft(actor, replace(row.draft, rule={"years": 50}), key)
        elif act == "publish":
            publish(actor, [key])
        else:
            until = actor.today + timedelta(days=30) if act == "leave" else None
            plan_withdrawal(actor, key, until)
    except Refused:
        return
