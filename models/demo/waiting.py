"""Requests and promises: what the garage was asked or said it would do, and how it ended."""

from datetime import date, timedelta

from models.demo.calendar import next_working
from models.demo.data import Sentences
from models.demo.dice import Dice
from models.demo.notes import Note, Notebook
from models.rules.trust import EntryType, Outcome


class Waiting:
    """Writes the requests and promises of one client, each with its end."""

    def __init__(self, dice: Dice, texts: Sentences, book: Notebook) -> None:
        self._dice = dice
        self._texts = texts
        self._book = book

    def request(self, day: date) -> None:
        """Something asked, and the answer: complete, partial first, late, or none."""
        dice, book = self._dice, self._book
        arc = dice.pick(self._texts.request)
        due = next_working(day + timedelta(days=dice.pick((1, 2, 2, 3, 5))))
        asked = book.write(EntryType.REQUEST, day, text=arc["what"], due=due)
        if asked is None or dice.chance(4):
            return
        if dice.chance(14):
            book.write(
                EntryType.ANSWER, day, ref=asked, outcome=Outcome.PARTIAL, text=arc["partial"]
            )
            if dice.chance(12):
                return
            day = next_working(day + timedelta(days=1))
        day, due = self._maybe_postpone(asked, day, due)
        when = self._within(day, due)
        book.write(
            EntryType.ANSWER, when, ref=asked, outcome=Outcome.COMPLETE, text=arc["complete"]
        )

    def promise(self, day: date) -> None:
        """Something promised, and whether it was kept."""
        dice, book = self._dice, self._book
        arc = dice.pick(self._texts.promise)
        due = next_working(day + timedelta(days=dice.pick((1, 2, 2, 3, 4, 7))))
        made = book.write(EntryType.PROMISE, day, text=arc["what"], due=due)
        if made is None or dice.chance(3):
            return
        day, due = self._maybe_postpone(made, day, due)
        when = self._within(next_working(day + timedelta(days=1)), due)
        kept = not dice.chance(6)
        ending = EntryType.KEPT if kept else EntryType.BROKEN
        book.write(ending, when, ref=made, text=arc["kept" if kept else "broken"])

    def _maybe_postpone(self, case: Note, day: date, due: date) -> tuple[date, date]:
        """From when on the end may come, and by when: now and then a new date is agreed."""
        if not self._dice.chance(7):
            return day, due
        new_due = next_working(due + timedelta(days=self._dice.between(2, 7)))
        text = self._dice.pick(self._texts.postponed)
        self._book.write(EntryType.POSTPONED, due, ref=case, due=new_due, text=text)
        return next_working(due + timedelta(days=1)), new_due

    def _within(self, day: date, due: date) -> date:
        """A working day up to the due date; one in nine is late."""
        if self._dice.chance(89):
            wait = self._dice.between(0, max(0, (due - day).days))
            return max(day, min(next_working(day + timedelta(days=wait)), due))
        return next_working(due + timedelta(days=self._dice.between(1, 5)))
