"""Journal entries and amounts in words: what happened, and why this amount."""

from datetime import date

from models.catalogue import Labels
from models.i18n import _, format_date, format_units, language, ngettext
from models.rules.rounding import round_half_away
from models.rules.trust import (
    Entry,
    EntryType,
    Line,
    LineKind,
    Outcome,
    Posting,
    Severity,
    Sort,
    State,
)

_FAMILY_OF = {
    EntryType.ATTENTION: "attention",
    EntryType.INCIDENT: "incident",
    EntryType.VISIT: "visit",
    EntryType.CONTACT: "contact",
}


def state_label(state: State) -> str:
    """The state as screens name it."""
    return {
        State.CLOSED: _("Clos"),
        State.RUPTURED: _("Rompue"),
        State.NEGATIVE: _("Solde négatif"),
        State.FALLING: _("En baisse"),
        State.SOLID: _("Solide"),
        State.GROWING: _("En croissance"),
        State.STEADY: _("À l’équilibre"),
    }[state]


def severity_label(severity: Severity) -> str:
    """The severity as screens name it."""
    return {
        Severity.MINOR: _("mineur"),
        Severity.NOTABLE: _("notable"),
        Severity.SERIOUS: _("grave"),
    }[severity]


def outcome_label(outcome: Outcome) -> str:
    """How it turned out, as screens name it."""
    return {
        Outcome.EXEMPLARY: _("exemplaire"),
        Outcome.SATISFACTORY: _("satisfaisante"),
        Outcome.POOR: _("mauvaise"),
        Outcome.COMPLETE: _("complète"),
        Outcome.PARTIAL: _("partielle"),
        Outcome.HONOURED: _("honoré"),
        Outcome.REFUSED: _("refusé"),
    }[outcome]


def type_label(entry_type: EntryType) -> str:
    """The entry type as screens name it."""
    return {
        EntryType.OPENING: _("Ouverture du compte"),
        EntryType.VISIT: _("Passage"),
        EntryType.ATTENTION: _("Attention"),
        EntryType.INCIDENT: _("Incident"),
        EntryType.RESOLUTION: _("Résolution"),
        EntryType.REQUEST: _("Demande"),
        EntryType.ANSWER: _("Réponse"),
        EntryType.PROMISE: _("Promesse"),
        EntryType.KEPT: _("Promesse tenue"),
        EntryType.BROKEN: _("Promesse rompue"),
        EntryType.POSTPONED: _("Report convenu"),
        EntryType.PRIVILEGE: _("Privilège"),
        EntryType.CONTACT: _("Contact"),
        EntryType.RECONCILIATION: _("Réconciliation"),
        EntryType.REVERSAL: _("Contre-écriture"),
        EntryType.CLOSED: _("Fermeture du compte"),
    }[entry_type]


def kind_label(entry: Entry, labels: Labels) -> str:
    """The catalogue's word for an entry's kind, or the kind as it was written."""
    return labels.get((_FAMILY_OF.get(entry.type, ""), entry.kind), entry.kind)


def heading(entry: Entry, labels: Labels) -> str:
    """What an entry is, without its text: « Incident notable · Retard de livraison »."""
    title = type_label(entry.type)
    if entry.severity is not None:
        title = _("Incident {severity}").format(severity=severity_label(entry.severity))
    elif entry.type is EntryType.ATTENTION and entry.kind:
        return kind_label(entry, labels)
    elif entry.type in (EntryType.RESOLUTION, EntryType.ANSWER) and entry.outcome:
        title = _("{what} {outcome}").format(what=title, outcome=outcome_label(entry.outcome))
    elif entry.type is EntryType.PRIVILEGE and entry.outcome:
        title = _("Privilège {outcome}").format(outcome=outcome_label(entry.outcome))
    kind = kind_label(entry, labels)
    return f"{title} · {kind}" if kind else title


def what(line: Line, labels: Labels, text: str) -> str:
    """What a statement line tells, its text included."""
    if line.kind is LineKind.FADE:
        return _("Effacement")
    if line.merging is not None:
        return _("Fusion de deux fiches")
    entry = line.entry
    assert entry is not None
    if line.kind is LineKind.VOIDED:
        return _("Annulé par la rupture")
    if line.by_itself and line.posting is not None:
        return _slipped(line.posting.sort, kind_label(entry, labels) or text)
    if line.posting is not None and line.posting.sort is Sort.MISHANDLED:
        return _("Incident mal traité")
    title = heading(entry, labels)
    return _("{what} : {text}").format(what=title, text=text) if text else title


def _slipped(sort: Sort, detail: str) -> str:
    title = {
        Sort.MISHANDLED: _("Incident mal traité, échéance passée"),
        Sort.REQUEST_LAPSED: _("Demande restée sans réponse"),
        Sort.PROMISE_LAPSED: _("Promesse oubliée"),
    }[sort]
    return _("{what} : {text}").format(what=title, text=detail) if detail else title


def why(line: Line) -> str:
    """Why this amount, in the statement's words."""
    if line.kind is LineKind.POSTING and line.posting is not None:
        return _dotted(_why_posting(line.posting))
    if line.kind is LineKind.VOIDED:
        return _("tous les dépôts d’avant ne comptent plus")
    if line.merging is not None:
        return _("solde avec l’autre fiche, moins le solde sans elle")
    if line.kind is LineKind.CORRECTION:
        return _("solde avec la contre-écriture, moins le solde sans elle")
    if line.kind is LineKind.CLOSURE:
        return _("rien ne compte jusqu’à une réouverture")
    if line.kind is LineKind.FADE:
        return _("ce que le temps efface")
    return ""


def _dotted(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)


def _why_posting(posting: Posting) -> list[str]:
    weigh = format_units(abs(posting.why.weight))
    if posting.sort in (Sort.INCIDENT, Sort.MISHANDLED):
        return [*_why_incident(posting), *_still_open(posting)]
    if posting.sort is Sort.RECOVERY:
        return _why_recovery(posting)
    parts = [_PLAIN[posting.sort]().format(units=weigh)]
    if posting.why.nth > 1 and posting.sort is not Sort.CONTACT:
        parts.append(
            _("{nth}ᵉ de sa sorte en {days} jours : divisé par {nth}").format(
                nth=posting.why.nth, days=posting.entry.terms.thinning_days
            )
        )
    elif posting.sort is Sort.CONTACT:
        parts.append(_("{nth}ᵉ en un an").format(nth=posting.why.nth))
    if posting.entry.memorable:
        faded = posting.fades_from is not None
        parts.append(
            _("mémorable, mais une autre l’est déjà cette année") if faded else _("ne s’efface pas")
        )
    return parts


_PLAIN = {
    Sort.OPENING: lambda: _("recommandation ou départ {units}"),
    Sort.ATTENTION: lambda: _("poids {units}"),
    Sort.ANSWER: lambda: _("complète et à temps {units}"),
    Sort.ANSWER_LATE: lambda: _("complète, mais en retard"),
    Sort.REQUEST_LAPSED: lambda: _("trop longtemps après l’échéance"),
    Sort.PROMISE_KEPT: lambda: _("tenue à temps {units}"),
    Sort.PROMISE_LATE: lambda: _("tenue, mais en retard"),
    Sort.PROMISE_BROKEN: lambda: _("dite rompue {units}"),
    Sort.PROMISE_LAPSED: lambda: _("trop longtemps après l’échéance"),
    Sort.PRIVILEGE_HONOURED: lambda: _("promis, honoré {units}"),
    Sort.PRIVILEGE_REFUSED: lambda: _("promis, refusé {units}"),
    Sort.CONTACT: lambda: _("offre non demandée"),
}


def _why_incident(posting: Posting) -> list[str]:
    percent = 100 + posting.entry.terms.age_percent * posting.why.years
    parts = [
        _("{units} × {percent} %").format(units=format_units(posting.why.weight), percent=percent)
    ]
    if posting.why.years:
        parts.append(
            ngettext("relation de {years} an", "relation de {years} ans", posting.why.years).format(
                years=posting.why.years
            )
        )
    if posting.sort is Sort.MISHANDLED:
        parts.insert(0, _("mal traité : compte une seconde fois"))
    return parts


def _still_open(posting: Posting) -> list[str]:
    return [_("ne s’efface pas tant qu’il n’est pas réparé")] if posting.fades_from is None else []


def _why_recovery(posting: Posting) -> list[str]:
    reason = posting.why
    parts = [
        _("{percent} % de {units}").format(
            percent=reason.percent, units=format_units(reason.weight)
        ),
        _("après un autre incident") if reason.again else _("premier incident depuis longtemps"),
    ]
    if reason.first:
        parts.append(_("répondu trop tard : sur ce qui pesait encore"))
    return parts


def due_phrase(due: date, today: date) -> str:
    """How long is left: « dernier jour », « reste 3 jours », « en retard de 2 jours »."""
    days = (due - today).days
    if days == 0:
        return _("dernier jour")
    if days == 1:
        return _("demain")
    if days > 1:
        return ngettext("reste {days} jour", "reste {days} jours", days).format(days=days)
    return ngettext("en retard de {days} jour", "en retard de {days} jours", -days).format(
        days=-days
    )


def account_in_words(state: State) -> str:
    """The account in one sentence, for the counter."""
    return {
        State.CLOSED: _("La relation est close."),
        State.RUPTURED: _("La confiance est rompue : il faut d’abord réparer."),
        State.NEGATIVE: _("Nous lui devons plus que nous n’avons donné."),
        State.FALLING: _("La confiance baisse : prenons soin de la relation."),
        State.SOLID: _("La confiance est solide."),
        State.GROWING: _("La confiance grandit."),
        State.STEADY: _("La relation est à l’équilibre."),
    }[state]


def figures_phrase(balance: int, trend: int) -> str:
    """« 34,2 unités · + 2,9 en 3 mois »."""
    return _("{units} · {trend} en 3 mois").format(
        units=units_told(balance), trend=format_units(trend, signed=True)
    )


def units_told(centi_units: int) -> str:
    """« 34,2 unités », « 1,8 unité »: French counts from two, English from anything but one."""
    shown = format_units(centi_units)
    few = abs(round_half_away(centi_units, 10)) < 20 if language() == "fr" else shown == "1.0"
    return ngettext("{units} unité", "{units} unités", 1 if few else 2).format(units=shown)


def since_phrase(since: date | None, today: date) -> str:
    """« chez nous depuis 9 ans », « depuis octobre 2026 »."""
    if since is None or since > today:
        return ""
    years = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
    if years < 1:
        return _("chez nous depuis {month}").format(month=format_date(since, "month"))
    return ngettext("chez nous depuis {years} an", "chez nous depuis {years} ans", years).format(
        years=years
    )
