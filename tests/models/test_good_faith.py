"""What is asked of a client follows the relation and persons' decisions, never the account."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import clients, journal, team
from models.accounts import read_account
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.database import Book
from models.distances import come_closer, take_distance
from models.errors import Refused
from models.good_faith import (
    AskingRow,
    askings_of,
    relation_with,
    take_back_waiver,
    waive,
    waived_words,
)
from models.guarantees import ShopGuarantee, new_code, set_guarantees, shop_guarantees
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity, State
from models.rules.waivers import USUAL, Depth, Guarantee
from models.tables import GuaranteeWaiver, database

REASON = "trois devis refaits le même mois, aucun accepté"
LAW = {one.code for one in USUAL if one.law}


def asked(client: int, today: date) -> dict[str, AskingRow]:
    rows = askings_of(client, relation_with(client, today), today)
    return {row.asking.guarantee.code: row for row in rows}


def waived(client: int, today: date) -> set[str]:
    return {code for code, row in asked(client, today).items() if not row.asked}


@pytest.fixture
def newcomer(actor: Actor) -> int:
    """A client since today."""
    opened = clients.open_account(actor, ClientDraft(last_name="Petit")).client_id
    assert opened is not None
    return opened


@pytest.fixture
def faithful(actor: Actor, today: date) -> int:
    """A client for three years, who came four times."""
    draft = ClientDraft(last_name="Durand", since=today.replace(year=2023))
    opened = clients.open_account(actor, draft).client_id
    assert opened is not None
    for days in (5, 50, 100, 150):
        entry = EntryDraft(EntryType.VISIT, day=today - timedelta(days=days))
        journal.note(actor, opened, entry)
    return opened


def test_everything_is_asked_of_a_newcomer(newcomer: int, today: date) -> None:
    assert relation_with(newcomer, today).depth(today) == Depth(0, 0)
    assert waived(newcomer, today) == set()
    assert set(asked(newcomer, today)) == {one.code for one in USUAL}


def test_the_depth_of_the_relation_waives_all_but_the_law(faithful: int, today: date) -> None:
    assert relation_with(faithful, today).depth(today) == Depth(3, 4)
    assert waived(faithful, today) == {one.code for one in USUAL} - LAW
    ((labels, why),) = waived_words(list(asked(faithful, today).values()))
    assert labels.startswith("ticket de caisse, pièce d’identité")
    assert why == "depuis 3 ans, 4 passages"
    assert asked(faithful, today)["second_hand_seller"].why == (
        "exigé par la loi (Code pénal, 321-7)"
    )


def test_a_visit_taken_back_no_longer_counts(actor: Actor, faithful: int, today: date) -> None:
    journal.take_back_last(actor)
    assert relation_with(faithful, today).depth(today) == Depth(3, 3)
    assert asked(faithful, today)["deposit"].why == (
        "ne le sera plus dès 2 ans, 4 passages\u00a0; aujourd’hui 3 ans, 3 passages"
    )


@given(st.lists(st.sampled_from(list(Severity)), max_size=6), st.integers(0, 200))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_falling_account_never_loses_a_waiver(
    actor: Actor, faithful: int, today: date, grave: list[Severity], later: int
) -> None:
    with database.atomic() as undone:
        before = waived(faithful, today)
        for severity in grave:
            draft = EntryDraft(EntryType.INCIDENT, "defect", severity=severity)
            journal.note(actor, faithful, draft)
        assert before <= waived(faithful, today + timedelta(days=later))
        undone.rollback()


def test_a_ruptured_relation_keeps_its_waivers(actor: Actor, faithful: int, today: date) -> None:
    before = waived(faithful, today)
    for _time in range(4):
        draft = EntryDraft(EntryType.INCIDENT, "defect", severity=Severity.SERIOUS)
        journal.note(actor, faithful, draft)
    assert read_account(faithful).state(today + timedelta(days=60)) is State.RUPTURED
    assert waived(faithful, today + timedelta(days=60)) == before


def test_only_distance_asks_again_and_coming_closer_gives_back(
    actor: Actor, faithful: int, today: date
) -> None:
    before = waived(faithful, today)
    take_distance(actor, faithful, REASON)
    assert waived(faithful, today) == set()
    assert (
        asked(faithful, today)["deposit"].why == f"distance prise le 22 nov. 2026\u00a0: {REASON}"
    )
    waive(actor, faithful, "deposit")
    assert waived(faithful, today) == {"deposit"}, "decided after the distance, on the same day"
    come_closer(actor, faithful)
    assert waived(faithful, today) == before


def test_trusting_one_client_more_needs_no_reason(
    actor: Actor, newcomer: int, faithful: int, today: date
) -> None:
    waive(actor, newcomer, "payment_at_once")
    assert waived(newcomer, today) == {"payment_at_once"}
    assert asked(newcomer, today)["payment_at_once"].why == "décidé le 22 nov. 2026"
    take_back_waiver(actor, newcomer, "payment_at_once")
    assert waived(newcomer, today) == set()
    with pytest.raises(Refused, match="déjà plus demandée"):
        waive(actor, faithful, "deposit")


def test_a_waiver_of_another_day_is_withdrawn_by_distance_only(
    actor: Actor, newcomer: int, today: date
) -> None:
    waive(actor, newcomer, "deposit")
    tomorrow = replace(actor, today=today + timedelta(days=1))
    with pytest.raises(Refused, match="prendre de la distance"):
        take_back_waiver(tomorrow, newcomer, "deposit")
    take_distance(tomorrow, newcomer, REASON)
    assert waived(newcomer, tomorrow.today) == set()
    come_closer(tomorrow, newcomer)
    assert waived(newcomer, tomorrow.today) == {"deposit"}


@pytest.mark.parametrize("code", sorted(LAW))
def test_nobody_waives_what_the_law_requires(actor: Actor, newcomer: int, code: str) -> None:
    with pytest.raises(Refused, match="La loi l’exige"):
        waive(actor, newcomer, code)
    assert GuaranteeWaiver.select().count() == 0


@pytest.mark.parametrize("code", ["", "own-9", "receipt'; DROP TABLE client; --", "é" * 200])
def test_a_guarantee_that_is_not_asked_here_is_refused(
    actor: Actor, newcomer: int, code: str
) -> None:
    with pytest.raises(Refused, match="déjà plus demandée"):
        waive(actor, newcomer, code)


def test_the_card_asks_as_many_queries_in_a_deep_relation(
    actor: Actor, newcomer: int, faithful: int, today: date, statements: Callable[[], int]
) -> None:
    def count(client: int) -> int:
        relation, before = relation_with(client, today), statements()
        askings_of(client, relation, today)
        return statements() - before

    assert count(newcomer) == count(faithful) == 3


@pytest.fixture
def statements(book: Book, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many statements were asked so far."""
    asked: list[str] = []
    real = type(database.obj).execute_sql  # type: ignore[attr-defined]

    def counted(self: object, sql: str, *rest: object, **named: object) -> object:
        asked.append(sql)
        return real(self, sql, *rest, **named)

    monkeypatch.setattr(type(database.obj), "execute_sql", counted)  # type: ignore[attr-defined]
    return lambda: len(asked)


# -- what the shop asks ----------------------------------------------------------------------------


def own(label: str, depth: Depth | None = None) -> ShopGuarantee:
    return ShopGuarantee(Guarantee(new_code(), depth), label)


def test_the_owner_says_what_is_asked_and_until_when(
    actor: Actor, newcomer: int, today: date
) -> None:
    known = shop_guarantees()
    kept = [
        replace(one, rule=replace(one.rule, waived_from=Depth(0, 0)))
        if one.rule.code == "receipt"
        else replace(one, asked=one.rule.code != "loan_caution")
        for one in known
    ]
    set_guarantees(actor, [*kept, own("copie du permis")])
    assert waived(newcomer, today) == {"receipt"}
    found = asked(newcomer, today)
    assert "loan_caution" not in found
    assert found["own-1"].label == "copie du permis"
    assert found["own-1"].why == "toujours demandé ici"
    by_law = [one.code for one in USUAL if one.law]
    assert [one.rule.code for one in shop_guarantees()][-len(by_law) :] == by_law


def _deeper(actor: Actor, day: date, depth: Depth | None) -> None:
    """From a day on, the deposit is asked up to a greater depth, or always."""
    rows = shop_guarantees()
    rows = [
        replace(one, rule=replace(one.rule, waived_from=depth))
        if one.rule.code == "deposit"
        else one
        for one in rows
    ]
    set_guarantees(replace(actor, today=day), rows)


@pytest.mark.parametrize("depth", [Depth(10, 50), None])
def test_asking_more_is_for_those_to_come_and_only_distance_takes_back(
    actor: Actor, faithful: int, newcomer: int, today: date, depth: Depth | None
) -> None:
    before, tomorrow = waived(faithful, today), today + timedelta(days=1)
    _deeper(actor, tomorrow, depth)
    assert waived(faithful, tomorrow) == before
    assert asked(faithful, tomorrow)["deposit"].why == "déjà accordé le 22 nov. 2026, cela reste"
    assert "deposit" not in waived(newcomer, today.replace(year=2036))
    _deeper(actor, tomorrow + timedelta(days=1), Depth(90, 900))
    assert waived(faithful, tomorrow + timedelta(days=2)) == before
    take_distance(actor, faithful, REASON)
    assert waived(faithful, tomorrow) == set()
    come_closer(actor, faithful)
    assert waived(faithful, tomorrow) == before


def test_what_was_set_and_changed_within_a_day_was_promised_to_nobody(
    actor: Actor, faithful: int, newcomer: int, today: date
) -> None:
    """On the first day of the book, while its owner sets it up, as on any other."""
    _deeper(actor, today, Depth(10, 50))
    assert "deposit" not in waived(faithful, today + timedelta(days=9))
    later = today + timedelta(days=3)
    _deeper(actor, later, Depth(0, 0))
    _deeper(actor, later, Depth(10, 50))
    for client in (faithful, newcomer):
        assert "deposit" not in waived(client, later)


def test_a_new_guarantee_has_nothing_of_one_that_was_removed(
    actor: Actor, newcomer: int, today: date
) -> None:
    set_guarantees(actor, [*shop_guarantees(), own("copie du permis")])
    waive(actor, newcomer, "own-1")
    set_guarantees(actor, [one for one in shop_guarantees() if not one.is_own])
    set_guarantees(actor, [*shop_guarantees(), own("arrhes")])
    assert asked(newcomer, today)["own-2"].asked


def test_the_law_stays_whatever_is_written(actor: Actor, today: date, faithful: int) -> None:
    nothing = [replace(one, asked=False) for one in shop_guarantees()]
    set_guarantees(actor, nothing)
    assert set(asked(faithful, today)) == LAW
    assert waived(faithful, today) == set()


@pytest.mark.parametrize(
    ("label", "depth", "told"),
    [
        ("", None, "Donnez un nom"),
        ("  \u200b ", None, "Donnez un nom"),
        ("ACOMPTE", None, "déjà dans la liste"),
        ("copie", Depth(100, 0), "au plus 99 ans"),
        ("copie", Depth(0, -1), "au plus 99 ans"),
    ],
)
def test_a_guarantee_that_cannot_be_is_refused(
    actor: Actor, label: str, depth: Depth | None, told: str
) -> None:
    before = shop_guarantees()
    with pytest.raises(Refused, match=told):
        set_guarantees(actor, [*before, own(label, depth)])
    assert shop_guarantees() == before


def test_only_the_owner_sets_them_and_anyone_trusts_more(
    actor: Actor, newcomer: int, today: date
) -> None:
    team.add_member(actor, "Karim", "", team.MEMBER)
    karim = Actor(team.members()[-1].id, today)
    with pytest.raises(Refused, match="responsable"):
        set_guarantees(karim, shop_guarantees())
    waive(karim, newcomer, "receipt")
    assert waived(newcomer, today) == {"receipt"}
