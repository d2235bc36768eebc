"""What a cost is told with on a composer's line, and the cost it becomes."""

from dataclasses import replace

from models.cost_settings import cost_settings
from models.costs import CostDraft, Nature, Standing, nature_label, standing_label
from models.errors import Refused
from models.i18n import _, format_rate
from models.rules.typed import read_hundredths
from ui.actions import keys_of
from ui.widgets import Choice, Composed, ComposerSpec, OptionalField

UNKNOWN_COST = "?"


def cost_spec(known: CostDraft) -> ComposerSpec:
    """The amount a cost is completed with; the rest behind Tab, as it was noted."""
    _amount, vat, nature, document, standing = cost_fields(known.nature)
    rate = "" if known.vat_rate is None else str(known.vat_rate)
    return ComposerSpec(
        "complete_cost",
        keys_of("price_cost"),
        _("Coût HT"),
        fields=(
            replace(vat, value=rate if known.net_cents is not None else None),
            nature,
            replace(document, value=known.document or None),
            replace(standing, value=known.standing.value),
        ),
        text_hint=_("12,50"),
        text_needed=True,
        tone="neutral",
    )


def completed_cost(composed: Composed) -> CostDraft:
    """The cost a composed amount makes; raises Refused unless it is one."""
    amount = ("cost", _read_cost(composed.text))
    found = cost_draft(replace(composed, values=(*composed.values, amount)))
    assert found is not None, "an amount was given"
    return found


def cost_fields(nature: Nature) -> tuple[OptionalField, ...]:
    """What a cost is told with; `cost_draft` reads it."""
    natures = tuple(Choice(n.value, nature_label(n)) for n in Nature)
    rates = (
        *(Choice(str(rate), format_rate(rate)) for rate in cost_settings().rates if rate),
        Choice("", _("sans TVA")),
    )
    standings = tuple(Choice(s.value, standing_label(s)) for s in Standing)
    return (
        OptionalField("cost", _("Coût HT"), read=_read_cost, placeholder=_("12,50"), width=9),
        OptionalField("vat", _("TVA"), "choice", choices=rates, width=8),
        OptionalField("nature", _("Nature"), "choice", choices=natures, value=nature.value),
        OptionalField("document", _("Pièce"), width=10),
        OptionalField(
            "standing",
            _("Comptabilité"),
            "choice",
            choices=standings,
            value=Standing.MANAGEMENT.value,
        ),
    )


def _read_cost(text: str) -> object:
    """Cents, or « ? » for a cost still to be put in figures."""
    if text == UNKNOWN_COST:
        return text
    try:
        return read_hundredths(text)
    except ValueError as error:
        raise Refused(
            _("Écrivez le coût en euros, par exemple 12,50, ou ? s’il reste à chiffrer.")
        ) from error


def cost_draft(composed: Composed) -> CostDraft | None:
    """The cost told behind Tab; none when neither an amount nor a document was given."""
    net, document = composed.value("cost"), str(composed.value("document", ""))
    if net is None and not document:
        return None
    vat = composed.value("vat")
    return CostDraft(
        nature=Nature(str(composed.value("nature"))),
        net_cents=net if isinstance(net, int) else None,
        vat_rate=int(str(vat)) if vat else None,
        document=document,
        standing=Standing(str(composed.value("standing"))),
    )
