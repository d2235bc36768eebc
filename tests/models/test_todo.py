"""À faire, whole: cases and other lines in one order, given to someone, and as a calendar."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from models import journal, team
from models.actor import Actor
from models.case_files import CaseDraft, case_draft, save_case
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.errors import Refused
from models.journal import EntryDraft
from models.month_data import ShopIdentity
from models.rules.trust import EntryType, Outcome, Severity
from models.settings import set_shop, shop
from models.todo import TodoItem, everything, give_to
from models.todo_calendar import todo_calendar
from models.todo_lines import LineKind
from reports.todo_sheet import render_todo
from ui.command_todo import other_cells

TODAY = date(2026, 11, 22)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def incident(actor: Actor, client: int, day: date, severity: Severity = Severity.NOTABLE) -> int:
    draft = EntryDraft(EntryType.INCIDENT, "defect", "bruit à l’avant", day, severity=severity)
    entry = journal.note(actor, client, draft).entry_id
    assert entry is not None
    return entry


@pytest.fixture
def client(actor: Actor) -> int:
    """Ten years with us today."""
    draft = ClientDraft(first_name="Hélène", last_name="Durand", since=date(2016, 11, 22))
    opened = open_account(actor, draft).client_id
    assert opened is not None
    return opened


def test_what_can_be_saved_comes_before_what_is_lost_and_both_before_thanks(
    actor: Actor, client: int
) -> None:
    incident(actor, client, days_ago(30), Severity.MINOR)
    incident(actor, client, TODAY, Severity.SERIOUS)
    journal.note(actor, client, EntryDraft(EntryType.PROMISE, text="rappeler"))
    found = [(item.title, item.turns_on) for item in everything(TODAY)]
    assert found == [
        ("Incident grave", TODAY + timedelta(days=2)),
        ("Promesse", TODAY + timedelta(days=10)),
        ("Incident mineur", None),
        ("Anniversaire de la relation", None),
    ]


def test_every_item_has_its_own_key(actor: Actor, client: int) -> None:
    incident(actor, client, TODAY)
    incident(actor, client, TODAY)
    keys = [item.key for item in everything(TODAY)]
    assert len(set(keys)) == len(keys) == 3


def test_a_case_and_a_line_are_given_to_someone_and_taken_back(actor: Actor, client: int) -> None:
    entry = incident(actor, client, TODAY)
    save_case(actor, entry, CaseDraft(words="« encore »"))
    team.add_member(actor, "Karim", "", team.MEMBER)
    karim = team.members()[-1].id
    for item in everything(TODAY):
        give_to(actor, item, karim)
    assert [item.member for item in everything(TODAY)] == [karim, karim]
    assert case_draft(entry) == CaseDraft(words="« encore »", in_charge=karim)
    for item in everything(TODAY):
        give_to(actor, item, None)
    assert [item.member for item in everything(TODAY)] == [None, None]


def test_what_was_given_to_one_who_left_is_everybody_s_again(actor: Actor, client: int) -> None:
    incident(actor, client, TODAY)
    team.add_member(actor, "Karim")
    karim = team.members()[-1]
    for item in everything(TODAY):
        give_to(actor, item, karim.id)
    assert {item.member for item in everything(TODAY)} == {karim.id}
    team.update_member(actor, replace(karim, active=False))
    assert {item.member for item in everything(TODAY)} == {None}


def test_a_rupture_is_everybody_s(actor: Actor, client: int) -> None:
    entry = incident(actor, client, days_ago(1))
    poor = EntryDraft(EntryType.RESOLUTION, day=days_ago(1), outcome=Outcome.POOR, ref=entry)
    journal.note(actor, client, poor)
    rupture = next(item for item in everything(TODAY) if item.title == "Rupture")
    with pytest.raises(Refused, match="ensemble"):
        give_to(actor, rupture, actor.member_id)


# -- the mediator ----------------------------------------------------------------------------------


def mediators(day: date = TODAY) -> list[TodoItem]:
    return [i for i in everything(day) if i.line and i.line.kind is LineKind.MEDIATOR]


def test_a_written_claim_left_unsettled_brings_up_the_mediator(actor: Actor, client: int) -> None:
    entry = incident(actor, client, days_ago(62))
    save_case(actor, entry, CaseDraft(written_on=days_ago(60)))
    [item] = mediators()
    assert (item.client.name, item.line.subject if item.line else 0) == ("Hélène Durand", entry)
    assert mediators(days_ago(1)) == []
    save_case(actor, entry, CaseDraft(written_on=days_ago(60), told_mediator=TODAY))
    assert mediators() == []


def test_a_settled_claim_needs_none(actor: Actor, client: int) -> None:
    entry = incident(actor, client, days_ago(62))
    save_case(actor, entry, CaseDraft(written_on=days_ago(60)))
    good = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.SATISFACTORY, ref=entry)
    settled = journal.note(actor, client, good).entry_id
    assert mediators() == []
    assert settled is not None
    journal.reverse(actor, settled)
    assert len(mediators()) == 1


def test_the_delay_is_the_shop_s(actor: Actor, client: int) -> None:
    entry = incident(actor, client, days_ago(20))
    save_case(actor, entry, CaseDraft(written_on=days_ago(15)))
    assert mediators() == []
    set_shop(actor, replace(shop(), claim_alarm_days=15))
    assert len(mediators()) == 1
    with pytest.raises(Refused, match="entre 1 et 365"):
        set_shop(actor, replace(shop(), claim_alarm_days=0))


def test_a_year_after_the_claim_the_mediator_can_no_longer_be_asked(
    actor: Actor, client: int
) -> None:
    entry = incident(actor, client, days_ago(400))
    save_case(actor, entry, CaseDraft(written_on=days_ago(390)))
    assert mediators() == []


def test_the_files_to_review_are_one_line_the_last_in_every_form_of_the_list(actor: Actor) -> None:
    then = replace(actor, today=date(2022, 3, 1))
    for name in ("Ancien", "Lointain"):
        open_account(then, ClientDraft(last_name=name))
    last = everything(TODAY)[-1]
    assert (last.client.name, last.title) == ("2 fiches", "Fiches à revoir")
    assert (last.key, last.since) == ((0, "files", 0), date(2025, 3, 1))
    assert other_cells(TODAY)[-1][5].startswith("Plus de nouvelles depuis 3 ans ou plus")
    assert events()[-1]["uid"] == "files-0@compte-confiance"
    pages = PdfReader(BytesIO(render_todo([last], TODAY, ShopIdentity("Garage Morel", ()), {})))
    assert "depuis 3 ans ou plus" in " ".join(pages.pages[0].extract_text().split())
    with pytest.raises(Refused, match="dans leur liste"):
        give_to(actor, last, actor.member_id)


# -- the calendar ----------------------------------------------------------------------------------


def events(day: date = TODAY) -> list[dict[str, object]]:
    read = Calendar.from_ical(todo_calendar(everything(day), day, "Garage Morel"))
    return [
        {
            "uid": str(event["uid"]),
            "day": event.decoded("dtstart"),
            "until": event.decoded("dtend"),
            "summary": str(event["summary"]),
            "description": str(event["description"]),
        }
        for event in read.walk("VEVENT")
    ]


def test_the_calendar_holds_what_can_still_be_saved_on_its_due_day(
    actor: Actor, client: int
) -> None:
    entry = incident(actor, client, TODAY)
    incident(actor, client, days_ago(30))
    [event] = events()
    assert event["uid"] == f"case-{entry}@compte-confiance"
    assert (event["day"], event["until"]) == (date(2026, 11, 25), date(2026, 11, 26))
    assert event["summary"] == "Incident notable · Hélène Durand"
    assert "bruit à l’avant" in str(event["description"])


def test_a_request_whose_day_has_passed_stands_on_the_last_day_to_answer(
    actor: Actor, client: int
) -> None:
    asked = EntryDraft(EntryType.REQUEST, text="un devis ; vite, \nmerci", day=days_ago(5))
    journal.note(actor, client, asked)
    [event] = events()
    assert event["day"] == TODAY + timedelta(days=4), "due 19, lapsed on the 27th"
    assert "un devis ; vite," in str(event["description"])
