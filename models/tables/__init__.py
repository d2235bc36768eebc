"""peewee classes only: no rules, no queries."""

from models.tables.after_service import CallBack
from models.tables.assets import (
    AssetDue,
    AssetFact,
    AssetMove,
    AssetReading,
    AssetService,
    OwnField,
    OwnService,
)
from models.tables.base import DayField, Table, database
from models.tables.cases import CaseFile, Distance, Repair, TodoMark, Voice
from models.tables.charter_mails import CharterMail
from models.tables.closing import MonthCheck, MonthSeal
from models.tables.contacts import Consent, Log, Message
from models.tables.good_faith import ClaimAbuse, GuaranteeWaiver
from models.tables.imports import ImportBefore, ImportEdited, ImportKept, ImportLayout
from models.tables.journal import AccountFigures, ClosedMonth, Cost, Entry, EntryText, VisitAmount
from models.tables.ledgers import AccountCase, AccountPosting, AccountSpan, DaySnapshot
from models.tables.letters import LineEnd, SentLetter
from models.tables.merges import Merge, SavedFilter, TwoPeople
from models.tables.people import Asset, Client, ClientTag, Memory, Reach
from models.tables.privacy import Erasure, FileHold, PrivacyRequest
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
from models.tables.sendings import Sending
from models.tables.shop import BookFact, Kind, Setting
from models.tables.team import ImportRun, Member

__all__ = [
    "AccountCase",
    "AccountFigures",
    "AccountPosting",
    "AccountSpan",
    "Asset",
    "AssetDue",
    "AssetFact",
    "AssetMove",
    "AssetReading",
    "AssetService",
    "BookFact",
    "CallBack",
    "CaseFile",
    "Charter",
    "CharterItem",
    "CharterMail",
    "CharterPaper",
    "CharterPromise",
    "CharterTold",
    "ClaimAbuse",
    "Client",
    "ClientTag",
    "ClosedMonth",
    "Consent",
    "Cost",
    "DayField",
    "DaySnapshot",
    "Distance",
    "Entry",
    "EntryText",
    "Erasure",
    "FileHold",
    "GuaranteeWaiver",
    "ImportBefore",
    "ImportEdited",
    "ImportKept",
    "ImportLayout",
    "ImportRun",
    "Kind",
    "LineEnd",
    "Log",
    "Member",
    "Memory",
    "Merge",
    "Message",
    "MonthCheck",
    "MonthSeal",
    "OwnField",
    "OwnService",
    "PrivacyRequest",
    "Privilege",
    "PrivilegeUse",
    "Reach",
    "Repair",
    "SavedFilter",
    "Sending",
    "SentLetter",
    "Setting",
    "Table",
    "TodoMark",
    "TrialReview",
    "TwoPeople",
    "VisitAmount",
    "Voice",
    "database",
]
