"""A ruptured relation is repaired step by step, and never on the day of the collapse."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import journal
from models.accounts import read_account
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.errors import Refused
from models.journal import EntryDraft
from models.journal_rows import texts_of
from models.repairs import RepairDraft, reconcile, repair_of, save_repair
from models.rules.trust import EntryType, Outcome, Severity
from models.tables import Repair

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)
STEPS = RepairDraft(
    understood="deux rendez-vous annulés sans un mot",
    apology="Claire l’a appelé, puis lui a écrit",
    repaired="révision refaite, voiture ramenée chez lui",
    prevention="le matin même on appelle quand un rendez-vous bouge",
    asked="« cette fois je vous crois »",
)


@pytest.fixture
def client(actor: Actor) -> int:
    """Someone whose account is open and well."""
    opened = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert opened is not None
    return opened


def rupture(actor: Actor, client: int, day: date) -> None:
    draft = EntryDraft(EntryType.INCIDENT, "rude", "mal reçu", day, severity=Severity.SERIOUS)
    entry = journal.note(actor, client, draft).entry_id
    poor = EntryDraft(EntryType.RESOLUTION, "", "", day, outcome=Outcome.POOR, ref=entry)
    journal.note(actor, client, poor)


def test_an_account_that_is_well_has_nothing_to_repair(actor: Actor, client: int) -> None:
    assert repair_of(client, TODAY) is None
    with pytest.raises(Refused, match="pas rompue"):
        save_repair(actor, client, STEPS)


def test_steps_are_kept_as_they_are_done(actor: Actor, client: int) -> None:
    rupture(actor, client, YESTERDAY)
    save_repair(actor, client, RepairDraft(understood=STEPS.understood))
    save_repair(actor, client, replace(STEPS, asked=""))
    state = repair_of(client, TODAY)
    assert state is not None
    assert (state.since, state.not_before) == (YESTERDAY, TODAY)
    assert state.draft == replace(STEPS, asked="")
    assert state.draft.missing == ("asked",)
    assert Repair.select().count() == 1


def test_a_reconciliation_needs_every_step(actor: Actor, client: int) -> None:
    rupture(actor, client, YESTERDAY)
    with pytest.raises(Refused, match="s’excuser"):
        reconcile(actor, client, replace(STEPS, apology="  "))
    assert read_account(client).ledger(TODAY).ruptured(TODAY)
    assert repair_of(client, TODAY) is not None
    assert not Repair.select().exists()


def test_the_last_step_ends_the_rupture_and_the_journal_says_so(actor: Actor, client: int) -> None:
    rupture(actor, client, YESTERDAY)
    changes = reconcile(actor, client, STEPS)
    assert changes.entry_id is not None
    assert repair_of(client, TODAY) is None
    assert texts_of(client)[changes.entry_id] == f"{STEPS.repaired} · {STEPS.asked}"
    assert Repair.get().entry_id == changes.entry_id


def test_nobody_is_reconciled_on_the_day_of_the_collapse(actor: Actor, client: int) -> None:
    rupture(actor, client, TODAY)
    with pytest.raises(Refused):
        reconcile(actor, client, STEPS)
    assert not Repair.select().exists(), "the steps are not lost: the window still holds them"
    assert read_account(client).ledger(TODAY).ruptured(TODAY)


def test_a_second_rupture_begins_a_second_repair(actor: Actor, client: int) -> None:
    rupture(actor, client, TODAY - timedelta(days=30))
    earlier = Actor(actor.member_id, TODAY - timedelta(days=20))
    reconcile(earlier, client, STEPS)
    rupture(actor, client, YESTERDAY)
    state = repair_of(client, TODAY)
    assert state is not None
    assert (state.since, state.draft) == (YESTERDAY, RepairDraft())
