"""The owner's settings of the trust account, with their defaults (rule 8).

Each entry, and what follows from it by itself, uses the settings of the day it was recorded.
"""

from dataclasses import dataclass, field

from models.rules.trust.words import Severity


def _severity_weights() -> dict[Severity, int]:
    return {Severity.MINOR: 300, Severity.NOTABLE: 1000, Severity.SERIOUS: 3000}


def _incident_delays() -> dict[Severity, int]:
    return {Severity.MINOR: 7, Severity.NOTABLE: 3, Severity.SERIOUS: 1}


def _exemplary() -> dict[Severity, int]:
    return {Severity.MINOR: 120, Severity.NOTABLE: 120, Severity.SERIOUS: 100}


def _satisfactory() -> dict[Severity, int]:
    return {Severity.MINOR: 70, Severity.NOTABLE: 70, Severity.SERIOUS: 70}


@dataclass(frozen=True, slots=True, eq=False)
class TrustSettings:
    """Weights in centi-units, delays in days, percentages, half-lives in months."""

    severity_weights: dict[Severity, int] = field(default_factory=_severity_weights)
    incident_delays: dict[Severity, int] = field(default_factory=_incident_delays)
    request_delay: int = 2
    promise_delay: int = 2
    grace_days: int = 7
    answered_in_time: int = 200
    answered_late: int = -100
    request_lapsed: int = -500
    request_lapsed_partly: int = -200
    kept_in_time: int = 300
    kept_late: int = -100
    broken_said_in_time: int = -500
    broken_late: int = -800
    privilege_honoured: int = 200
    privilege_refused: int = -1000
    contact_cap: int = 4
    contact_over_cap: int = -200
    recommended_opening: int = 500
    thinning_days: int = 30
    age_percent: int = 5
    age_years: int = 10
    exemplary: dict[Severity, int] = field(default_factory=_exemplary)
    satisfactory: dict[Severity, int] = field(default_factory=_satisfactory)
    exemplary_again: int = 60
    satisfactory_again: int = 40
    again_months: int = 24
    deposit_half_life: int = 24
    recovery_half_life: int = 12
    withdrawal_half_life: int = 12
    memorable_months: int = 12
    negative_at: int = -100
    falling_at_least: int = 500
    falling_percent: int = 12
    solid_at: int = 2000
    growing_at: int = 100


DEFAULT_SETTINGS = TrustSettings()
