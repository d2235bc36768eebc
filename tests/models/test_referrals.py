"""Who sent whom: long families, loops refused wherever they come from, files merged."""

from dataclasses import replace

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import client_draft, open_account, update_client
from models.errors import Refused
from models.merging_files import merge
from models.referrals import Relative, family, is_cut, referral_words
from models.tables import Client
from tests.models.exchange.conftest import (
    Load,
    told,  # noqa: F401
)


def _new(actor: Actor, name: str, by: int | None = None) -> int:
    opened = open_account(actor, ClientDraft(last_name=name, recommended_by=by)).client_id
    assert opened is not None
    return opened


def _names(people: list[Relative]) -> list[str]:
    return [one.name for one in people]


def test_nobody_was_sent_by_whom_they_sent(actor: Actor) -> None:
    first = _new(actor, "Un")
    last = _new(actor, "Trois", _new(actor, "Deux", first))
    with pytest.raises(Refused, match="envoyé par ce client"):
        update_client(actor, first, ClientDraft(last_name="Un", recommended_by=last))


def test_a_large_family_shows_whose_file_it_is_first_and_says_it_is_cut(actor: Actor) -> None:
    first = _new(actor, "Mère")
    last = [_new(actor, f"Enfant {number}", first) for number in range(70)][-1]
    grandchild = _new(actor, "Petit-enfant", last)
    assert _names(family(grandchild))[:3] == ["Mère", "Enfant 69", "Petit-enfant"]
    assert is_cut(family(first))
    assert not is_cut(family(_new(actor, "Seul")))


def test_a_merged_file_is_told_by_the_one_it_became(actor: Actor) -> None:
    first = _new(actor, "Un")
    merge(actor, first, _new(actor, "Une", first), client_draft(first))
    assert _names(family(first)) == ["Un"]
    assert referral_words(first) == ()


@pytest.mark.parametrize("chosen", [True, False])
def test_a_merge_makes_no_loop(actor: Actor, *, chosen: bool) -> None:
    first = _new(actor, "Un")
    second = _new(actor, "Deux", first)
    third = _new(actor, "Trois", second)
    identity = replace(client_draft(first), recommended_by=second if chosen else None)
    merge(actor, first, third, identity)
    assert _names(family(first)) == ["Un", "Deux"]


def test_an_import_makes_no_loop_and_keeps_the_words(told: Load, actor: Actor) -> None:  # noqa: F811
    report = told("Nom;Recommandé par\nPetit;Faure\nFaure;Roux\nRoux;Petit\n")
    sent = {row.last_name: row.recommended_by for row in Client.select()}
    assert sum(by is None for by in sent.values()) == 1
    assert any("lui-même envoyé" in str(remark) for remark in report.remarks)
    assert [row.how_came for row in Client.select() if row.recommended_by_id is None] == [
        "Recommandé par Petit"
    ]
