"""The one-line composers of the counter: what each key asks, and the entry it becomes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models import catalogue
from models.case_files import CaseDraft
from models.cases import OpenCase
from models.catalogue import KindRow
from models.clients import MEMORY_CATEGORIES, AssetRow, assets
from models.costs import CostDraft, Nature
from models.errors import Refused
from models.free_text import warning
from models.i18n import _, format_date, format_near, format_units
from models.journal import EntryDraft
from models.opening import proposed_due
from models.rules.trust import EntryType, Outcome, Severity
from models.similar_incidents import told_similar
from models.team import members
from models.trust_claims import TRUST_KIND
from models.voices import NATURES, VoiceDraft
from models.voices import nature_label as voice_label
from models.wording import severity_label
from ui.actions import keys_of
from ui.screens.case_ends import case_told, ways_to_end
from ui.screens.cost_fields import cost_draft, cost_fields
from ui.session import Session
from ui.widgets import Choice, Composed, ComposerSpec, OptionalField

_WITH_COST = (EntryType.ATTENTION, EntryType.RESOLUTION)


def attention_spec(session: Session, first: str = "") -> ComposerSpec:
    """**A**: kind and text; `first` puts a kind at the head of the list."""
    kinds = sorted(catalogue.kinds("attention"), key=lambda kind: kind.code != first)
    return ComposerSpec(
        "attention",
        keys_of("attention"),
        _("Attention"),
        tuple(Choice(kind.code, kind.label, _weight(kind)) for kind in kinds),
        (
            _date(session),
            OptionalField("memorable", _("Mémorable, ne s’efface pas"), "check"),
            *cost_fields(Nature.GIFT),
            *author_field(session),
        ),
        text_hint=_("ce qui a été fait"),
        check_text=warning,
    )


def incident_spec(session: Session, client_id: int) -> ComposerSpec:
    """**I**: kind and text; the kind's usual severity unless another is chosen.

    What is alike in the client's past is told at once; their only asset is the one it is about.
    """
    theirs = [row for row in assets(client_id) if row.draft.ended_on is None]
    only = theirs[0].id if len(theirs) == 1 else None
    kinds = catalogue.kinds("incident")
    severities = (
        Choice("", _("habituelle")),
        *(Choice(s.value, severity_label(s)) for s in Severity),
    )
    return ComposerSpec(
        "incident",
        keys_of("incident"),
        _("Incident"),
        tuple(Choice(kind.code, kind.label, _usual(kind)) for kind in kinds),
        (
            OptionalField("severity", _("Gravité"), "choice", choices=severities),
            _due(session, _("À régler pour le"), _("selon la gravité")),
            *_asset(theirs, only),
            _date(session),
            *author_field(session),
        ),
        text_hint=_("ce qui est arrivé, dans les mots du client"),
        check_text=warning,
        tone="bad",
        tell=lambda kind: told_similar(client_id, kind, session.today, only),
    )


def request_spec(session: Session, client_id: int) -> ComposerSpec:
    """**D**: what the client asks, and the day promised for the answer."""
    return _asked(
        session, client_id, EntryType.REQUEST, _("Demande"), _("ce que le client demande")
    )


def promise_spec(session: Session, client_id: int) -> ComposerSpec:
    """**P**: what we promise, and for when."""
    return _asked(session, client_id, EntryType.PROMISE, _("Promesse"), _("ce que nous promettons"))


def visit_spec(session: Session) -> ComposerSpec:
    """**V**: why the client came."""
    kinds = tuple(Choice(kind.code, kind.label) for kind in catalogue.kinds("visit"))
    return ComposerSpec(
        "visit",
        keys_of("visit"),
        _("Passage"),
        kinds,
        (_date(session), *author_field(session)),
        text_hint=_("de quoi on a parlé, ce qui a été fait"),
        check_text=warning,
        tone="neutral",
    )


def memory_spec(session: Session) -> ComposerSpec:
    """**M**: a fact worth remembering about the person."""
    choices = tuple(Choice(code, memory_label(code)) for code in MEMORY_CATEGORIES)
    pinned = OptionalField("pinned", _("Toujours en tête"), "check")
    return ComposerSpec(
        "memory",
        keys_of("memory"),
        _("Mémoire"),
        choices,
        (pinned, *author_field(session)),
        text_hint=_("ce dont il faut se souvenir"),
        check_text=warning,
        text_needed=True,
        tone="neutral",
    )


def voice_spec(session: Session) -> ComposerSpec:
    """**W**: what the client said, word for word: its nature, then the words."""
    themes = (
        Choice("", _("sans thème")),
        *(Choice(kind.code, kind.label) for kind in catalogue.kinds("theme")),
    )
    return ComposerSpec(
        "voice",
        keys_of("voice"),
        _("Paroles"),
        tuple(Choice(nature, voice_label(nature)) for nature in NATURES),
        (
            OptionalField("theme", _("Thème"), "choice", choices=themes),
            _date(session),
            *author_field(session),
        ),
        text_hint=_("ce que le client a dit, dans ses mots"),
        check_text=warning,
        text_needed=True,
        tone="neutral",
    )


def voice_draft(composed: Composed) -> VoiceDraft:
    """The words a composed line keeps."""
    theme = str(composed.value("theme", ""))
    return VoiceDraft(composed.kind, composed.text, composed.day("date"), theme)


def answer_spec(session: Session, owed: Sequence[OpenCase]) -> ComposerSpec:
    """**R**: which case, and how it ended; for a rupture, the way to its repair."""
    choices = tuple(choice for case in owed for choice in ways_to_end(case, alone=len(owed) == 1))
    return ComposerSpec(
        "answer",
        keys_of("answer"),
        _("Réponse"),
        choices,
        (_date(session), *cost_fields(Nature.REWORK), *author_field(session)),
        text_hint=_("ce qui a été répondu ou réparé"),
        check_text=warning,
    )


def can_be_postponed(case: OpenCase, today: date) -> bool:
    """Whether a new date still changes something: agreed up to the due date in force."""
    return case.entry_id is not None and not case.mishandled and case.due >= today


def too_late(case: OpenCase) -> str:
    """Why a rupture, or a case whose date has passed, cannot be postponed."""
    if case.type is None:
        return _("Une rupture ne se reporte pas\N{NO-BREAK SPACE}: elle se répare, touche R.")
    return _("Il est trop tard pour reporter : l’échéance est passée.")


def postpone_spec(session: Session, owed: Sequence[OpenCase]) -> ComposerSpec:
    """**Z**: which case, and the new date agreed with the client."""
    choices = tuple(
        Choice(str(case.entry_id), case_told(case))
        for case in owed
        if can_be_postponed(case, session.today)
    )
    return ComposerSpec(
        "postponed",
        keys_of("postponed"),
        _("Report convenu"),
        choices,
        text_hint=_("nouvelle date convenue\N{NO-BREAK SPACE}: demain, lundi, 12/12…"),
        text_needed=True,
        tone="warn",
    )


def memory_label(category: str) -> str:
    """A memory category in words."""
    return {
        "greet": _("Comment saluer"),
        "family": _("Famille, vie"),
        "tastes": _("Goûts, préférences"),
        "references": _("Références (clé, peinture…)"),
        "constraints": _("Contraintes"),
        "other": _("Autre"),
    }[category]


def entry_draft(session: Session, composed: Composed, owed: Sequence[OpenCase]) -> EntryDraft:
    """The journal entry a composed line becomes; raises Refused when something is missing."""
    makers = {
        "answer": _answer_draft,
        "postponed": _postponed_draft,
        "incident": _incident_draft,
    }
    if composed.code in makers:
        draft = makers[composed.code](session, composed, owed)
    else:
        draft = EntryDraft(EntryType(composed.code), composed.kind, composed.text)
    memorable = bool(composed.value("memorable", False))
    draft = replace(draft, day=composed.day("date"), memorable=memorable)
    draft = replace(draft, due=composed.day("due") or draft.due or _proposed(session, draft))
    return replace(draft, cost=_cost_for(draft, composed) if draft.type in _WITH_COST else None)


def _cost_for(draft: EntryDraft, composed: Composed) -> CostDraft | None:
    """The cost told; what is taken on trust costs good faith, unless another nature is chosen."""
    cost = cost_draft(composed)
    if cost is None or draft.kind != TRUST_KIND or cost.nature is not Nature.GIFT:
        return cost
    return replace(cost, nature=Nature.GOOD_FAITH)


def _proposed(session: Session, draft: EntryDraft) -> date | None:
    """The due date of a case when none was typed: one on which the shop is open."""
    if draft.type not in (EntryType.INCIDENT, EntryType.REQUEST, EntryType.PROMISE):
        return None
    return proposed_due(draft.type, draft.severity, draft.day or session.today)


def case_known(composed: Composed) -> CaseDraft:
    """What a composed incident says beside the journal: what it is about."""
    asset = composed.value("asset")
    return CaseDraft(asset=int(str(asset)) if asset else None)


def _incident_draft(session: Session, composed: Composed, owed: Sequence[OpenCase]) -> EntryDraft:
    usual = {kind.code: kind.severity for kind in catalogue.kinds("incident")}
    severity = composed.value("severity") or usual[composed.kind]
    return EntryDraft(
        EntryType.INCIDENT, composed.kind, composed.text, severity=Severity(str(severity))
    )


def _answer_draft(session: Session, composed: Composed, owed: Sequence[OpenCase]) -> EntryDraft:
    entry_id, _colon, end = composed.kind.partition(":")
    case = next(case for case in owed if str(case.entry_id) == entry_id)
    if case.type is EntryType.PROMISE:
        return EntryDraft(EntryType(end), text=composed.text, ref=case.entry_id)
    answers = EntryType.RESOLUTION if case.type is EntryType.INCIDENT else EntryType.ANSWER
    return EntryDraft(answers, text=composed.text, outcome=Outcome(end), ref=case.entry_id)


def _postponed_draft(session: Session, composed: Composed, owed: Sequence[OpenCase]) -> EntryDraft:
    case = next(case for case in owed if str(case.entry_id) == composed.kind)
    due = coming_day(session, composed.text)
    if due <= case.due:
        text = _("L’échéance est déjà le {day} : donnez une date plus lointaine.")
        raise Refused(text.format(day=format_near(case.due, session.today)))
    return EntryDraft(EntryType.POSTPONED, due=due, ref=case.entry_id)


def coming_day(session: Session, text: str) -> date:
    """A day to come as it was typed; raises Refused when it is not one."""
    day = session.coming_day(text)
    if day is None:
        raise Refused(
            _("Cette date n’est pas comprise\N{NO-BREAK SPACE}: essayez demain, lundi ou 12/12.")
        )
    return day


def _asked(
    session: Session, client_id: int, asked: EntryType, title: str, hint: str
) -> ComposerSpec:
    theirs = [row for row in assets(client_id) if row.draft.ended_on is None]
    proposed = format_date(proposed_due(asked, None, session.today), "near")
    return ComposerSpec(
        asked.value,
        keys_of(asked.value),
        title,
        (),
        (
            _due(session, _("Pour le"), proposed),
            *_asset(theirs, None),
            _date(session),
            *author_field(session),
        ),
        text_hint=hint,
        check_text=warning,
        text_needed=True,
        tone="warn",
    )


def _weight(kind: KindRow) -> str:
    return format_units(kind.weight or 0, signed=True)


def _usual(kind: KindRow) -> str:
    return severity_label(Severity(kind.severity)) if kind.severity else ""


def past_day_field(session: Session, code: str, label: str) -> OptionalField:
    """A day that has come, behind Tab."""
    return OptionalField(code, label, "day", read=session.past_day, placeholder=_("hier…"))


def _date(session: Session) -> OptionalField:
    return past_day_field(session, "date", _("Date"))


def _due(session: Session, label: str, proposed: str) -> OptionalField:
    return OptionalField("due", label, "day", read=session.coming_day, placeholder=proposed)


def _asset(theirs: Sequence[AssetRow], only: int | None) -> tuple[OptionalField, ...]:
    """Which of the client's assets it is about, when there are any."""
    if not theirs:
        return ()
    choices = (
        Choice("", _("rien en particulier")),
        *(Choice(str(row.id), row.draft.name or row.draft.identifier) for row in theirs),
    )
    value = "" if only is None else str(only)
    return (OptionalField("asset", _("À propos de"), "choice", choices=choices, value=value),)


def author_field(session: Session) -> tuple[OptionalField, ...]:
    """Whose entry it is, in a team: the one at the counter unless another is told."""
    team = members()
    if len(team) < 2:
        return ()
    choices = tuple(Choice(str(member.id), member.name) for member in team)
    value = str(session.member.id)
    return (OptionalField("author", _("Noté par"), "choice", choices=choices, value=value),)


def author_of(session: Session, composed: Composed) -> int:
    """The id of the member whose entry a composed line is."""
    return int(str(composed.value("author") or session.member.id))
