"""Months and statements far too full, to see that paper holds."""

import random
from dataclasses import replace
from datetime import date, timedelta

from models.month_data import (
    ClientMention,
    CostLine,
    IncidentCause,
    IncidentLine,
    MonthReport,
    PrivilegeLine,
    ReferralLine,
    StateMove,
    Verbatim,
)
from models.rules.trust.words import Severity, State
from models.statement_data import Statement, StatementRow
from tests.reports.samples import INCIDENTS, MONTH, NAMES, STATEMENT, STATES


def busy_month(incidents: int = 3_000) -> MonthReport:
    """A month far too full: thousands of incidents, hundreds of costs, names without end."""
    chance = random.Random(7)
    long_name = "Société anonyme des établissements Vandenberghe-Charpentier et descendants réunis"
    people = tuple(
        ClientMention(f"C-{n:05}", long_name if n % 5 == 0 else NAMES[n % 8], "à revoir " * 12)
        for n in range(60)
    )
    costs = tuple(_cost(number, chance) for number in range(240))
    lines = tuple(
        IncidentLine(
            people[n % 60],
            date(2026, 10, 1) + timedelta(n % 30),
            "Retard de livraison sur une pièce qui n’existe plus depuis longtemps",
            Severity.SERIOUS,
            "mishandled",
            12,
            "mot " * 80,
        )
        for n in range(incidents)
    )
    causes = tuple(
        IncidentCause(f"Cause numéro {n} avec un long libellé", 40 - n, n % 3) for n in range(30)
    )
    facts = replace(INCIDENTS, minor=incidents - 10, causes=causes, lines=lines)
    return replace(
        MONTH,
        incidents=facts,
        costs=costs,
        privileges=tuple(PrivilegeLine(f"Privilège {n} {long_name}", n, n % 2) for n in range(40)),
        referrals=tuple(
            ReferralLine(date(2026, 10, 2), people[n], people[n + 1]) for n in range(40)
        ),
        to_cherish=people,
        to_win_over=people,
        to_repair=people,
        to_take_news_from=people,
        verbatims=tuple(Verbatim(person, date(2026, 10, 9), "parole " * 90) for person in people),
        states=replace(
            STATES,
            moves=tuple(
                StateMove(before, after, 60, people)
                for before in State
                for after in State
                if before is not after
            ),
        ),
    )


def _cost(number: int, chance: random.Random) -> CostLine:
    net = chance.randint(100, 90_000)
    rate = chance.choice((2000, 1000, 550, 210, 0))
    vat = (net * rate + 5_000) // 10_000
    nature, account = chance.choice((("gift", "6234"), ("credit_note", "709"), ("discount", None)))
    day = date(2026, 10, 1) + timedelta(number % 31)
    document = f"FA-2026-{number:04}"
    standing = chance.choice(("booked", "to_book", "management"))
    amounts = (net, rate, vat, net + vat)
    return CostLine(
        nature, "Geste " * 20, f"C-{number:05}", day, *amounts, document, standing, account
    )


def long_statement(rows: int) -> Statement:
    """Years of lines, to be cut over many pages."""
    day = date(2016, 1, 1)
    lines = tuple(
        StatementRow(
            day + timedelta(n * 3),
            f"Attention numéro {n} : conseil sans vendre, mot pour mot",
            "3 unités",
            300,
            "deposit",
            "Claire",
        )
        for n in range(rows)
    )
    end = day + timedelta(rows * 3)
    return replace(
        STATEMENT, start=day, end=end, opening=0, closing=300 * rows, rows=lines, curve=()
    )
