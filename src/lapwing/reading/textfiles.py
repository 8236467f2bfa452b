"""Bytes of a text file to characters, and a plain text to title and body."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from lapwing.reading import layout, publication

_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b") | {127})
MOST_CONTROL = 0.02
"""Share of control characters above which bytes are no text (a text file has next to none)."""

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CP1252_LETTER = re.compile(r"(?<=[A-Za-zÀ-þ'’])[À-ÖØ-öø-þŠšŽžŒœŸ]|[À-ÖØ-öø-þŠšŽžŒœ](?=[A-Za-zÀ-þ'’])")
_CP1252_SIGN = re.compile(r"[€‚„…†‡‰‹‘’“”•–—™›\xa0¡¢£¥§©«\xad®°±²³´·º»¼½¾¿]")

_TAG = re.compile(r"<(?:!--|!doctype|/?[a-z][a-z0-9]{0,10}\b)[^<>]{0,2000}>", re.IGNORECASE)
SAMPLE = 100_000
"""Characters looked at to tell what a text is."""
MOST_TAGS = 0.5
"""Share of lines with a tag, or twice the share of characters inside tags, above which a text is an HTML page."""

LONGEST_TITLE = 200
MOST_TITLE_WORDS = 28
"""Headlines of agencies rarely pass 15 words; the longest subtitled ones stay under this."""
_ABBREVIATED_END = re.compile(r"(?:\b[A-Z]\.){2,}\Z|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|No|v|vs)\.\Z|\.\.\.\Z")
_HANGING_END = re.compile(r"(?:[,;–—-]|\b(?:the|a|an|of|to|in|on|and|or|for|with|by|at|from|that|al))\Z", re.IGNORECASE)


class NotText(Exception):
    """Bytes that are no readable text: why, and at which byte."""

    def __init__(self, reason: str, place: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.place = reason, place


class Body(NamedTuple):
    """``published`` is the day of a date line that stood above the title."""

    title: str | None
    text: str
    published: str | None


def decode(data: bytes) -> str:
    """The characters of a text file: by byte order mark, else UTF-8, else Windows-1252 where that makes sense. Raises NotText (bytes count
    from 0)."""
    wide = next((name for bom, name in _WIDE if data.startswith(bom)), None)
    if wide:
        return _strict(data, wide)
    data_start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    _refuse_binary(data)
    try:
        return data[data_start:].decode("utf-8")
    except UnicodeDecodeError as error:
        text = None if data_start else _windows_1252(data)
        if text is None:
            raise NotText("neither UTF-8 nor Windows-1252", f"byte {error.start + data_start}") from None
        return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"not {encoding.upper()}, as its byte order mark says", f"byte {error.start}") from None
    if "\0" in text:
        raise NotText("binary file")
    return text


def _refuse_binary(data: bytes) -> None:
    nul = data.find(b"\0")
    if nul >= 0:
        raise NotText("binary file", f"byte {nul}")
    if data.startswith(_MAGIC):
        raise NotText("binary file", "byte 0")
    control = len(data) - len(data.translate(None, _CONTROL))
    if control > MOST_CONTROL * len(data):
        raise NotText("binary file")


def _windows_1252(data: bytes) -> str | None:
    """None unless the high bytes read as letters inside words or as typographic signs, and are not mostly UTF-8 with a fault."""
    high = sum(byte >= 128 for byte in data.translate(None, bytes(range(128))))
    sequences = sum(len(m.group()) for m in _SEQUENCE.finditer(data))
    if sequences > high - sequences or high > len(data) * 0.3:
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    sensible = sum(1 for _ in _CP1252_LETTER.finditer(text)) + sum(1 for _ in _CP1252_SIGN.finditer(text))
    return text if sensible >= 0.9 * high else None


def looks_like_html(text: str) -> bool:
    """Whether tags dominate: a page saved from a browser, not an article that mentions a tag."""
    sample = text[:SAMPLE]
    tags = [m.span() for m in _TAG.finditer(sample)]
    if len(tags) < 3:
        return False
    inside = sum(end - start for start, end in tags)
    spans = layout.lines(sample)
    tagged = sum(1 for start, end in spans if sample.find("<", start, end) >= 0 and _TAG.search(sample, start, end))
    return inside * 2 > MOST_TAGS * len(sample) or (len(spans) > 2 and tagged > MOST_TAGS * len(spans))


def divide(text: str, is_furniture: Callable[[str], bool]) -> Body:
    """Title and body of a plain text. The body is exact, from its first line on; a date line above a title is taken out of it.

    ``is_furniture`` tells lines that are known to be no title ("Advertisement").
    """
    head = layout.lines(text[: 4 * LONGEST_TITLE])
    if not head:
        return Body(None, text, None)
    above = publication.date_line(text[slice(*head[0])])
    candidate = 1 if above and len(head) > 1 else 0
    if _is_title(text, head, candidate, is_furniture):
        start, end = head[candidate]
        title = re.sub(r"\A#{1,6} +", "", " ".join(text[start:end].split()))
        return Body(title, _after(text, end), above)
    return Body(None, text, None)


def _after(text: str, end: int) -> str:
    body = text[end:]
    begin = layout.trim(body, 0, len(body))[0]
    return body[begin:]


def _is_title(text: str, head: list[layout.Span], index: int, is_furniture: Callable[[str], bool]) -> bool:
    if index >= len(head):
        return False
    start, end = head[index]
    line = text[start:end]
    if not _short(line) or is_furniture(line) or publication.date_line(line) or _HANGING_END.search(line):
        return False
    if not text[end : end + 4 * LONGEST_TITLE].strip():
        return False  # nothing follows: the line is the report
    if line.endswith((".", ".”", '."')) and not _ABBREVIATED_END.search(line):
        return False  # a sentence: the lead
    if re.match(r"[^\S\n]*\r?\n[^\S\n]*\r?\n", text[end : end + 50]) or line.startswith("# "):
        return True
    return _followed_by_body(text, head, index, is_furniture)


def _short(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and len(line.split()) <= MOST_TITLE_WORDS and any(c.isalpha() for c in line)


def _followed_by_body(text: str, head: list[layout.Span], index: int, is_furniture: Callable[[str], bool]) -> bool:
    """No blank line follows: a title is not cut in mid-sentence, and what follows is furniture, or begins anew and reads like prose."""
    if index + 1 >= len(head):
        return False
    below = text[slice(*head[index + 1])]
    if publication.date_line(below) or is_furniture(below):
        return True
    spans = layout.lines(text[:SAMPLE])
    width = layout.wrap_width(text[:SAMPLE], spans)
    (start, end), (begin, stop) = head[index], head[index + 1]
    following = text[begin : text.find("\n", begin) if text.find("\n", begin) >= 0 else len(text)]
    full = width is not None and end - start + 1 + len(following.split(" ", 1)[0]) > width
    first = text[begin]
    return not full and (first.isupper() or not first.isalpha()) and (stop - begin > end - start or following.rstrip().endswith("."))
