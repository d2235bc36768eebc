"""One client of whom the book holds something in every table: what they may ask to read."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from models import clients, journal
from models.actor import Actor
from models.charter import publish
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.costs import CostDraft, Nature
from models.journal import EntryDraft
from models.merging_files import merge
from models.possible_duplicates import are_two_people
from models.privileges import Family, PrivilegeDraft, keep_draft
from models.rules.trust import EntryType, Outcome, Severity
from models.tables import (
    Asset,
    AssetFact,
    AssetMove,
    AssetReading,
    AssetService,
    CallBack,
    CaseFile,
    Charter,
    CharterItem,
    CharterMail,
    CharterPromise,
    CharterTold,
    ClaimAbuse,
    Consent,
    Distance,
    FileHold,
    GuaranteeWaiver,
    Log,
    Memory,
    Message,
    PrivacyRequest,
    PrivilegeUse,
    Repair,
    SentLetter,
    TodoMark,
    VisitAmount,
    Voice,
)

LONG = "The noise came back on the third morning and nobody had called. " * 12
"""A text longer than a cell of a page."""
_WISH = PrivilegeDraft(
    title="Car brought to the door",
    promise="We bring the car to your door.",
    family=Family.SERVICE.value,
    rule={"all": []},
    purpose="They do not lose half a day for a service.",
    keeping="The last one out drives by their house with the apprentice.",
    breaking="A week with a single mechanic.",
    unit_cents=1200,
    vat_rate=2000,
    anyone_grants=True,
    wall="Yes: it is what we have always done.",
)


def everything(actor: Actor) -> int:
    """The client's id; what a person wrote is in English, so that any French is the program's."""
    client = _opened(actor, "Anna")
    _assets(actor, client, _opened(actor, "Boris"))
    _account(actor, client)
    _relation(actor, client)
    _commitments(actor, client)
    _own_file(actor, client)
    return client


def _opened(actor: Actor, name: str) -> int:
    draft = ClientDraft(
        civility="Mme",
        first_name=name,
        last_name="Stone",
        company="Stone Ltd",
        address_form="vous",
        street="1 High Street",
        postcode="26000",
        town="Valence",
        country="France",
        birth_day=19,
        birth_month=3,
        birth_year=1980,
        since=date(2020, 3, 1),
        how_came="a neighbour",
        notes="prefers the morning",
        tags=("fleet",),
        reference=f"ref-{name}",
        reaches=(ReachDraft("phone", "06 87 65 43 21"),),
        assets=(AssetDraft("vehicle", f"Van of {name}", "ZK-918-WQ", mileage=117_900),),
    )
    return clients.open_account(actor, draft).client_id or 0


def _assets(actor: Actor, client: int, other: int) -> None:
    day, who = actor.today, actor.member_id
    asset = Asset.get(Asset.client == client)
    AssetFact.create(asset=asset, field="due_every", value="12")
    AssetFact.create(asset=asset, field="ended_as", value="sold")
    AssetReading.create(asset=asset, day=day, km=118_000, replaced=True, author=who)
    AssetService.create(asset=asset, what="Oil", day=day, km=118_000, note="clean", author=who)
    AssetMove.create(asset=asset, source=other, target=client, day=day, author=who)


def _account(actor: Actor, client: int) -> None:
    cost = CostDraft(Nature.GIFT, 2_150, 2_000, "F-12")
    gift = EntryDraft(EntryType.ATTENTION, "trust", "believed without proof", cost=cost)
    claim = journal.note(actor, client, gift).entry_id
    abuse = {"reason": "same claim elsewhere", "net_cents": 4_500, "author": actor.member_id}
    ClaimAbuse.create(entry=claim, day=actor.today, **abuse)
    visit = journal.note(actor, client, EntryDraft(EntryType.VISIT, "repair", "brakes")).entry_id
    VisitAmount.create(entry=visit, cents=12_345, tax_included=True)
    incident = EntryDraft(EntryType.INCIDENT, "defect", LONG, severity=Severity.SERIOUS)
    case = journal.note(actor, client, incident).entry_id or 0
    CaseFile.create(
        entry=case,
        words=LONG,
        asks="money back",
        understood="the bill was wrong",
        proposal="half of it",
        remaining_cents=5_000,
        done="called",
        prevention="a second look",
        cause="parts",
        in_charge=actor.member_id,
        written_on=actor.today,
        told_mediator=actor.today,
        verdict="mixed",
        verdict_words="late but honest",
        verdict_on=actor.today,
        changed_on=actor.today,
        changed_by=actor.member_id,
    )
    fixed = EntryDraft(EntryType.RESOLUTION, "", "done", outcome=Outcome.EXEMPLARY, ref=case)
    journal.note(actor, client, fixed)
    letter = {"kind": "answer", "subject": "Your van", "body": LONG, "signature": "C. Morel"}
    SentLetter.create(client=client, entry=case, day=actor.today, author=actor.member_id, **letter)


def _relation(actor: Actor, client: int) -> None:
    day, who = actor.today, actor.member_id
    us = {"client": client, "day": day, "author": who}
    Memory.create(**us, category="greet", text="coffee first", pinned=True)
    steps = dict.fromkeys(("understood", "apology", "repaired", "prevention", "asked"), "a step")
    Repair.create(client=client, since=day, **steps, changed_on=day, changed_by=who)
    Voice.create(**us, nature="idea", theme="", words="open at noon", changed="we do", told_on=day)
    ended = {"until": day, "end_reason": "a new start"}
    Distance.create(client=client, since=day, reason="third bill disputed", author=who, **ended)
    late = {"member": who, "until": day, "done_on": day, "author": who}
    TodoMark.create(client=client, kind="silence", **late)
    CallBack.create(**us, about="the brakes", asked_on=day)
    moment = datetime(2026, 11, 22, 9, 30)
    given = {"channel": "email", "given": True, "source": "counter", "note": "with a smile"}
    Consent.create(**us, **given, recorded_at=moment)
    Message.create(**us, nature="service", channel="phone", text="the van is ready")
    kept = {"act": "text_kept", "about": "notes", "detail": "health"}
    Log.create(recorded_at=moment, **us, **kept)


def _commitments(actor: Actor, client: int) -> None:
    day, who = actor.today, actor.member_id
    wish = keep_draft(actor, _WISH).entry_id
    assert wish is not None
    publish(actor, [wish])
    charter, item = Charter.get(), CharterItem.get()
    use = {"outcome": "declined", "reason": "on foot today", "author": who}
    PrivilegeUse.create(client=client, item=item, day=day, **use)
    CharterPromise.create(item=item, client=client)
    CharterTold.create(charter=charter, client=client, day=day, how="letter", author=who)
    sent = {"state": "sent", "told": "250 OK", "message_id": "<1@shop.example>"}
    moment = datetime(2026, 11, 22, 9, 30)
    CharterMail.create(
        charter=charter, client=client, recorded_at=moment, day=day, author=who, **sent
    )
    GuaranteeWaiver.create(
        client=client, guarantee="deposit", since=day, author=who, taken_back_on=day
    )


def _own_file(actor: Actor, client: int) -> None:
    day, who = actor.today, actor.member_id
    asked = {"kind": "access", "received_on": day, "words": "a copy"}
    late = {"extended_on": day, "extended_why": "three books", "done_on": day, "done_words": "sent"}
    PrivacyRequest.create(client=client, author=who, **asked, **late)
    FileHold.create(client=client, kind="limit", since=day, reason="a bill", until=day, author=who)
    twin, later = _opened(actor, "Ann"), replace(actor, today=day + timedelta(days=1))
    are_two_people(actor, client, _opened(actor, "Annabel"))
    merge(later, client, twin, replace(clients.client_draft(client), town="Romans"))
