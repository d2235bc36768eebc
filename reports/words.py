"""The words of the reports for the codes of the data, in the language of the program."""

from collections.abc import Mapping

from models.costs import Nature, Standing, nature_label, standing_label
from models.i18n import _, format_number, ngettext
from models.month_data import Family, IncidentEnd
from models.rules.trust.words import State
from models.statement_data import Mark
from reports.charts import Pattern

STATES = (
    State.SOLID,
    State.GROWING,
    State.STEADY,
    State.FALLING,
    State.NEGATIVE,
    State.RUPTURED,
    State.CLOSED,
)
STATE_BARS: Mapping[State, tuple[str, Pattern]] = {
    State.SOLID: ("green", "solid"),
    State.GROWING: ("green", "solid"),
    State.STEADY: ("sage", "solid"),
    State.FALLING: ("amber", "hatched"),
    State.NEGATIVE: ("rose", "hatched"),
    State.RUPTURED: ("red", "solid"),
    State.CLOSED: ("muted", "outlined"),
}


def state_sentence(state: State) -> str:
    """The state in words for the client's statement."""
    return {
        State.CLOSED: _("Le compte est clos."),
        State.RUPTURED: _("La relation est rompue\u00a0: elle attend une réconciliation."),
        State.NEGATIVE: _("Le solde est négatif\u00a0: nous vous devons mieux."),
        State.FALLING: _("La confiance est en baisse."),
        State.SOLID: _("La relation est solide."),
        State.GROWING: _("La confiance est en croissance."),
        State.STEADY: _("La relation est à l’équilibre."),
    }[state]


def family_label(family: Family) -> str:
    """What a sort of posting is called in the movements."""
    return {
        "opening": _("Ouvertures sur recommandation"),
        "attention": _("Attentions"),
        "resolution": _("Incidents bien résolus"),
        "answer": _("Réponses complètes à temps"),
        "kept": _("Promesses tenues à temps"),
        "privilege": _("Privilèges honorés"),
        "incident": _("Incidents"),
        "mishandled": _("Incidents mal traités"),
        "late_answer": _("Réponses en retard"),
        "lapsed_request": _("Demandes restées sans réponse"),
        "late_promise": _("Promesses tenues en retard"),
        "broken_promise": _("Promesses rompues"),
        "refused_privilege": _("Privilèges refusés ou oubliés"),
        "contact": _("Contacts au-delà du plafond"),
    }[family]


def end_label(end: IncidentEnd) -> str:
    """How an incident stands at the month's end."""
    return {
        "in_time": _("résolu à temps"),
        "late": _("résolu en retard"),
        "mishandled": _("mal traité"),
        "open": _("en cours"),
    }[end]


def days_label(count: int) -> str:
    """How long something took."""
    if not count:
        return _("le jour même")
    return ngettext("{n} jour", "{n} jours", count).format(n=format_number(count))


def cost_nature(code: str) -> str:
    """The nature of a cost, as the composer names it."""
    return nature_label(Nature(code))


def cost_standing(code: str) -> str:
    """Where a cost stands in the accounts, as the composer names it."""
    return standing_label(Standing(code))


def capitalised(text: str) -> str:
    """With a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def mark_label(mark: Mark) -> str:
    """What is written beside a statement line."""
    return {
        "late": _("noté en retard"),
        "voided": _("annulé"),
        "reversed": _("corrigé"),
        "memorable": _("mémorable"),
    }[mark]
