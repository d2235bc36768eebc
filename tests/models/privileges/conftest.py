"""Privileges thought through to the end, and a few clients to whom they may be due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import clients, journal
from models.actor import Actor
from models.charter import publish
from models.client_drafts import AssetDraft, ClientDraft
from models.journal import EntryDraft
from models.privileges import Family, PrivilegeDraft, keep_draft
from models.rules.trust import EntryType

READY = PrivilegeDraft(
    title="Voiture ramenée à la porte",
    promise="Nous vous ramenons la voiture devant chez vous, clé dans la boîte.",
    family=Family.SERVICE.value,
    rule={"all": []},
    purpose="Il ne perd plus une demi-journée pour une révision.",
    keeping="Le dernier parti passe par chez lui avec l’apprenti.",
    breaking="Une semaine à un seul mécanicien.",
    unit_cents=1200,
    vat_rate=2000,
    anyone_grants=True,
    wall="Oui : c’est ce que nous faisons depuis toujours.",
)


def idea(actor: Actor, draft: PrivilegeDraft = READY, **changes: object) -> int:
    """Keep a draft and give its id."""
    kept = keep_draft(actor, replace(draft, **changes)).entry_id  # type: ignore[arg-type]
    assert kept is not None
    return kept


def published(actor: Actor, **changes: object) -> int:
    """A privilege of the charter in force."""
    privilege_id = idea(actor, **changes)
    publish(actor, [privilege_id])
    return privilege_id


def visit(actor: Actor, client_id: int, day: date) -> None:
    """Note a visit."""
    journal.note(actor, client_id, EntryDraft(EntryType.VISIT, "repair", day=day))


@pytest.fixture
def faithful(actor: Actor, today: date) -> int:
    """A client for six years, who came three times this year with a vehicle."""
    draft = ClientDraft(
        last_name="Durand",
        since=today.replace(year=2020),
        tags=("artisan",),
        assets=(AssetDraft("vehicle", "Peugeot 308", "GH-482-KT"),),
    )
    client_id = clients.open_account(actor, draft).client_id
    assert client_id is not None
    for days in (10, 100, 200):
        visit(actor, client_id, today - timedelta(days=days))
    return client_id


@pytest.fixture
def newcomer(actor: Actor) -> int:
    """A client since today."""
    client_id = clients.open_account(actor, ClientDraft(last_name="Petit")).client_id
    assert client_id is not None
    return client_id
