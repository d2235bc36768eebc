"""Everything the journal refuses, and the neighbouring cases it takes."""

import pytest

from models.refusal_texts import sentence
from models.rules.trust import Refusal, refusal
from tests.helpers.accounts import account, entry

_OPEN = "2026-01-01 opening"
_RUPTURED = (_OPEN, "2026-01-02 incident delay notable", "2026-01-03 resolution poor ref=2")
_CLOSED = (_OPEN, "2026-02-01 closed")
_BACK = (*_CLOSED, "2026-03-01 opening")

REFUSED = [
    ((), "2026-01-02 request due=2026-01-01", Refusal.DUE_BEFORE_DATE),
    ((_OPEN, "2026-01-02 request"), "2026-01-02 postponed ref=2", Refusal.POSTPONED_WITHOUT_DUE),
    ((), "2026-01-02 incident delay", Refusal.SEVERITY_MISSING),
    ((), "2026-01-02 attention unknown", Refusal.UNITS_MISSING),
    (
        (_OPEN, "2026-01-02 incident x minor"),
        "2026-01-03 resolution ref=2",
        Refusal.OUTCOME_MISSING,
    ),
    (
        (_OPEN, "2026-01-02 incident x minor"),
        "2026-01-03 resolution complete ref=2",
        Refusal.OUTCOME_MISSING,
    ),
    ((), "2026-01-02 privilege car exemplary", Refusal.OUTCOME_MISSING),
    ((_OPEN,), "2026-01-02 kept", Refusal.REF_MISSING),
    ((_OPEN,), "2026-01-02 kept ref=7", Refusal.REF_UNKNOWN),
    ((_OPEN, "2026-01-02 request"), "2026-01-03 kept ref=2", Refusal.REF_WRONG_TYPE),
    ((_OPEN, "2026-01-05 promise"), "2026-01-04 kept ref=2", Refusal.REF_LATER),
    (
        (_OPEN, "2026-01-02 promise", "2026-02-01 reversal ref=2"),
        "2026-01-03 kept ref=2",
        Refusal.REF_REVERSED,
    ),
    (
        (_OPEN, "2026-01-02 promise", "2026-01-02 reversal ref=2"),
        "2026-01-03 reversal ref=2",
        Refusal.REVERSED_TWICE,
    ),
    (
        (_OPEN, "2026-01-02 promise", "2026-01-02 reversal ref=2"),
        "2026-01-03 reversal ref=3",
        Refusal.REVERSAL_OF_REVERSAL,
    ),
    ((_OPEN, "2026-01-05 visit x"), "2026-01-04 closed", Refusal.CLOSED_TOO_EARLY),
    (_BACK, "2026-02-01 reversal ref=2", Refusal.REVERSAL_OF_CLOSED),
    ((*_BACK, "2026-03-02 visit x"), "2026-03-01 reversal ref=3", Refusal.REVERSAL_OF_OPENING),
    ((_OPEN,), "2026-01-02 reconciliation", Refusal.NO_RUPTURE),
    (_RUPTURED, "2026-01-03 reconciliation", Refusal.RECONCILED_TOO_SOON),
    (_CLOSED, "2026-02-01 visit x", Refusal.ACCOUNT_CLOSED),
    (_CLOSED, "2026-02-02 reconciliation", Refusal.ACCOUNT_CLOSED),
    (_CLOSED, "2026-02-02 closed", Refusal.ACCOUNT_CLOSED),
    ((_OPEN,), "2026-01-01 opening", Refusal.ALREADY_OPEN),
]

TAKEN = [
    ((), "2026-01-02 request due=2026-01-02"),
    ((), "2026-01-02 attention unknown units=0"),
    ((_OPEN, "2026-01-05 promise"), "2026-01-05 kept ref=2"),
    (_RUPTURED, "2026-01-04 reconciliation"),
    (_CLOSED, "2026-02-01 reversal ref=2"),
    (_CLOSED, "2026-02-01 opening"),
    (_CLOSED, "2026-01-31 visit x"),
    (_BACK, "2026-03-01 reversal ref=3"),
    ((_OPEN, "2026-01-05 visit x"), "2026-01-05 closed"),
    ((_OPEN,), "2025-12-31 opening"),
]


@pytest.mark.parametrize(("before", "line", "why"), REFUSED, ids=[str(r[2]) for r in REFUSED])
def test_the_journal_refuses_it_with_its_sentence(before, line, why):
    assert refusal(account(*before), entry(line, 99)) is why
    assert sentence(why).endswith(".") or sentence(why).endswith(")")


@pytest.mark.parametrize(("before", "line"), TAKEN, ids=[line for _before, line in TAKEN])
def test_the_journal_takes_it(before, line):
    assert refusal(account(*before), entry(line, 99)) is None


def test_an_id_may_serve_once():
    assert refusal(account(_OPEN), entry("2026-01-02 visit x", 1)) is Refusal.ID_TWICE


def test_every_refusal_has_its_own_sentence():
    sentences = {sentence(why) for why in Refusal}
    assert len(sentences) == len(Refusal)
    assert {why for _before, _line, why in REFUSED} | {Refusal.ID_TWICE} == set(Refusal)
