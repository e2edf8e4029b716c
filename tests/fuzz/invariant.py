"""What holds of every parser for any input: only the promised errors, and time in proportion to the input."""

from __future__ import annotations

import traceback

from tests.fuzz.targets import Target
from tests.security.pumps import TooSlowError, processor_limit

BYTES_A_SECOND = 100_000


def broken(target: Target, data: bytes) -> str | None:
    """What is wrong with how `target` takes `data`: the error with where it came from, or that it is slow; or None."""
    try:
        with processor_limit(max(1.0, len(data) / BYTES_A_SECOND)):
            target.run(data)
    except target.raises:
        return None
    except TooSlowError as error:
        return f"too slow, in {_where(error)}"
    except Exception as error:
        return f"{type(error).__name__} in {_where(error)}"
    return None


def _where(error: BaseException) -> str:
    """The innermost frame inside feeder."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/feeder/" in frame.filename]
    inside = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{inside.filename.rpartition('/feeder/')[2]}:{inside.name}"
