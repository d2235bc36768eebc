"""Letters about a case: acknowledgement, answer, apology. Proposed, read again, never sent.

For consumers, an answer names the mediator the shop depends on, and until when the mediator may
be asked: one year from the written claim (Code de la consommation, articles L612-2 and L616-1).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from models.accounts import read_account
from models.case_files import CaseDraft, case_draft
from models.client_drafts import ClientDraft
from models.clients import client_draft
from models.counter import civility_label
from models.errors import Refused
from models.i18n import _, format_date, in_quotes
from models.identity import printed_identity
from models.journal_rows import texts_of
from models.merges import holder
from models.month_data import ShopIdentity
from models.opening import open_days
from models.rules.trust import Case, CaseEnd, EntryType, Outcome
from models.rules.trust.months import months_before
from models.settings import shop
from models.tables import Entry as EntryRow
from models.team import members

MEDIATOR_MONTHS = 12
"""How long a consumer may ask the mediator after the written claim (article L612-2)."""


class LetterKind(StrEnum):
    """What a letter is for."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    APOLOGY = "apology"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be read again. `body` is its paragraphs, an empty line between two;
    `recipient` one text per line of the address; `signature` who signs, for the shop."""

    kind: LetterKind
    shop: ShopIdentity
    recipient: tuple[str, ...]
    place: str
    day: date
    subject: str
    body: str
    signature: str


def letter(entry_id: int, kind: LetterKind, today: date, member_id: int) -> Letter:
    """The letter proposed about an incident or a request; raises Refused when there is no such
    case, or a promise is asked about."""
    known = _Known(entry_id, today)
    paragraphs = {
        LetterKind.ACKNOWLEDGEMENT: _acknowledgement,
        LetterKind.ANSWER: _answer,
        LetterKind.APOLOGY: _apology,
    }[kind](known)
    body = [salutation(known.client), *paragraphs, _closing(known.client)]
    signer = next((member.name for member in members() if member.id == member_id), "")
    return Letter(
        kind=kind,
        shop=printed_identity(),
        recipient=recipient_lines(known.client),
        place=shop().town,
        day=today,
        subject=_subject(known),
        body="\n\n".join(paragraph for paragraph in body if paragraph),
        signature=signer,
    )


def letter_label(kind: LetterKind) -> str:
    """The letter as the window names it."""
    return {
        LetterKind.ACKNOWLEDGEMENT: _("Accusé de réception"),
        LetterKind.ANSWER: _("Réponse"),
        LetterKind.APOLOGY: _("Excuses"),
    }[kind]


def with_body(draft: Letter, body: str) -> Letter:
    """The letter as a person wrote it again."""
    return replace(draft, body=body.strip())


class _Known:
    """What the book knows of a case, read once."""

    def __init__(self, entry_id: int, today: date) -> None:
        query = EntryRow.select(EntryRow.client).where(EntryRow.id == entry_id)
        found = query.scalar()
        client_id = None if found is None else holder(int(found))
        case = None if client_id is None else _case(client_id, entry_id, today)
        if client_id is None or case is None or case.entry.type is EntryType.PROMISE:
            raise Refused(_("Il n’y a pas de lettre à écrire ici."))
        self.case: Case = case
        self.today = today
        self.client: ClientDraft = client_draft(client_id)
        self.file: CaseDraft = case_draft(entry_id)
        self.text = texts_of(client_id).get(entry_id, "")

    @property
    def said(self) -> str:
        """What the client told us: their own words when they were kept."""
        return in_quotes(_ended(self.file.words)) if self.file.words else _ended(self.text)

    @property
    def said_on(self) -> date:
        """The day of the claim: the written one when there is one."""
        return self.file.written_on or self.case.entry.day

    @property
    def settled(self) -> bool:
        """Whether the client got a good answer already."""
        ended = self.case.ended_by
        good = (Outcome.EXEMPLARY, Outcome.SATISFACTORY, Outcome.COMPLETE)
        return self.case.end is CaseEnd.SETTLED and ended is not None and ended.outcome in good


def _case(client_id: int, entry_id: int, today: date) -> Case | None:
    return read_account(client_id).ledger(today).cases.get(entry_id)


# -- the letters ---------------------------------------------------------------------------------


def _acknowledgement(known: _Known) -> list[str]:
    due = _promised(known.case.due, known.today)
    return [
        _("Nous avons bien reçu ce que vous nous avez dit le {day}\u00a0: {text}.").format(
            day=format_date(known.said_on, "long"), text=known.said
        ),
        _quoted(_("Vous nous demandez\u00a0: {text}."), known.file.asks),
        _("{name} s’en occupe et vous répondra au plus tard le {day}.").format(
            name=_in_charge(known), day=format_date(due, "full")
        ),
    ]


def _promised(due: date, today: date) -> date:
    """The last open day up to the due date, so that nothing is lost by keeping to it; once none
    is left, the first one from today on."""
    days = open_days()
    left = (due - timedelta(days=back) for back in range((due - today).days + 1))
    return next(filter(days.is_open, left), days.on_or_after(today))


def _answer(known: _Known) -> list[str]:
    return [
        _("Le {day}, vous nous avez dit\u00a0: {text}.").format(
            day=format_date(known.said_on, "long"), text=known.said
        ),
        _quoted(_("Voici ce que nous avons compris\u00a0: {text}."), known.file.understood),
        _quoted(_("Voici ce que nous vous proposons\u00a0: {text}."), known.file.proposal),
        _quoted(_("Voici ce qui a été fait\u00a0: {text}."), known.file.done),
        _mediator(known),
    ]


def _apology(known: _Known) -> list[str]:
    return [
        _("Le {day}, nous vous avons manqué\u00a0: {text}.").format(
            day=format_date(known.case.entry.day, "long"), text=_ended(known.text)
        ),
        _quoted(
            _("Nous avons compris ce que cela a été pour vous\u00a0: {text}."),
            known.file.understood,
        ),
        _("Nous vous présentons nos excuses."),
        _quoted(_("Voici ce qui a été fait\u00a0: {text}."), known.file.done),
        _quoted(_("Pour que cela ne se reproduise pas\u00a0: {text}."), known.file.prevention),
    ]


def _mediator(known: _Known) -> str:
    """The mediator, for a consumer whose claim is not settled."""
    named = shop().mediator
    if known.settled or not named or known.client.company:
        return ""
    text = _(
        "Si cette réponse ne vous convient pas, vous pouvez vous adresser gratuitement au "
        "médiateur de la consommation dont nous relevons\u00a0: {mediator}."
    ).format(mediator=_ended(named))
    if known.file.written_on is None:
        return text
    until = months_before(known.file.written_on, -MEDIATOR_MONTHS)
    limit = _("Vous pouvez le saisir jusqu’au {day}, un an après votre réclamation écrite.")
    return f"{text} {limit.format(day=format_date(until, 'long'))}"


# -- the pieces ----------------------------------------------------------------------------------


def _quoted(sentence: str, text: str) -> str:
    """The sentence with that text in it; "" without a text."""
    return sentence.format(text=_ended(text)) if text.strip() else ""


def _ended(text: str) -> str:
    """A text made to stand before a full stop."""
    return text.strip().rstrip(".").strip() or _("ce dont nous avons parlé")


def salutation(client: ClientDraft) -> str:
    """« Bonjour Paul, » to whom one says tu, « Madame Durand, » otherwise."""
    title = civility_label(client.civility)
    if client.address_form == "tu" and client.first_name:
        return _("Bonjour {name},").format(name=client.first_name)
    if title and client.last_name:
        return f"{title} {client.last_name},"
    return _("Madame, Monsieur,") if not title else f"{title},"


def _closing(client: ClientDraft) -> str:
    if client.address_form == "tu" and client.first_name:
        return _("À bientôt,")
    return _("Nous restons à votre écoute et vous prions d’agréer nos salutations les meilleures.")


def _subject(known: _Known) -> str:
    day = format_date(known.said_on, "long")
    if known.case.entry.type is EntryType.REQUEST:
        return _("Votre demande du {day}").format(day=day)
    return _("Votre réclamation du {day}").format(day=day)


def _in_charge(known: _Known) -> str:
    names = {member.id: member.name for member in members()}
    return names.get(known.file.in_charge or 0, shop().name)


def recipient_lines(client: ClientDraft) -> tuple[str, ...]:
    """Name and address as an envelope shows them, one text per line."""
    named = " ".join(
        part
        for part in (civility_label(client.civility), client.first_name, client.last_name)
        if part
    )
    town = " ".join(part for part in (client.postcode, client.town) if part)
    country = client.country if client.country not in ("", "France") else ""
    lines = (client.company, named, *client.street.split("\n"), town, country)
    return tuple(line for line in lines if line)
