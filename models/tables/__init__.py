"""peewee classes only: no rules, no queries."""

from models.tables.base import DayField, Table, database
from models.tables.cases import CaseFile, Distance, Repair, TodoMark, Voice
from models.tables.imports import (
    ImportBefore,
    ImportEdited,
    ImportKept,
    ImportLayout,
)
from models.tables.journal import (
    AccountFigures,
    ClosedMonth,
    Cost,
    Entry,
    EntryText,
    VisitAmount,
)
from models.tables.ledgers import AccountCase, AccountPosting, AccountSpan, DaySnapshot
from models.tables.people import Asset, Client, ClientTag, Memory, Reach
from models.tables.privileges import (
    Charter,
    CharterItem,
    CharterPaper,
    CharterPromise,
    CharterTold,
    Privilege,
    PrivilegeUse,
    TrialReview,
)
from models.tables.shop import BookFact, Kind, Setting
from models.tables.team import ImportRun, Member

__all__ = [
    "AccountCase",
    "AccountFigures",
    "AccountPosting",
    "AccountSpan",
    "Asset",
    "BookFact",
    "CaseFile",
    "Charter",
    "CharterItem",
    "CharterPaper",
    "CharterPromise",
    "CharterTold",
    "Client",
    "ClientTag",
    "ClosedMonth",
    "Cost",
    "DayField",
    "DaySnapshot",
    "Distance",
    "Entry",
    "EntryText",
    "ImportBefore",
    "ImportEdited",
    "ImportKept",
    "ImportLayout",
    "ImportRun",
    "Kind",
    "Member",
    "Memory",
    "Privilege",
    "PrivilegeUse",
    "Reach",
    "Repair",
    "Setting",
    "Table",
    "TodoMark",
    "TrialReview",
    "VisitAmount",
    "Voice",
    "database",
]
