"""What to do next month: each rule at its threshold and just under it, with figures and names."""

from dataclasses import replace
from datetime import date

import pytest

from models.i18n import use_language
from models.month_advice import RULES, Advice, advice
from models.month_data import (
    ClientMention,
    CostLine,
    IncidentCause,
    IncidentLine,
    Incidents,
    ListCounts,
    MonthReport,
    PrivilegeLine,
    Promises,
    ReferralLine,
    Requests,
    ShopIdentity,
    StateCount,
    StateMove,
    States,
)
from models.month_names import Followed, Named
from models.month_voice_data import VoiceLine, Voices
from models.rules.trust.words import Severity, State

DAY = date(2026, 10, 6)
ZOE = ClientMention("C-00001", "Zoé Garnier")
KARIM = ClientMention("C-00002", "Karim Benali")
QUIET = MonthReport(ShopIdentity("Garage Morel"), date(2026, 10, 1), date(2026, 10, 31), DAY)
ONE = Named(1, (ZOE,))


def cause(count: int, before: int = 0, label: str = "Délai mal prévu") -> MonthReport:
    line = IncidentLine(ZOE, DAY, "Retard", Severity.MINOR, "open", cause="Délai mal prévu")
    facts = Incidents(minor=count, causes=(IncidentCause(label, count, before),), lines=(line,))
    return replace(QUIET, incidents=facts)


def moved(before: State | None, after: State) -> MonthReport:
    return replace(QUIET, states=States(moves=(StateMove(before, after, 1, (ZOE,)),)))


def followed(**lists: Named) -> MonthReport:
    return replace(QUIET, followed=Followed(**lists))


def voice(changed: str, told_on: date | None = None) -> MonthReport:
    line = VoiceLine(ZOE, DAY, "idea", "", "Prévenez la veille.", changed, told_on)
    return replace(QUIET, voices=Voices(ideas=1, lines=(line,)))


def referral(*, thanked: bool) -> MonthReport:
    return replace(QUIET, referrals=(ReferralLine(DAY, ZOE, KARIM, thanked),))


def cost(net: int | None) -> MonthReport:
    line = CostLine("gift", "Fleurs", ZOE.number, DAY, net)
    return replace(QUIET, costs=(line,), followed=Followed(to_price=ONE))


MET = {
    "rupture": (followed(ruptured=ONE), "1 relation rompue attend"),
    "mishandled": (
        replace(QUIET, incidents=Incidents(mishandled=1), followed=Followed(mishandled=ONE)),
        "1 incident a été mal traité",
    ),
    "repeated_cause": (cause(2), "2 incidents ce mois-ci, aucun les trois mois d’avant"),
    "late_answers": (
        replace(QUIET, requests=Requests(answered_late=1), followed=Followed(answered_late=ONE)),
        "1 demande répondue en retard",
    ),
    "promises": (
        replace(QUIET, promises=Promises(lapsed=1), followed=Followed(promises_failed=ONE)),
        "1 promesse tenue en retard ou pas tenue",
    ),
    "privileges": (
        replace(
            QUIET,
            privileges=(PrivilegeLine("Prêt", 3, 1),),
            followed=Followed(privileges_failed=ONE),
        ),
        "1 privilège de la charte refusé ou oublié",
    ),
    "falling": (moved(State.SOLID, State.FALLING), "1 client a glissé"),
    "thanks": (referral(thanked=False), "1 recommandation attend un merci"),
    "told_back": (voice("un message part la veille"), "1 client ne sait pas encore"),
    "silent": (followed(silent=ONE), "1 client est absent"),
    "contact_cap": (
        replace(QUIET, contacts_over_cap=1, followed=Followed(over_cap=ONE)),
        "1 contact de trop",
    ),
    "missing_costs": (cost(None), "1 coût reste à chiffrer"),
    "win_over": (replace(QUIET, to_win_over=(ZOE,)), "1 client vient"),
    "cherish": (
        replace(QUIET, to_cherish=(ZOE,), states=States(at_end=(StateCount(State.SOLID, 1),))),
        "1 relation est solide",
    ),
}


@pytest.mark.parametrize("rule", MET)
def test_a_rule_at_its_threshold_says_its_figure_names_the_client_and_what_to_do(rule: str) -> None:
    report, said = MET[rule]
    [found] = advice(report)
    assert (found.rule, found.clients, found.count) == (rule, (ZOE,), 1)
    assert found.fact.startswith(said) or said in found.fact
    assert found.act.endswith(".")


def test_clients_to_win_over_are_all_counted_the_first_are_named() -> None:
    crowd = replace(QUIET, to_win_over=(ZOE,), listed=ListCounts(to_win_over=31))
    [found] = advice(crowd)
    assert found.fact.startswith("31 clients viennent")
    assert (found.count, found.clients) == (31, (ZOE,))


def test_every_rule_is_tried() -> None:
    assert [rule.__name__ for rule in RULES] == list(MET)
    assert all(rule.__doc__ for rule in RULES)


@pytest.mark.parametrize(
    "report",
    [
        QUIET,
        cause(1),
        cause(1, 1),
        cause(5, 5, label=""),
        replace(QUIET, incidents=Incidents(resolved_late=1, still_open=1)),
        replace(QUIET, requests=Requests(answered_in_time=4, partial=1)),
        replace(QUIET, promises=Promises(kept_in_time=4, still_open=1)),
        replace(QUIET, privileges=(PrivilegeLine("Prêt", 3),)),
        moved(State.NEGATIVE, State.FALLING),
        moved(None, State.NEGATIVE),
        moved(State.STEADY, State.SOLID),
        referral(thanked=True),
        voice(""),
        voice("un message", DAY),
        replace(QUIET, contacts=4),
        cost(4500),
    ],
)
def test_under_its_threshold_a_rule_says_nothing(report: MonthReport) -> None:
    assert advice(report) == ()


def test_a_cause_that_comes_a_third_time_in_three_months_is_told_from_one_incident() -> None:
    [found] = advice(cause(1, 2))
    assert "1 incident ce mois-ci, 2 les trois mois d’avant" in found.fact


def test_only_the_causes_most_met_are_told() -> None:
    causes = tuple(IncidentCause(f"Cause {n}", n, 0) for n in range(2, 8))
    found = advice(replace(QUIET, incidents=Incidents(minor=27, causes=causes)))
    assert [one.fact.split("\u00a0")[1] for one in found] == ["Cause 7", "Cause 6", "Cause 5"]


def test_advice_keeps_the_order_of_the_rules_what_cannot_wait_first() -> None:
    both = replace(followed(ruptured=ONE, silent=Named(12, (ZOE, KARIM))), contacts_over_cap=2)
    assert [one.rule for one in advice(both)] == ["rupture", "silent", "contact_cap"]
    silent: Advice = advice(both)[1]
    assert silent.fact.startswith("12 clients sont absents")
    assert (silent.count, silent.clients) == (12, (ZOE, KARIM))


def test_advice_follows_the_language() -> None:
    use_language("en")
    assert all("{" not in one.fact for report, _said in MET.values() for one in advice(report))
