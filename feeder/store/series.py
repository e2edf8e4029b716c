"""What is remembered of each series (one page over time) and of each source's habits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from feeder.model.entry import SeriesState
from feeder.model.page import Receipt
from feeder.model.time import Calibration
from feeder.store.schema import calibrations, series
from feeder.store.transaction import Transaction, listed, packed

_wanted = listed("wanted")
_OF_SOURCE = series.c.source == bindparam("source")
_ONE = _OF_SOURCE & (series.c.series == bindparam("name"))
_STATES = (
    select(series.c.series, series.c.state).where(_OF_SOURCE, series.c.state.is_not(None)).order_by(series.c.series)
)
_STATE = select(series.c.state).where(_ONE)
_RECEIPT = select(series.c.receipt).where(_ONE)
_LEARNED = select(calibrations).select_from(_wanted.join(calibrations, calibrations.c.source == _wanted.c.value))


class SeriesReads(Transaction):
    """Reading what is remembered; a series or source never met is remembered as empty."""

    def series(self, source: str) -> dict[str, SeriesState]:
        """The state of each series of a source, by the series' name."""
        return {row.series: row.state for row in self._run(_STATES, source=source)}

    def series_state(self, source: str, name: str) -> SeriesState:
        """The state of one series."""
        return self._run(_STATE, source=source, name=name).scalar() or SeriesState()

    def receipt(self, source: str, name: str) -> Receipt | None:
        """What the source said about the last copy of a series."""
        found: Receipt | None = self._run(_RECEIPT, source=source, name=name).scalar()
        return found

    def calibration(self, source: str) -> Calibration:
        """What was learned about a source's printed times."""
        return self.calibrations((source,))[source]

    def calibrations(self, sources: Iterable[str]) -> dict[str, Calibration]:
        """The same for several sources, by name."""
        asked = tuple(sources)
        known = {row.source: row.learned for row in self._run(_LEARNED, wanted=packed(asked))} if asked else {}
        return {source: known.get(source, Calibration()) for source in asked}


class SeriesWrites(SeriesReads):
    """Remembering."""

    def save_series(self, source: str, name: str, state: SeriesState) -> None:
        """Remember the state of a series."""
        self._upsert(series, [{"source": source, "series": name, "state": state}])

    def save_receipt(self, source: str, name: str, receipt: Receipt | None) -> None:
        """Remember what came with the last copy of a series; None makes the next request unconditional."""
        self._upsert(series, [{"source": source, "series": name, "receipt": receipt}])

    def save_calibration(self, source: str, calibration: Calibration) -> None:
        """Remember what was learned about a source's printed times."""
        self._upsert(calibrations, [{"source": source, "learned": calibration}])
