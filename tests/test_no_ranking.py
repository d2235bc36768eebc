"""Judge the fishing, not the fish: nothing sorts, counts or compares the members of the team."""

import ast
import re
from pathlib import Path

import pytest

# Its reading of the source is kept for all the tests of one process.
pytestmark = pytest.mark.xdist_group("source")
ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for room in ("models", "reports", "ui") for path in (ROOT / room).rglob("*.py"))
_MEMBERS = re.compile(r"\b(Member|members|author|author_id|member_id|initials)\b")
_AUTHOR = re.compile(r"\b(author\w*|initials)\b")
_COUNTS = {"Counter", "COUNT", "SUM", "AVG", "MAX", "MIN", "count", "most_common", "groupby"}
ALLOWED = {"models/exchange/live_accounts.py"}
"""Tells apart two members who have the same initials, when a file names one by them."""


def _suspects(tree: ast.AST) -> list[str]:
    """Groupings and countings by who noted, and orders that follow from them."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        arguments = " ".join(ast.unparse(one) for one in [*node.args, *node.keywords])
        by_member = _MEMBERS.search(arguments)
        if by_member and (called in ("group_by", *_COUNTS)):
            found.append(ast.unparse(node))
        if called in ("order_by", "sorted", "sort") and _AUTHOR.search(arguments):
            found.append(ast.unparse(node))
    return found


def test_no_code_groups_or_counts_what_members_noted() -> None:
    found = {
        str(path.relative_to(ROOT)): _suspects(ast.parse(path.read_text(encoding="utf-8")))
        for path in FILES
    }
    assert {name for name, suspects in found.items() if suspects} == ALLOWED


def test_a_ranking_would_be_found() -> None:
    ranking = "Entry.select(Entry.author, fn.COUNT(Entry.id)).group_by(Entry.author)"
    assert len(_suspects(ast.parse(ranking))) == 1
    assert _suspects(ast.parse("Counter(row.author_id for row in rows)"))
    assert _suspects(ast.parse("sorted(rows, key=lambda row: row.author)"))


def test_the_month_s_report_holds_nothing_about_members() -> None:
    data = (ROOT / "models" / "month_data.py").read_text(encoding="utf-8")
    names = {
        node.target.id
        for node in ast.walk(ast.parse(data))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert names
    assert [name for name in names if re.search(r"author|member|team|initials", name)] == []
