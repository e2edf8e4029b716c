"""Bytes to text: the charset that applies, and what cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import PageError
from feeder.model.page import Capture
from feeder.pages.decode import SIZE_LIMIT, decode

DUTCH = "Café Brûlé in 's-Hertogenbosch: „één” drankje kost € 3,50. De eigenaar is er blij mee, zegt zij."
RUSSIAN = "Мост через реку открыт. Первые машины проехали утром, сообщили в мэрии города."
JAPANESE = "橋が開通しました。最初の車は朝に通りました。"


def capture(body: bytes, charset: str | None = None, media_type: str | None = None) -> Capture:
    """A capture of `body`, called note.txt."""
    return Capture("source", "note.txt", "", "", media_type, charset, body, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_dutch_is_read_in_the_usual_charsets(encoding: str) -> None:
    """Undeclared Dutch text comes out whole in UTF-8, in UTF-16 with or without mark, and in Windows-1252."""
    assert decode(capture(DUTCH.encode(encoding, "replace"))) == DUTCH.encode(encoding, "replace").decode(encoding)


def test_the_byte_order_mark_beats_the_transport() -> None:
    """A byte order mark says what the bytes are, whatever the transport declared."""
    assert decode(capture(DUTCH.encode("utf-8-sig"), charset="windows-1252")) == DUTCH


def test_the_transport_beats_the_document() -> None:
    """The declared charset of the transport goes before the one in the document."""
    page = f"<html><meta charset=koi8-r><p>{RUSSIAN}</p></html>"
    assert decode(capture(page.encode("windows-1251"), charset="cp1251")) == page


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><meta charset='{}'></head><p>{}</p>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}"><p>{}</p>',
        '<?xml version="1.0" encoding="{}"?><note>{}</note>',
    ],
)
def test_a_document_names_its_own_charset(page: str) -> None:
    """A meta element or an XML declaration names the charset where the transport does not."""
    text = page.format("windows-1251", RUSSIAN)
    assert decode(capture(text.encode("windows-1251"))) == text


@pytest.mark.parametrize("label", ["nonsense", "replacement", "x-user-defined", ""])
def test_a_charset_that_nobody_knows_is_passed_over(label: str) -> None:
    """An unknown label is as good as none."""
    assert decode(capture(DUTCH.encode(), charset=label)) == DUTCH


@pytest.mark.parametrize(
    ("language", "text", "encoding"),
    [
        ("ru", RUSSIAN, "windows-1251"),
        ("ru-RU", RUSSIAN, "windows-1251"),
        ("ja", JAPANESE, "shift_jis"),
        ("ja", JAPANESE, "euc_jp"),
        ("pl", "Most nad rzeką jest już otwarty, powiedział burmistrz Łodzi.", "windows-1250"),
        ("el", "Η γέφυρα άνοιξε το πρωί, λέει ο δήμαρχος.", "windows-1253"),
        ("tr", "Köprü sabah açıldı, diyor belediye başkanı.", "windows-1254"),
        ("zh", "大桥今天上午通车。", "gb18030"),
        ("ko", "다리가 오늘 아침 열렸다.", "euc-kr"),
    ],
)
def test_the_language_chooses_the_legacy_charset(language: str, text: str, encoding: str) -> None:
    """Undeclared text that is no UTF-8 is read as its language used to be written."""
    assert decode(capture(text.encode(encoding)), (language,)) == text


def test_the_language_of_a_document_counts() -> None:
    """The language that an HTML page names chooses the legacy charset where nothing else does."""
    page = f'<html lang="ru"><p>{RUSSIAN}</p></html>'
    assert decode(capture(page.encode("windows-1251"))) == page


def test_a_wrong_declaration_does_not_win() -> None:
    """A page that is declared UTF-8 and is Windows-1252 is read as Windows-1252."""
    assert decode(capture(DUTCH.encode("windows-1252"), charset="utf-8")) == DUTCH


def test_one_bad_byte_spoils_one_character() -> None:
    """UTF-8 with a stray byte stays UTF-8: only that byte is lost."""
    body = "Één café, één crème brûlée, één glacé: ".encode() + b"\xff klaar"
    assert decode(capture(body)) == "Één café, één crème brûlée, één glacé: \ufffd klaar"


@pytest.mark.parametrize("body", [b"", b" \r\n\t ", b"\x00\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \n"])
def test_an_empty_page_is_refused(body: bytes) -> None:
    """A page without any text is an error that says so and names the file."""
    with pytest.raises(PageError, match=r"note\.txt: the page is empty; "):
        decode(capture(body))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"%PDF-1.7 and so on", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG image"),
        (b"PK\x03\x04 and so on", "a zip archive"),
        (bytes(range(256)) * 8, "none of the charsets"),
        (bytes(range(128)) * 8, "binary data"),
        (b"\x80\x81\x8d\x8f\x90\x9d" * 9, "none of the charsets"),
        (b"\xff" * 60, "none of the charsets"),
        (RUSSIAN.encode("windows-1251"), "none of the charsets"),
    ],
    ids=["pdf", "png", "zip", "bytes", "controls", "undefined", "high", "undeclared"],
)
def test_what_is_no_text_is_refused_with_a_reason(body: bytes, why: str) -> None:
    """Binary and undecodable bodies give an error that says what they are and what to do."""
    with pytest.raises(PageError, match=why) as caught:
        decode(capture(body))
    assert caught.value.remedy


def test_a_page_has_a_largest_size() -> None:
    """A body over the limit is refused before it is decoded."""
    with pytest.raises(PageError, match="more than the 17 MB"):
        decode(capture(b"a" * (SIZE_LIMIT + 1)))


def test_control_characters_of_wire_frames_are_text() -> None:
    """The marks that frame wire dispatches do not make a file binary."""
    assert "ZWOLLE" in decode(capture(b"\x01abc\x02ZWOLLE (ANP) - De brug is open.\x03\x04"))


def test_padding_with_zeros_is_no_binary_data() -> None:
    """Runs of zeros that a server pads the parts of a page with do not make it binary."""
    assert "De brug" in decode(capture(b"<!doctype html><p>De brug is open." + bytes(400) + b"<p>Weer eens."))


def read(body: bytes, charset: str | None) -> str:
    """What decoding gives: the text, or the words of its error."""
    try:
        return decode(capture(body, charset=charset))
    except PageError as error:
        return f"error: {error.remedy}"


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "gbk", "shift_jis", "bogus"]))
def test_any_bytes_are_text_or_an_error(body: bytes, charset: str | None) -> None:
    """Any bytes under any charset give text or a PageError with a remedy."""
    assert read(body, charset) not in ("", "error: None")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    """Whatever is written in UTF-8 and says so is read back, but for a byte order mark."""
    body = f"ZWOLLE {text}"
    assert read(body.encode(), "utf-8") == body
