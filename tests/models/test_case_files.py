"""A case in full, and what is told of the client's past while it is taken in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import journal, team
from models.actor import Actor
from models.case_files import CaseDraft, case_draft, case_drafts, save_case
from models.client_drafts import AssetDraft, ClientDraft
from models.clients import assets, open_account
from models.errors import Refused
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity
from models.similar_incidents import past_incidents, told_similar
from models.tables import CaseFile

TODAY = date(2026, 11, 22)
WHOLE = CaseDraft(
    words="« Vous m’aviez dit mardi »",
    asks="un véhicule de prêt jusqu’à la fin",
    understood="Il a compté sur nous pour son travail",
    proposal="véhicule de prêt dès demain",
    remaining_cents=12_50,
    done="",
    prevention="on confirme la pièce avant de donner un jour",
    cause="parts",
    written_on=TODAY - timedelta(days=2),
    verdict="mixed",
    verdict_words="« c’est mieux »",
    verdict_on=TODAY,
)


@pytest.fixture
def client(actor: Actor) -> int:
    """Someone with a car."""
    draft = ClientDraft(last_name="Durand", assets=(AssetDraft("vehicle", "Peugeot 308"),))
    opened = open_account(actor, draft).client_id
    assert opened is not None
    return opened


@pytest.fixture
def car(client: int) -> int:
    """That car."""
    return assets(client)[0].id


def incident(actor: Actor, client: int, day: date, kind: str = "delay", **options: object) -> int:
    draft = EntryDraft(EntryType.INCIDENT, kind, "en retard", day, severity=Severity.NOTABLE)
    entry = journal.note(actor, client, draft).entry_id
    assert entry is not None
    if options:
        save_case(actor, entry, CaseDraft(**options))  # type: ignore[arg-type]
    return entry


def test_a_case_nobody_wrote_is_empty(actor: Actor, client: int) -> None:
    assert case_draft(incident(actor, client, TODAY)) == CaseDraft()


def test_a_case_is_read_back_whole(actor: Actor, client: int, car: int) -> None:
    entry = incident(actor, client, TODAY)
    whole = replace(WHOLE, asset=car, in_charge=actor.member_id)
    changes = save_case(actor, entry, whole)
    assert case_draft(entry) == whole
    assert (changes.topics, changes.clients) == (frozenset({"cases"}), frozenset({client}))


def test_a_case_written_again_replaces_what_was_known(actor: Actor, client: int) -> None:
    entry = incident(actor, client, TODAY)
    save_case(actor, entry, WHOLE)
    save_case(actor, entry, CaseDraft(words="autre chose"))
    assert case_drafts([entry]) == {entry: CaseDraft(words="autre chose")}


def test_a_verdict_without_a_day_is_of_today_and_no_verdict_has_no_day(
    actor: Actor, client: int
) -> None:
    entry = incident(actor, client, TODAY)
    save_case(actor, entry, CaseDraft(verdict="content"))
    assert case_draft(entry).verdict_on == TODAY
    save_case(actor, entry, CaseDraft(verdict_on=TODAY))
    assert case_draft(entry).verdict_on is None


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (CaseDraft(verdict="happy"), "mécontent"),
        (CaseDraft(verdict="content", verdict_on=TODAY + timedelta(days=1)), "pas encore venu"),
        (CaseDraft(written_on=TODAY + timedelta(days=1)), "pas encore venu"),
        (CaseDraft(told_mediator=TODAY + timedelta(days=1)), "pas encore venu"),
        (CaseDraft(remaining_cents=-1), "sans signe"),
        (CaseDraft(cause="nobody knows"), "pas dans le catalogue"),
        (CaseDraft(in_charge=99), "pas dans l’équipe"),
        (CaseDraft(asset=99), "pas celui de ce client"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    actor: Actor, client: int, draft: CaseDraft, why: str
) -> None:
    entry = incident(actor, client, TODAY)
    with pytest.raises(Refused, match=why):
        save_case(actor, entry, draft)
    assert not CaseFile.select().exists()


def test_a_claim_is_not_written_years_before_its_case_nor_after_the_mediator_was_named(
    actor: Actor, client: int
) -> None:
    case = incident(actor, client, TODAY)
    known = CaseDraft(words="« en retard »", written_on=TODAY)
    save_case(actor, case, known)
    for wrong in (
        replace(known, written_on=date(1900, 1, 1)),
        replace(known, told_mediator=TODAY - timedelta(days=1)),
    ):
        with pytest.raises(Refused):
            save_case(actor, case, wrong)
        assert case_draft(case) == known


def test_only_what_waits_for_us_is_a_case(actor: Actor, client: int) -> None:
    entry = journal.note(actor, client, EntryDraft(EntryType.VISIT)).entry_id
    assert entry is not None
    for unknown in (entry, 4_321):
        with pytest.raises(Refused, match="n’existe pas"):
            save_case(actor, unknown, CaseDraft(words="non"))


def test_someone_who_left_takes_no_case(actor: Actor, client: int) -> None:
    team.add_member(actor, "Karim", "", team.MEMBER)
    karim = team.members()[-1]
    team.update_member(actor, replace(karim, active=False))
    with pytest.raises(Refused, match="pas dans l’équipe"):
        save_case(actor, incident(actor, client, TODAY), CaseDraft(in_charge=karim.id))


# -- what happened before ------------------------------------------------------------------------


def test_nothing_is_told_of_a_first_incident(actor: Actor, client: int) -> None:
    assert told_similar(client, "delay", TODAY) == ""


def test_the_third_delay_on_this_car_in_a_year_is_told(actor: Actor, client: int, car: int) -> None:
    for days in (300, 40):
        incident(actor, client, TODAY - timedelta(days=days), asset=car)
    incident(actor, client, TODAY - timedelta(days=20))
    told = told_similar(client, "delay", TODAY, car)
    assert told.replace("\u00a0", " ") == (
        "3e fois en un an : « Retard de livraison » sur Peugeot 308."
    )
    told = told_similar(client, "delay", TODAY)
    assert told.replace("\u00a0", " ").startswith("4e fois en un an avec ce client")


def test_after_another_incident_a_repair_counts_less_and_it_is_said(
    actor: Actor, client: int
) -> None:
    incident(actor, client, date(2025, 3, 1), kind="wait")
    assert "le 1er mars 2025" in told_similar(client, "delay", TODAY)
    assert told_similar(client, "delay", date(2027, 3, 1)) == "", "two years later it is over"


def test_an_incident_taken_back_never_happened(actor: Actor, client: int) -> None:
    entry = incident(actor, client, TODAY)
    journal.reverse(actor, entry)
    assert past_incidents(client, TODAY) == []
