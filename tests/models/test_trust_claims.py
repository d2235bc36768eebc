"""Claims taken on trust: what was accepted, what was abused, and nothing on the account."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import clients, journal
from models.accounts import read_account
from models.actor import Actor
from models.check import check
from models.client_drafts import ClientDraft
from models.costs import CostDraft, Nature
from models.database import Book
from models.distances import facts
from models.errors import Refused
from models.export import export
from models.good_faith import waive
from models.journal import EntryDraft
from models.month import collect
from models.month_frozen import freeze, thaw
from models.rules.trust import EntryType
from models.trust_balance import TrustBalance
from models.trust_claims import claims, mark_abusive, trust_balance, unmark_abusive

FACT = "la caisse ne montre aucun acompte ce mois-là"


def accept(actor: Actor, client: int, text: str, cents: int | None, day: date | None = None) -> int:
    """Note a claim taken on trust; its entry's id."""
    cost = CostDraft(Nature.GOOD_FAITH, cents)
    draft = EntryDraft(EntryType.ATTENTION, "trust", text, day=day, cost=cost)
    noted = journal.note(actor, client, draft).entry_id
    assert noted is not None
    return noted


@pytest.fixture
def client(actor: Actor) -> int:
    """Someone who is believed."""
    opened = clients.open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert opened is not None
    return opened


def test_a_claim_tells_what_was_accepted_and_its_cost(
    actor: Actor, client: int, today: date
) -> None:
    accept(actor, client, "échangé sans ticket", 2400)
    accept(actor, client, "acompte dit payé", None)
    journal.note(actor, client, EntryDraft(EntryType.ATTENTION, "smile", "bonjour"))
    found = claims(client)
    assert [(row.text, row.net_cents) for row in found] == [
        ("acompte dit payé", None),
        ("échangé sans ticket", 2400),
    ]
    assert trust_balance(today, today) == TrustBalance(2, 2400, 1)


def test_a_claim_taken_back_no_longer_counts(actor: Actor, client: int, today: date) -> None:
    mark_abusive(actor, accept(actor, client, "acompte dit payé", 8000), FACT, 8000)
    journal.take_back_last(actor)
    assert claims(client) == []
    assert trust_balance(today, today) == TrustBalance()


def test_abuse_weighs_nothing_and_is_undone(actor: Actor, client: int, today: date) -> None:
    entry = accept(actor, client, "acompte dit payé", 8000)
    before = read_account(client).balance(today)
    mark_abusive(actor, entry, FACT, 9000)
    (row,) = claims(client)
    assert row.abuse is not None
    assert (row.abuse.reason, row.abuse.net_cents, row.abuse.day) == (FACT, 9000, today)
    assert read_account(client).balance(today) == before
    assert trust_balance(today, today) == TrustBalance(1, 8000, 0, 1, 9000)
    assert facts(client, today).trusted == 1
    assert facts(client, today).abuses == (row.abuse,)
    with pytest.raises(Refused, match="déjà noté"):
        mark_abusive(actor, entry, FACT)
    unmark_abusive(actor, entry)
    assert trust_balance(today, today) == TrustBalance(1, 8000)
    assert facts(client, today).abuses == ()
    with pytest.raises(Refused, match="n’est plus noté"):
        unmark_abusive(actor, entry)


@pytest.mark.parametrize("reason", ["", "menteur", " \u200b" * 20])
def test_abuse_needs_a_fact(actor: Actor, client: int, reason: str) -> None:
    entry = accept(actor, client, "acompte dit payé", 8000)
    with pytest.raises(Refused, match="Écrivez le fait"):
        mark_abusive(actor, entry, reason)
    assert claims(client)[0].abuse is None


@pytest.mark.parametrize("cents", [-1, 10**11, 10**30])
def test_an_absurd_cost_is_refused(actor: Actor, client: int, cents: int) -> None:
    entry = accept(actor, client, "acompte dit payé", 8000)
    with pytest.raises(Refused, match="montant positif"):
        mark_abusive(actor, entry, FACT, cents)


def test_a_fact_too_long_is_refused_not_cut(actor: Actor, client: int) -> None:
    with pytest.raises(Refused, match="trop long"):
        mark_abusive(actor, accept(actor, client, "sans ticket", None), "x" * 501)
    assert claims(client)[0].abuse is None


def test_only_a_claim_taken_on_trust_can_be_abused(actor: Actor, client: int) -> None:
    smile = journal.note(actor, client, EntryDraft(EntryType.ATTENTION, "smile")).entry_id
    assert smile is not None
    for entry in (smile, 10**9):
        with pytest.raises(Refused, match="n’existe plus"):
            mark_abusive(actor, entry, FACT)


def test_a_period_counts_what_it_knew(actor: Actor, client: int, today: date) -> None:
    past = today - timedelta(days=40)
    entry = accept(actor, client, "acompte dit payé", 8000, past)
    mark_abusive(replace(actor, today=today - timedelta(days=10)), entry, FACT, 8000)
    unmark_abusive(actor, entry)
    eve = today - timedelta(days=1)
    assert trust_balance(past, past) == TrustBalance(1, 8000)
    assert trust_balance(eve - timedelta(days=20), eve) == TrustBalance(0, 0, 0, 1, 8000)
    assert trust_balance(past, today) == TrustBalance(1, 8000)


def test_the_month_tells_it_and_keeps_it_frozen(actor: Actor, client: int, today: date) -> None:
    mark_abusive(actor, accept(actor, client, "acompte dit payé", 8000), FACT)
    report = collect(today, today)
    assert report.good_faith == TrustBalance(1, 8000, 0, 1, 0, 1)
    assert thaw(freeze(report)).good_faith == report.good_faith


def test_it_is_all_exported_and_the_book_stays_sound(
    actor: Actor, client: int, book: Book, tmp_path: Path
) -> None:
    mark_abusive(actor, accept(actor, client, "=1+1 dit payé", 8000), FACT, 900)
    waive(actor, client, "deposit")
    export(tmp_path / "all")

    def rows(name: str) -> list[dict[str, str]]:
        text = (tmp_path / "all" / name).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(text.splitlines(), delimiter=";"))

    (claim,), (waiver,) = rows("confiance.csv"), rows("garanties-levees.csv")
    assert claim["Ce qui a été accepté"] == "'=1+1 dit payé"
    assert (claim["Coût HT"], claim["Fait"], claim["Coût de l’abus HT"]) == ("80,00", FACT, "9,00")
    assert (waiver["Garantie"], waiver["Depuis"]) == ("acompte", "2026-11-22")
    assert check(book).faults == ()
