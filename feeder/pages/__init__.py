"""Page readers: what stands on a capture, found and never judged.

A new kind of page is one module with a `read` of the signature below, one line in `READERS`, and the root element
or media type that tells it in `feeder.pages.sniff`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from feeder.errors import PageError
from feeder.model.page import Capture, Page, Shape
from feeder.model.specs import SelectSpec
from feeder.pages.decode import subject_of
from feeder.pages.sniff import sniff


class PageReader(Protocol):
    """One kind of page. Raises PageError where the capture cannot be read as that kind."""

    def __call__(
        self, capture: Capture, *, languages: tuple[str, ...], select: SelectSpec, expect: Shape | None
    ) -> Page: ...


# Name of the reader to the module that has its `read`, imported at first use.
READERS = {
    "feed": "feeder.pages.feed",
    "html": "feeder.pages.html",
    "wiretext": "feeder.pages.wiretext.page",
}

_NO_SELECTORS = SelectSpec()


def read_page(
    capture: Capture,
    *,
    languages: tuple[str, ...] = (),
    select: SelectSpec = _NO_SELECTORS,
    expect: Shape | None = None,
) -> Page:
    """What stands on `capture`, in page order.

    `languages` are BCP 47 tags, the likeliest first (none: the page's own words decide); `select` the selectors of
    the configuration; `expect` the shape that the series had at its last good capture. Raises PageError.
    """
    name = sniff(capture)
    if name not in READERS:
        readable = "HTML, RSS, Atom, JSON Feed and plain text are read"
        raise PageError(subject_of(capture), f"this is {name}, which no page reader knows", readable)
    reader = cast(PageReader, import_module(READERS[name]).read)
    return reader(capture, languages=languages, select=select, expect=expect)
