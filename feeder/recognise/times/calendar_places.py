"""Where a text has the numbers and names that its template leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from feeder.model.time import CalendarSystem
from feeder.recognise.times.calendar_numbers import Printed

Parts = Sequence[str]
"""The parts of a text: the stretches of `calendar_templates`, or in running text its words and numbers."""
Names = Mapping[str, tuple[Any, ...]]
"""The values of the names of months and weekdays in a part, in order."""
Place = int
"""Which of a text's parts is a number; negative: one that the template spells in letters."""
Month = tuple[int, CalendarSystem]


class NameAt(NamedTuple):
    """A month or a weekday: the name that is the `nth` in a part, a number in it (`nth` is None), or one and the same
    in every text (`said`)."""

    part: Place = 0
    nth: int | None = None
    said: Any = None


class Places:
    """Tells where the parts of a text have what its template leaves open.

    `at` has, for each word and number of the template, its part and which name it is there; None: it is a part of its
    own. `spelled` collects the numbers in letters, which are to stand behind the parts.
    """

    def __init__(self, at: Sequence[tuple[Place, int]] | None) -> None:
        self._at = at
        self.spelled: tuple[str, ...] = ()

    def number(self, value: Any) -> Place:
        """The place of a number: of a `Printed` one, or of one in letters."""
        if isinstance(value, Printed):
            return self.numbers(value)[0]
        self.spelled = (str(value), *self.spelled)
        return -len(self.spelled)

    def numbers(self, printed: Printed) -> tuple[Place, ...]:
        """The places of all its numbers."""
        run = range(printed.first, printed.end)
        return tuple(run) if self._at is None else tuple([self._at[piece][0] for piece in run])

    def name(self, value: Any) -> NameAt:
        """The place of a month or a weekday."""
        if not isinstance(value, Printed):
            return NameAt(said=value)
        part, nth = (value.first, 0) if self._at is None else self._at[value.first]
        return NameAt(part, nth if value.letter == "=" else None)
