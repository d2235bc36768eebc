"""The charter as it goes on the wall and into a hand: frozen data, in the language of the paper."""

from dataclasses import dataclass
from datetime import date

from models.charter import CharterRow, Item
from models.eligibility_words import public_sentence
from models.i18n import _, format_date, language
from models.identity import printed_identity
from models.month_data import ShopIdentity
from models.privileges import family_label, rule_of
from models.settings import shop


@dataclass(frozen=True, slots=True)
class Commitment:
    """One privilege on paper: what it is, the promise, for whom, and what limits it in time."""

    family: str
    title: str
    promise: str
    whom: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CharterPaper:
    """A version of the charter, ready to print; the same data gives the same bytes."""

    shop: ShopIdentity
    mediator: str
    number: int
    day: date
    commitments: tuple[Commitment, ...]


def charter_paper(charter: CharterRow) -> CharterPaper:
    """A version as it is printed, in the language being spoken (`models.i18n.speaking`).

    An English text that was not written is left in French rather than left out.
    """
    items = (*charter.items, *charter.leaving)
    return CharterPaper(
        shop=printed_identity(),
        mediator=shop().mediator,
        number=charter.number,
        day=charter.day,
        commitments=tuple(_commitment(item) for item in items),
    )


def _commitment(item: Item) -> Commitment:
    draft, english = item.draft, language() == "en"
    return Commitment(
        family=family_label(draft.family),
        title=(draft.title_en if english else "") or draft.title,
        promise=(draft.promise_en if english else "") or draft.promise,
        whom=_("Pour qui : {whom}").format(whom=public_sentence(rule_of(draft))),
        note=_note(item),
    )


def _note(item: Item) -> str:
    if item.until is not None:
        return _("retiré, dû jusqu’au {day}").format(day=format_date(item.until, "long"))
    if item.draft.trial_until is not None:
        trial = _("à l’essai jusqu’au {day}")
        return trial.format(day=format_date(item.draft.trial_until, "long"))
    return ""
