"""What to do next month: each piece of advice is a named rule over the month's frozen figures.

A rule is a pure function: a `MonthReport` in, advice out, nothing when its threshold is not
met. The thresholds are the constants below. The account's rules give the figures; what is worth
saying comes from the ten fundamentals of the trust account, named in each rule.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.i18n import _, format_number, ngettext
from models.month_data import ClientMention, IncidentCause, MonthReport, StateMove
from models.month_names import Named
from models.rules.trust.words import State

SAME_CAUSE_IN_MONTH = 2
SAME_CAUSE_IN_THREE_MONTHS = 3
CAUSES_TOLD = 3
_GOOD_STATES = (State.SOLID, State.GROWING, State.STEADY)
_LOW_STATES = (State.FALLING, State.NEGATIVE)


@dataclass(frozen=True, slots=True)
class Advice:
    """What one rule says: `fact` with its figures, `act` to do; about `count` clients, the
    first of them by name."""

    rule: str
    fact: str
    act: str
    count: int = 0
    clients: tuple[ClientMention, ...] = ()


def advice(report: MonthReport) -> tuple[Advice, ...]:
    """What the rules met say, what cannot wait first."""
    return tuple(one for rule in RULES for one in rule(report))


Rule = Callable[[MonthReport], Iterable[Advice]]


def rupture(report: MonthReport) -> Iterable[Advice]:
    """From one broken relation that waits on the last day. Trust explodes at once and only an act
    of the shop mends it."""
    text = ngettext(
        "{n} relation rompue attend une réparation.",
        "{n} relations rompues attendent une réparation.",
        report.followed.ruptured.count,
    )
    act = _("Reconnaître la faute de vive voix, puis réparer\u00a0: le temps seul n’y fera rien.")
    return _about("rupture", text, act, report.followed.ruptured)


def mishandled(report: MonthReport) -> Iterable[Advice]:
    """From one incident that became mishandled in the month. Listen to the client's voice, above
    all complaints."""
    count = report.incidents.mishandled
    text = ngettext("{n} incident a été mal traité.", "{n} incidents ont été mal traités.", count)
    act = _(
        "Appeler chacun, dire ce qui sera fait et quand\u00a0: c’est là que la confiance se perd."
    )
    return _about("mishandled", text, act, report.followed.mishandled, count)


def repeated_cause(report: MonthReport) -> Iterable[Advice]:
    """A cause met twice in the month, or three times with the three months before it. Mend what
    fails, not only whom it failed."""
    causes = sorted(filter(_repeats, report.incidents.causes), key=_most_met)
    return [_cause_told(report, cause) for cause in causes[:CAUSES_TOLD]]


def _repeats(cause: IncidentCause) -> bool:
    often = cause.count >= SAME_CAUSE_IN_MONTH
    return bool(cause.label) and (often or cause.count + cause.before >= SAME_CAUSE_IN_THREE_MONTHS)


def _most_met(cause: IncidentCause) -> tuple[int, int, str]:
    return -cause.count, -cause.before, cause.label


def _cause_told(report: MonthReport, cause: IncidentCause) -> Advice:
    before = format_number(cause.before) if cause.before else _("aucun")
    text = ngettext(
        "«\u00a0{cause}\u00a0»\u00a0: {n} incident ce mois-ci, {before} les trois mois d’avant.",
        "«\u00a0{cause}\u00a0»\u00a0: {n} incidents ce mois-ci, {before} les trois mois d’avant.",
        cause.count,
    ).format(cause=cause.label, n=format_number(cause.count), before=before)
    act = _("Chercher ensemble ce qui, chez nous, fait revenir cette cause, et le changer.")
    hit = _once_each(line.client for line in report.incidents.lines if line.cause == cause.label)
    return Advice("repeated_cause", text, act, len(hit), hit)


def late_answers(report: MonthReport) -> Iterable[Advice]:
    """From one request answered late or never. Answer, then answer completely."""
    late, lapsed = report.requests.answered_late, report.requests.lapsed
    text = ngettext(
        "{n} demande répondue en retard ou restée sans réponse.",
        "{n} demandes répondues en retard ou restées sans réponse.",
        late + lapsed,
    )
    act = _("Répondre même pour dire «\u00a0pas encore\u00a0», et donner un jour.")
    return _about("late_answers", text, act, report.followed.answered_late, late + lapsed)


def promises(report: MonthReport) -> Iterable[Advice]:
    """From one promise kept late, broken or left to lapse. A promise is worth what it is kept."""
    ended = report.promises
    count = ended.kept_late + ended.broken + ended.lapsed
    text = ngettext(
        "{n} promesse tenue en retard ou pas tenue.",
        "{n} promesses tenues en retard ou pas tenues.",
        count,
    )
    act = _("S’excuser sans détour, et promettre moins mais à une date sûre.")
    return _about("promises", text, act, report.followed.promises_failed, count)


def privileges(report: MonthReport) -> Iterable[Advice]:
    """From one privilege refused or forgotten. Loyalty is the shop's commitment."""
    count = sum(line.refused for line in report.privileges)
    text = ngettext(
        "{n} privilège de la charte refusé ou oublié.",
        "{n} privilèges de la charte refusés ou oubliés.",
        count,
    )
    act = _("Le tenir au prochain passage\u00a0; s’il est intenable, le retirer de la charte.")
    return _about("privileges", text, act, report.followed.privileges_failed, count)


def falling(report: MonthReport) -> Iterable[Advice]:
    """From one client who went from a good state to a falling or negative one in the month."""
    moves = [move for move in report.states.moves if _falls(move)]
    count = sum(move.count for move in moves)
    text = ngettext(
        "{n} client a glissé vers la baisse ou le découvert.",
        "{n} clients ont glissé vers la baisse ou le découvert.",
        count,
    )
    act = _("Relire la fiche\u00a0: la dernière chose notée dit presque toujours pourquoi.")
    names = tuple(client for move in moves for client in move.clients)
    return _about("falling", text, act, Named(count, names))


def _falls(move: StateMove) -> bool:
    return move.before in _GOOD_STATES and move.after in _LOW_STATES


def silent(report: MonthReport) -> Iterable[Advice]:
    """From one client known by four visits and away more than twice their own rhythm, between
    three months and three years. Take news, without selling anything."""
    text = ngettext(
        "{n} client est absent depuis plus de deux fois son rythme.",
        "{n} clients sont absents depuis plus de deux fois leur rythme.",
        report.followed.silent.count,
    )
    act = _("Prendre des nouvelles, sans rien proposer.")
    return _about("silent", text, act, report.followed.silent)


def thanks(report: MonthReport) -> Iterable[Advice]:
    """From one referral of the month not thanked for. Thank loyalty and recommendation."""
    owed = [line for line in report.referrals if not line.thanked]
    text = ngettext(
        "{n} recommandation attend un merci.",
        "{n} recommandations attendent un merci.",
        len(owed),
    )
    act = _("Remercier de vive voix ou à la main, et dire qu’on prend soin du nouveau venu.")
    clients = _once_each(line.by for line in owed)
    return _about("thanks", text, act, Named(len(clients), clients), len(owed))


def told_back(report: MonthReport) -> Iterable[Advice]:
    """From one client whose words changed something and who does not know it yet."""
    waiting = _once_each(
        line.client for line in report.voices.lines if line.changed and line.told_on is None
    )
    text = ngettext(
        "{n} client ne sait pas encore ce que sa parole a changé.",
        "{n} clients ne savent pas encore ce que leur parole a changé.",
        len(waiting),
    )
    act = _("Le leur dire au prochain passage.")
    return _about("told_back", text, act, Named(len(waiting), waiting))


def contact_cap(report: MonthReport) -> Iterable[Advice]:
    """From one contact past the cap of the trust settings. Never intrude in the client's bubble."""
    count = report.contacts_over_cap
    text = ngettext(
        "{n} contact de trop, au-delà du plafond.",
        "{n} contacts de trop, au-delà du plafond.",
        count,
    )
    act = _("Laisser ces clients tranquilles\u00a0: ils reviendront d’eux-mêmes.")
    return _about("contact_cap", text, act, report.followed.over_cap, count)


def missing_costs(report: MonthReport) -> Iterable[Advice]:
    """From one cost without its amount: it is in no total, nor in the accountant's."""
    count = sum(1 for line in report.costs if line.net_cents is None)
    text = ngettext("{n} coût reste à chiffrer.", "{n} coûts restent à chiffrer.", count)
    act = _("Écrire le montant avant la clôture\u00a0: il n’entre encore dans aucun total.")
    return _about("missing_costs", text, act, report.followed.to_price, count)


def win_over(report: MonthReport) -> Iterable[Advice]:
    """From one indifferent client: they come, their account, open for six months, is level, and no
    attention was noted in that time. Recognise the client."""
    people = report.to_win_over
    count = max(report.listed.to_win_over, len(people))
    text = ngettext(
        "{n} client vient sans qu’on ait rien noté pour lui depuis six mois.",
        "{n} clients viennent sans qu’on ait rien noté pour eux depuis six mois.",
        count,
    )
    act = _("S’intéresser à la personne d’abord\u00a0; noter ce qui lui tient à cœur.")
    return _about("win_over", text, act, Named(count, people))


def cherish(report: MonthReport) -> Iterable[Advice]:
    """From one solid account, the strongest first. The older the relation, the more it must be
    deserved."""
    people = report.to_cherish
    solid = sum(one.count for one in report.states.at_end if one.state is State.SOLID)
    text = ngettext(
        "{n} relation est solide, à ne jamais tenir pour acquise.",
        "{n} relations sont solides, à ne jamais tenir pour acquises.",
        solid,
    )
    act = _("Une attention de plus, sans occasion particulière.")
    return _about("cherish", text, act, Named(max(solid, len(people)), people)) if people else ()


RULES: tuple[Rule, ...] = (
    rupture,
    mishandled,
    repeated_cause,
    late_answers,
    promises,
    privileges,
    falling,
    thanks,
    told_back,
    silent,
    contact_cap,
    missing_costs,
    win_over,
    cherish,
)


def _about(
    rule: str, text: str, act: str, named: Named, figure: int | None = None
) -> tuple[Advice, ...]:
    """One piece of advice, or none when its figure (the clients', unless told) is nought."""
    figure = named.count if figure is None else figure
    if not figure:
        return ()
    fact = text.format(n=format_number(figure))
    return (Advice(rule, fact, act, named.count, named.clients),)


def _once_each(clients: Iterable[ClientMention]) -> tuple[ClientMention, ...]:
    found = {client.number: client for client in clients}
    return tuple(found.values())
