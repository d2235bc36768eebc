"""A falling account never loses a privilege; the costs of what was honoured add up in the month."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models import journal
from models.actor import Actor
from models.costs import CostDraft, Nature
from models.database import Book
from models.journal import EntryDraft
from models.journal_rows import account_of
from models.month import collect
from models.privilege_rights import rights_of
from models.privilege_uses import fail, honour
from models.rules.costs import vat_cents
from models.rules.trust import EntryType, Severity
from models.rules.trust.months import months_before
from reports.cost_totals import groups
from tests.models.privileges.conftest import published

RULES = st.recursive(
    st.sampled_from(
        [
            *({"years": years} for years in (1, 5, 9)),
            *({"visits": visits, "months": 12} for visits in (1, 3, 5)),
            *({"asset": "vehicle"}, {"tag": "artisan"}, {"tag": "taxi"}, {"referrals": 1}),
        ]
    ),
    lambda parts: st.builds(
        lambda how, rules: {how: rules},
        st.sampled_from(["all", "any"]),
        st.lists(parts, min_size=1, max_size=3),
    ),
    max_leaves=4,
).filter(lambda rule: all(not {"all", "any"} & set(part) for part in _parts(rule)))
FAILURES = st.lists(
    st.tuples(
        st.sampled_from(["incident", "promise", "privilege", "contact"]),
        st.sampled_from(list(Severity)),
        st.integers(0, 60),
    ),
    min_size=1,
    max_size=8,
)
AGO = st.integers(0, 75) | st.sampled_from([21, 22, 52, 53])
"""Days before 22 November: the first and last days of months as often as all the others."""
USES = st.lists(
    st.tuples(
        AGO,
        st.sampled_from(list(Nature)),
        st.integers(1, 99_999),
        st.sampled_from([None, 550, 1000, 2000]),
        st.booleans(),
    ),
    max_size=8,
)


def _parts(rule: dict[str, object]) -> list[dict[str, object]]:
    """The conditions of a rule of one level; groups within groups are left for other tests."""
    found = rule.get("all", rule.get("any", []))
    assert isinstance(found, list)
    return found


def _has(client: int, day: date) -> list[tuple[str, tuple[str, ...]]]:
    return [(right.item.draft.title, right.why) for right in rights_of(client, day).today]


@given(rules=st.lists(RULES, min_size=1, max_size=3), failures=FAILURES)
def test_a_falling_account_never_loses_a_privilege(
    rules: list[dict[str, object]],
    failures: list[tuple[str, Severity, int]],
    book: Book,
    actor: Actor,
    faithful: int,
    today: date,
) -> None:
    old = replace(actor, today=today - timedelta(days=90))
    with book.db.atomic() as tried:
        for place, rule in enumerate(rules):
            published(old, title=f"Service {place}", rule=rule)
        before, balance = _has(faithful, today), account_of(faithful).balance(today)
        for what, severity, ago in failures:
            _fail(actor, faithful, what, severity, today - timedelta(days=ago))
        assert account_of(faithful).balance(today) <= balance
        assert _has(faithful, today) == before
        tried.rollback()


def _fail(actor: Actor, client: int, what: str, severity: Severity, day: date) -> None:
    if what == "privilege":
        item = rights_of(client, actor.today).today
        if item:
            fail(actor, client, item[0].item.id, "personne pour le faire", day=day)
    elif what == "incident":
        draft = EntryDraft(EntryType.INCIDENT, "defect", severity=severity, day=day, due=day)
        journal.note(actor, client, draft)
    elif what == "promise":
        journal.note(actor, client, EntryDraft(EntryType.PROMISE, text="…", day=day, due=day))
    else:
        journal.note(actor, client, EntryDraft(EntryType.CONTACT, "email", day=day))


@given(uses=USES)
def test_the_costs_of_what_was_honoured_add_up_by_nature_rate_and_month(
    uses: list[tuple[int, Nature, int, int | None, bool]],
    book: Book,
    actor: Actor,
    faithful: int,
    today: date,
) -> None:
    expected: Counter[tuple[date, str, int | None, str]] = Counter()
    with book.db.atomic() as tried:
        published(actor)
        item = rights_of(faithful, today).today[0].item.id
        for ago, nature, net, rate, taken_back in uses:
            day = today - timedelta(days=ago)
            cost = CostDraft(nature, net, rate)
            noted = honour(actor, faithful, item, cost=cost, day=day).entry_id
            assert noted is not None
            if taken_back:
                journal.reverse(actor, noted, "erreur")
                continue
            rate = None if nature is Nature.REWORK else rate
            key = (day.replace(day=1), nature.value, rate)
            expected[*key, "net"] += net
            expected[*key, "vat"] += vat_cents(net, rate)
        found: Counter[tuple[date, str, int | None, str]] = Counter()
        for back in range(4):
            month = months_before(today.replace(day=1), back)
            for group in groups(collect(month, today).costs):
                key = (month, group.nature, group.vat_rate)
                found[*key, "net"] += group.total.net
                found[*key, "vat"] += group.total.vat
        assert +found == +expected
        tried.rollback()
