"""What a privilege on trial did for clients: one line, in Privilèges and in À faire."""

from collections.abc import Callable
from functools import partial

from models.changes import Changes
from models.charter import proposed_end
from models.free_text import warning
from models.i18n import _
from models.privilege_trials import Verdict, review, take_back_review
from models.privileges import PrivilegeRow
from ui.actions import keys_of
from ui.session import Session
from ui.widgets import Choice, Composed, ComposerSpec, OptionalField

REVIEW = "review"


def review_spec(session: Session, key: str = "idea_review", title: str = "") -> ComposerSpec:
    """What becomes of it, then what it did; `title` names it where it is not seen."""
    choices = (
        Choice(Verdict.KEEP.value, _("Le garder"), _("l’essai est concluant")),
        Choice(Verdict.EXTEND.value, _("Prolonger l’essai"), _("dites jusqu’à quand")),
        Choice(Verdict.WITHDRAW.value, _("Le retirer"), _("dans trois mois, ou un autre jour")),
    )
    until = OptionalField("until", _("Jusqu’au"), "day", session.coming_day, width=12)
    return ComposerSpec(
        REVIEW,
        keys_of(key),
        title or _("Bilan de l’essai"),
        choices,
        (until,),
        text_hint=_("qu’a-t-il fait pour les clients\N{NO-BREAK SPACE}?"),
        check_text=warning,
        text_needed=True,
        tone="neutral",
    )


def write_review(session: Session, row: PrivilegeRow, composed: Composed) -> Callable[[], Changes]:
    """Write what was composed and give what takes it back; raises BookError with the reason."""
    verdict, day = Verdict(composed.kind), composed.day("until")
    if verdict is Verdict.WITHDRAW and day is None:
        day = proposed_end(session.today)
    changes = session.write(review, row.id, composed.text, verdict, day)
    return partial(session.write, take_back_review, changes.entry_id, row)


def review_kept() -> str:
    """What is said once it is written."""
    return _("Le bilan est gardé, la prochaine charte dira la suite.")
