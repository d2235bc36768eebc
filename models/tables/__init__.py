"""peewee classes only: no rules, no queries."""

from models.tables.base import DayField, Table, database
from models.tables.cases import CaseFile, Distance, Repair, TodoMark, Voice
from models.tables.journal import AccountFigures, ClosedMonth, Cost, Entry, EntryText
from models.tables.people import Asset, Client, ClientTag, Member, Memory, Reach
from models.tables.shop import BookFact, Kind, Setting

__all__ = [
    "AccountFigures",
    "Asset",
    "BookFact",
    "CaseFile",
    "Client",
    "ClientTag",
    "ClosedMonth",
    "Cost",
    "DayField",
    "Distance",
    "Entry",
    "EntryText",
    "Kind",
    "Member",
    "Memory",
    "Reach",
    "Repair",
    "Setting",
    "Table",
    "TodoMark",
    "Voice",
    "database",
]
