"""What goodwill cost adds up to the cent, by nature and rate as by standing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.costs import Nature, Standing
from models.month_data import CostLine
from models.rules.costs import vat_cents
from reports.cost_totals import CostSum, by_standing, groups, total, unpriced


@st.composite
def cost_lines(draw: st.DrawFn) -> CostLine:
    net = draw(st.none() | st.integers(0, 10_000_000))
    rate = draw(st.sampled_from((2000, 1000, 550, 210, 0, None)))
    vat = None if net is None else vat_cents(net, rate)
    return CostLine(
        nature=draw(st.sampled_from(list(Nature))).value,
        label="",
        client_number="C-00001",
        day=date(2026, 10, 1),
        net_cents=net,
        vat_rate=rate,
        vat_cents=vat,
        gross_cents=None if net is None or vat is None else net + vat,
        standing=draw(st.sampled_from(list(Standing))).value,
        account=draw(st.sampled_from((None, "709", "6234"))),
    )


def _sum(parts: list[CostSum]) -> CostSum:
    return CostSum(
        sum(part.count for part in parts),
        sum(part.net for part in parts),
        sum(part.vat for part in parts),
        sum(part.gross for part in parts),
    )


@given(st.lists(cost_lines(), max_size=40))
def test_groups_and_standings_add_up_to_the_lines(lines: list[CostLine]) -> None:
    assert _sum([group.total for group in groups(lines)]) == total(lines)
    assert _sum([part for _, part in by_standing(lines)]) == total(lines)
    assert total(lines).gross == total(lines).net + total(lines).vat
    assert total(lines).count + len(unpriced(lines)) == len(lines)


def test_a_cost_still_to_price_adds_nothing() -> None:
    line = CostLine("gift", "", "C-00001", date(2026, 10, 1))
    assert total([line]) == CostSum()
    assert groups([line]) == []
    assert unpriced([line]) == [line]
