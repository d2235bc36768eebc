"""How a case may end, each way with examples, so that two people judge alike."""

from models.cases import OpenCase, case_title
from models.i18n import _
from models.rules.trust import EntryType
from ui.widgets import Choice

REPAIR = "repair"
"""Chosen among the answers: the repair of a ruptured relation, step by step, in the file."""
RUPTURE = 0
"""What stands for the entry of a rupture, which has none of its own."""
RIGHTS = -1
"""What stands for it where a client asks something about their own data."""
_TOLD = 36
"""What is told of a case before how it ended, so that a narrow window shows both."""
_Way = tuple[str, str, str]


def ways_to_end(case: OpenCase, alone: bool) -> list[Choice]:
    """The answers to choose from; the case itself is told when there are several."""
    if case.type is None:
        return [Choice(REPAIR, _("Réparer la relation"), _("pas à pas, dans la fiche"))]
    before = "" if alone else f"{case_told(case)} → "
    return [
        Choice(f"{case.entry_id}:{code}", f"{before}{words}", examples, chosen=words)
        for code, words, examples in _ways()[case.type]
    ]


def case_told(case: OpenCase) -> str:
    """A case in a few words: « Demande · un devis »."""
    detail = case.text or case.kind
    title = case_title(case)
    short = detail if len(detail) <= _TOLD else detail[: _TOLD - 1].rstrip() + "…"
    return f"{title} · {short}" if short else title


def _ways() -> dict[EntryType, tuple[_Way, ...]]:
    """Code, words and examples of each way."""
    return {
        EntryType.INCIDENT: (
            (
                "exemplary",
                _("réparé de façon exemplaire"),
                _("le jour même, excuses, et un geste en plus"),
            ),
            (
                "satisfactory",
                _("réparé correctement"),
                _("à la date dite, expliqué, sans frais pour lui"),
            ),
            ("poor", _("mal réparé"), _("à moitié, sans excuses, ou après relances")),
        ),
        EntryType.REQUEST: (
            ("complete", _("réponse complète"), _("chaque point a sa réponse")),
            (
                "partial",
                _("réponse partielle"),
                _("un point attend\N{NO-BREAK SPACE}: reste ouvert"),
            ),
        ),
        EntryType.PROMISE: (
            ("kept", _("promesse tenue"), ""),
            ("broken", _("promesse rompue"), ""),
        ),
    }
