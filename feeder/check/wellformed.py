"""Why XML cannot be read, in words: what feeds of the world get wrong, told from the parser's own message."""

from __future__ import annotations

import re

from feeder.check.findings import Notes

# The parser's message, what it means, and what to do.
_FAULTS = (
    (r"EntityRef: (no name|expecting)", "an & stands alone", "write it as &amp;"),
    (
        r"Entity '(\w+)' not defined",
        "XML has no entity &{0};",
        "write the character itself, or its number: HTML's names are not known in XML",
    ),
    (
        r"XML declaration allowed only at the start",
        "something stands before <?xml …?>",
        "take out the blank line or space before it; often a script prints one",
    ),
    (
        r"invalid Char value|Char 0x|CharRef: invalid|xmlParseCharRef",
        "it holds a character that XML forbids",
        "drop control characters from the texts (all below U+0020 but tab and line ends)",
    ),
    (
        r"Premature end|EndTag: '</' not found|Couldn't find end",
        "it ends too early",
        "look whether its writer was cut off: by an error, a time limit, a full disk",
    ),
    (
        r"Invalid bytes in character encoding|not proper UTF-8",
        "its bytes are not in the encoding that it declares",
        "write it as UTF-8, or declare the true encoding (often windows-1252)",
    ),
    (r"Unsupported encoding:? ?([^\s,]*)", "nobody knows its encoding {0}", "write UTF-8"),
    (
        r"Namespace prefix (\S+) on (\S+) is not defined",
        "<{0}:{1}> stands there, but the prefix {0} is declared nowhere",
        'declare it with xmlns:{0}="…" on the root',
    ),
    (
        r"tag mismatch: (\S+) .*? and ([^\s,]+)",
        "<{0}> is closed by </{1}>",
        "close elements in the order they were opened",
    ),
    (r"Start tag expected", "this is not XML", "check what the address gives: a feed begins with <?xml, <rss or <feed"),
    (r"AttValue|attributes construct|Specification mandates value", "an attribute is broken", "quote its value"),
)
_REMEDY = "let an XML library write the feed"


def not_well_formed(notes: Notes, error: Exception) -> None:
    """Note what the parser could not read, and why; strict readers refuse all of such a document."""
    line = getattr(error, "lineno", None) or 1
    told = str(getattr(error, "msg", None) or error)
    for pattern, meaning, remedy in _FAULTS:
        if found := re.search(pattern, told):
            said = f"this is not well-formed XML: {meaning.format(*found.groups())} ({told})"
            notes.error("not-well-formed", f"line {line}", said, remedy.format(*found.groups()))
            return
    notes.error("not-well-formed", f"line {line}", f"this is not well-formed XML: {told}", _REMEDY)
