"""Who has a right to a privilege: a rule on facts of the relation, and nothing else.

The facts know nothing of our own failures, of the account's state nor of its balance: a falling
account never loses a privilege. `decide(rule, facts)` is pure: same facts, same answer, in
whatever order rules and clients come; `compiled` and `all_entitled` give the same answers for a
whole book.
"""

from models.rules.eligibility.columns import Columns, Holds, all_entitled, compiled, facts_of
from models.rules.eligibility.deciding import Decision, Reason, decide, granting, lacking, reason_of
from models.rules.eligibility.plain import Fault, FaultCode, RuleFaults, from_plain, to_plain
from models.rules.eligibility.rules import (
    Condition,
    Facts,
    HasTag,
    MeetsAll,
    MeetsAny,
    OwnsAsset,
    Pick,
    Picked,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
    conditions,
    hand_picked,
)

__all__ = [
    "Columns",
    "Condition",
    "Decision",
    "Facts",
    "Fault",
    "FaultCode",
    "HasTag",
    "Holds",
    "MeetsAll",
    "MeetsAny",
    "OwnsAsset",
    "Pick",
    "Picked",
    "Reason",
    "Recommended",
    "Rule",
    "RuleFaults",
    "VisitsWithin",
    "YearsAtLeast",
    "all_entitled",
    "compiled",
    "conditions",
    "decide",
    "facts_of",
    "from_plain",
    "granting",
    "hand_picked",
    "lacking",
    "reason_of",
    "to_plain",
]
