"""The settings of the trust account in words, in groups, in the order an owner thinks of them."""

from dataclasses import dataclass
from typing import Literal

from models.i18n import _
from models.rules.trust import DEFAULT_SETTINGS, Severity, TrustSettings
from models.rules.typed import read_hundredths

Unit = Literal["units", "days", "months", "years", "percent", "times"]
_MOST = 10**6


@dataclass(frozen=True, slots=True)
class TrustField:
    """A setting a person changes: its name, its severity when there is one per severity.

    `sign` is "+" for a deposit, "−" for a withdrawal (kept below zero or not), "" for the rest.
    """

    name: str
    label: str
    unit: Unit
    sign: str = ""
    severity: Severity | None = None

    @property
    def code(self) -> str:
        """Its objectName."""
        return f"{self.name}_{self.severity.value}" if self.severity else self.name

    @property
    def default(self) -> int:
        """What it is when nobody changes it."""
        return self.of(DEFAULT_SETTINGS)

    def of(self, settings: TrustSettings) -> int:
        """Its value: centi-units, or a whole number of its unit."""
        found = getattr(settings, self.name)
        return int(found[self.severity] if self.severity else found)

    def changed(self, settings: TrustSettings, value: int) -> dict[str, object]:
        """What `set_trust` is given to change it."""
        if self.severity is None:
            return {self.name: value}
        kept: dict[str, int] = {k.value: v for k, v in getattr(settings, self.name).items()}
        return {self.name: kept | {self.severity.value: value}}

    def read(self, text: str) -> int:
        """What was typed as a value; raises ValueError when it is not one."""
        below = self.default < 0
        if self.unit == "units":
            number = read_hundredths(text)
        else:
            digits = "".join(text.split())
            if not (digits.isascii() and digits.isdigit()) or int(digits) > _MOST:
                raise ValueError(text)
            number = int(digits)
        if self.name.endswith("half_life") and number < 1:
            raise ValueError(text)
        return -number if below else number


@dataclass(frozen=True, slots=True)
class TrustGroup:
    """Settings that are thought of together, and the sentence that explains them."""

    heading: str
    about: str
    fields: tuple[TrustField, ...]


def trust_groups() -> tuple[TrustGroup, ...]:
    """Every setting, in the language in use."""
    return (
        _incidents(),
        _recoveries(),
        _requests(),
        _promises(),
        _privileges(),
        _fading(),
        _states(),
        _relation(),
    )


def _by_severity(
    name: str, unit: Unit, sign: str, labels: tuple[str, ...]
) -> tuple[TrustField, ...]:
    return tuple(
        TrustField(name, label, unit, sign, severity)
        for label, severity in zip(labels, Severity, strict=True)
    )


def _incidents() -> TrustGroup:
    weights = (_("Incident mineur"), _("Incident notable"), _("Incident grave"))
    delays = (
        _("Mineur\N{NO-BREAK SPACE}: à résoudre sous"),
        _("Notable\N{NO-BREAK SPACE}: à résoudre sous"),
        _("Grave\N{NO-BREAK SPACE}: à résoudre sous"),
    )
    return TrustGroup(
        _("Incidents"),
        _("Sans bonne résolution à temps, l’incident est mal traité et coûte une seconde fois."),
        (
            *_by_severity("severity_weights", "units", "−", weights),
            *_by_severity("incident_delays", "days", "", delays),
            TrustField("age_percent", _("De plus par année de relation"), "percent"),
            TrustField("age_years", _("Années comptées, au plus"), "years"),
        ),
    )


def _recoveries() -> TrustGroup:
    exemplary = (
        _("Exemplaire, incident mineur"),
        _("Exemplaire, incident notable"),
        _("Exemplaire, incident grave"),
    )
    satisfactory = (
        _("Satisfaisante, incident mineur"),
        _("Satisfaisante, incident notable"),
        _("Satisfaisante, incident grave"),
    )
    return TrustGroup(
        _("Résolutions"),
        _("Ce qu’une bonne résolution rend, en part du poids de l’incident."),
        (
            *_by_severity("exemplary", "percent", "+", exemplary),
            *_by_severity("satisfactory", "percent", "+", satisfactory),
            TrustField("exemplary_again", _("Exemplaire, après un autre incident"), "percent", "+"),
            TrustField(
                "satisfactory_again", _("Satisfaisante, après un autre incident"), "percent", "+"
            ),
            TrustField("again_months", _("Un autre incident compte pendant"), "months"),
        ),
    )


def _requests() -> TrustGroup:
    return TrustGroup(
        _("Demandes"),
        _("Répondre, et répondre complètement."),
        (
            TrustField("request_delay", _("Répondre sous"), "days"),
            TrustField("answered_in_time", _("Réponse complète à temps"), "units", "+"),
            TrustField("answered_late", _("Réponse complète en retard"), "units", "−"),
            TrustField("grace_days", _("Sans réponse, encore attendue"), "days"),
            TrustField("request_lapsed", _("Puis, restée sans réponse"), "units", "−"),
            TrustField("request_lapsed_partly", _("Puis, répondue en partie"), "units", "−"),
        ),
    )


def _promises() -> TrustGroup:
    return TrustGroup(
        _("Promesses"),
        _("Tenir, ou prévenir à temps qu’on ne tiendra pas."),
        (
            TrustField("promise_delay", _("Tenir sous"), "days"),
            TrustField("kept_in_time", _("Tenue à temps"), "units", "+"),
            TrustField("kept_late", _("Tenue en retard"), "units", "−"),
            TrustField("broken_said_in_time", _("Rompue, mais dit à temps"), "units", "−"),
            TrustField("broken_late", _("Rompue, ou oubliée"), "units", "−"),
        ),
    )


def _privileges() -> TrustGroup:
    return TrustGroup(
        _("Privilèges et contacts"),
        _("Un contact porte une offre que personne n’a demandée\N{NO-BREAK SPACE}: avec mesure."),
        (
            TrustField("privilege_honoured", _("Privilège honoré"), "units", "+"),
            TrustField("privilege_refused", _("Privilège refusé ou oublié"), "units", "−"),
            TrustField("contact_cap", _("Contacts par an, sans gêner"), "times"),
            TrustField("contact_over_cap", _("Chaque contact de trop"), "units", "−"),
        ),
    )


def _fading() -> TrustGroup:
    return TrustGroup(
        _("Effacement"),
        _("Une demi-vie est le temps au bout duquel il reste la moitié."),
        (
            TrustField("deposit_half_life", _("Dépôts"), "months"),
            TrustField("recovery_half_life", _("Ce qu’une résolution a rendu"), "months"),
            TrustField("withdrawal_half_life", _("Retraits"), "months"),
            TrustField("memorable_months", _("Une attention mémorable tous les"), "months"),
        ),
    )


def _states() -> TrustGroup:
    return TrustGroup(
        _("États"),
        _("Ce qui fait dire qu’un compte va bien ou mal."),
        (
            TrustField("solid_at", _("Solide à partir de"), "units"),
            TrustField("growing_at", _("En croissance, par trimestre"), "units", "+"),
            TrustField("falling_at_least", _("En baisse, par trimestre"), "units", "−"),
            TrustField("falling_percent", _("et d’au moins cette part du solde"), "percent"),
            TrustField("negative_at", _("Solde négatif à partir de"), "units", "−"),
        ),
    )


def _relation() -> TrustGroup:
    return TrustGroup(
        _("Relation"),
        _("Un même dépôt répété compte de moins en moins."),
        (
            TrustField("recommended_opening", _("Client recommandé, à l’ouverture"), "units", "+"),
            TrustField("thinning_days", _("Dépôts répétés comptés sur"), "days"),
        ),
    )
