"""Accounts written in one line an entry, for the tests of the rules."""

from datetime import date

from models.rules.trust import Account, Entry, EntryType, Outcome, Severity

_SEVERITIES = {severity.value for severity in Severity}
_OUTCOMES = {outcome.value for outcome in Outcome}


def day(text: str) -> date:
    """« 2024-05-31 » as a date."""
    return date.fromisoformat(text)


def entry(line: str, number: int = 0, **more: object) -> Entry:
    """« 2024-05-01 incident delay notable due=2024-05-04 » as an entry.

    Words: date, type, then kind, severity or outcome, `units=3` (units), `due=…`, `ref=…` (the
    number of an earlier line, from 1), `memorable`. Ids are the lines' numbers.
    """
    words = line.split()
    values: dict[str, object] = {"id": number, "day": day(words[0]), "type": EntryType(words[1])}
    for word in words[2:]:
        name, equals, value = word.partition("=")
        if word in _SEVERITIES:
            values["severity"] = Severity(word)
        elif word in _OUTCOMES:
            values["outcome"] = Outcome(word)
        elif word == "memorable":
            values["memorable"] = True
        elif not equals:
            values["kind"] = word
        elif name == "units":
            values["units"] = round(float(value) * 100)
        elif name == "due":
            values["due"] = day(value)
        else:
            values[name] = int(value)
    return Entry(**(values | more))  # type: ignore[arg-type]


def account(*lines: str) -> Account:
    """An account of these lines, numbered from 1, in order of recording."""
    return Account(entry(line, number) for number, line in enumerate(lines, 1))
