"""Words and sentences with exact offsets, by Universal Dependencies' English conventions.

A ``Token`` is a syntactic word: "don't" gives "do" and "n't", "US-led" gives three. ``glued`` marks a word that belongs to the same
orthographic token as the word before it, so that CoNLL-U can print the range line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lapwing.analysis.abbreviations import ABBREVIATIONS, PREFIXES, TITLES

MAX_SENTENCE_WORDS = 160

_APOSTROPHE = "['\u2019\u02bc]"
_PREFIX = "|".join(sorted(PREFIXES, key=len, reverse=True))
_ABBREVIATION = "|".join(sorted((re.escape(a) for a in ABBREVIATIONS), key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
      (?P<url>(?:https?://|ftp://|www\.)[^\s<>"]*[^\s<>".,;:!?)\]}}'\u2019\u201d]
            |[\w.+-]+@[\w-]+(?:\.[\w-]+)*
            |\w[\w-]*(?:\.\w[\w-]*)*\.(?:com|org|net|gov|edu|info|co\.uk|htm|html|pdf|doc|xls)\b)
    | (?P<dotted>(?:[A-Za-z]\.){{2,}}(?:[A-Za-z]\b(?!\.))?|[Pp]h\.?D\.)
    | (?P<abbr>(?<![\w.])(?:{_ABBREVIATION})\.(?!\w))
    | (?P<initial>(?<![\w.'\u2019])[A-Z]\.(?=\s*[A-Z\u00c0-\u00de][\w'\u2019.]))
    | (?P<number>\d{{4}}-\d\d-\d\d(?!\d)
            |\d{{1,2}}[/]\d{{1,2}}[/]\d{{2,4}}
            |(?<!\d)(?:\d-)?\d{{3}}-\d{{3,4}}(?:-\d{{4}})?(?![\d-])
            |(?>\d+(?:[.,:]\d+)*)(?:st|nd|rd|th|s|ST|ND|RD|TH)(?!\w)
            |(?>\d+(?:[.,:/]\d+)*)(?=(?:am|pm|AM|PM|km|kg|m|cm|mm|bn|tn|mph|k|K|ft|mg|p|GB|MB|MW|hrs?|mins?)\b)
            |(?>\d+(?:[.,:/]\d+)*)(?![^\W\d_]))
    | (?P<currency>(?:US|A|C|HK|NZ|S|R)\$)
    | (?P<prefixed>(?<![\w-])(?:{_PREFIX})-(?:[^\W_])+)
    | (?P<word>[^\W_]+(?:{_APOSTROPHE}[^\W\d_]+|&[A-Z]+|\.(?=[a-z]{{2,}}\b(?<!\.))[a-z]+)*|[^\W_]+)
    | (?P<smiley>(?<!\w)[:;]-?[)(DPp/|](?!\w)|<3(?!\d))
    | (?P<dots>\.{{2,}}|\u2026+)
    | (?P<dashes>-{{2,}}|_{{2,}}|={{2,}}|\*{{2,}}|\#{{2,}}|~{{2,}}|<<+|>>+|\${{2,}}|\+{{2,}})
    | (?P<shout>[.:]*[!?][!?.]*)
    | (?P<quote>''|``)
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
_CONTRACTION = re.compile(
    rf"^(?P<stem>.+?)(?P<clitic>n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M))$", re.IGNORECASE
)
_CLITIC = re.compile(rf"{_APOSTROPHE}(?:s|re|ve|ll|d|m|em|S|RE|VE|LL|D|M)(?!\w)")
_FIXED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "havent": 4, "cant": 2,
    "couldnt": 5, "wouldnt": 5, "wasnt": 3, "arent": 3, "wont": 2, "hasnt": 3, "ive": 1, "thats": 4, "im": 1, "alot": 1,
}  # fmt: skip
"""Words that are two without an apostrophe, and where to cut them."""
_CLOSERS = set("\"'\u201d\u2019)]}\u00bb") | {"''"}
_OPENERS = set("\"'\u201c\u2018([{\u00ab") | {"``"}
_GLUED = frozenset({".", "...", "?", "!"})
"""Marks after which a capital begins a sentence even without a space."""

_SMILEY = re.compile(r"[:;]-?[)(DPp/|]|<3")
_ADDRESS = ("http://", "https://", "www.")
_BREAK = re.compile(r"\n\s*\n")


class Token(NamedTuple):
    """One word; ``start`` and ``end`` count code points of the text it was cut from."""

    text: str
    start: int
    end: int
    glued: bool


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """Cut ``text`` into words; offsets are shifted by ``offset``."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, chunk = match.start(), match.group()
        for piece, glued in _split(match.lastgroup or "", chunk, text, match, tokens):
            tokens.append(Token(piece, offset + start, offset + start + len(piece), glued))
            start += len(piece)
    return tokens


def _split(kind: str, chunk: str, text: str, match: re.Match[str], done: list[Token]) -> Iterator[tuple[str, bool]]:
    if kind == "word":
        cut = _FIXED.get(chunk.lower(), 0)
        found = None if cut else _CONTRACTION.match(chunk)
        if found:
            cut = found.start("clitic")
        if cut:
            yield chunk[:cut], False
            yield chunk[cut:], True
            return
    if kind == "other" and chunk in "'\u2019\u02bc":
        clitic = _CLITIC.match(text, match.start())
        after_word = match.start() > 0 and not text[match.start() - 1].isspace()
        plural = after_word and text[match.start() - 1] in "sS" and not text[match.end() : match.end() + 1].isalnum()
        yield chunk, bool(plural and done and not clitic and _is_possessive(text, match.start()))
        return
    yield chunk, False


def _is_possessive(text: str, at: int) -> bool:
    """An apostrophe after a final s is a possessive unless a quotation is open before it."""
    line = text.rfind("\n", 0, at) + 1
    before = text[max(line, at - 300) : at]
    if text[at] == "\u2019":
        return before.count("\u2018") == 0
    opened = len(re.findall(r"(?:^|[\s(\[])'(?=\w)", before))
    return opened == 0 and text[at + 1 : at + 2] == " "


def sentences(text: str, offset: int = 0) -> list[list[Token]]:
    """Cut ``text`` into sentences of words. A blank line always ends one; so does a line break that is no soft wrap."""
    out: list[list[Token]] = []
    start = 0
    for block in [*_BREAK.finditer(text), None]:
        end = block.start() if block else len(text)
        for line_start, line_end in _lines(text, start, end):
            tokens = tokenize(text[line_start:line_end], offset + line_start)
            for sentence in _sentences(tokens):
                out.extend(_windows(sentence))
        start = block.end() if block else end
    return out


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Line spans of one block; lines that were wrapped by width are one."""
    begin = start
    at = text.find("\n", start, end)
    while at != -1:
        following = text[at + 1 : at + 2]
        line = text[max(text.rfind("\n", begin, at) + 1, begin) : at].rstrip()
        wrapped = 50 <= len(line) <= 100 and line[-1:] not in ".!?:\u201d\"" and (following.islower() or line[-1:].isalpha() or line[-1:] == ",")
        if not wrapped:
            yield begin, at
            begin = at + 1
        at = text.find("\n", at + 1, end)
    yield begin, end


def _sentences(tokens: list[Token]) -> Iterator[list[Token]]:
    start, i, count = 0, 0, len(tokens)
    while i < count:
        if i > start and _begins_alone(tokens, i):
            yield tokens[start:i]
            start = i
        if _may_end(tokens, i):
            stop = i + 1
            while stop < count and (_SMILEY.fullmatch(tokens[stop].text) or _closing(tokens, start, stop)):
                stop += 1
            if stop == count or _may_start(tokens, i, stop):
                yield tokens[start:stop]
                start = stop
                i = stop - 1
        i += 1
    if start < count:
        yield tokens[start:]


def _begins_alone(tokens: list[Token], i: int) -> bool:
    """Whether a word begins a sentence whatever stood before: an address after an address, "2)" of a list."""
    word, before = tokens[i].text, tokens[i - 1].text
    if word.startswith(_ADDRESS) and before.startswith(_ADDRESS):
        return True
    listed = word.isdigit() and len(word) == 1 and i + 1 < len(tokens) and tokens[i + 1].text == ")" and tokens[i + 1].start == tokens[i].end
    return listed and tokens[i].start > tokens[i - 1].end and before not in ("(", "and", "or", ",")


def _closing(tokens: list[Token], start: int, at: int) -> bool:
    return tokens[at].text in _CLOSERS and tokens[at].start == tokens[at - 1].end and _closes(tokens, start, at)


def _closes(tokens: list[Token], start: int, at: int) -> bool:
    """A straight quote closes only where the sentence holds an odd number of them before it."""
    mark = tokens[at].text
    if mark not in "\"'":
        return True
    if at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end and tokens[at + 1].text[0].isalnum():
        return False
    return sum(t.text == mark for t in tokens[max(0, start - 60) : at]) % 2 == 1 or at + 1 == len(tokens) or tokens[at + 1].start > tokens[at].end


def _may_end(tokens: list[Token], i: int) -> bool:
    word = tokens[i].text
    if word == "." or word[0] in "!?" or word[-1] in "!?" or word in ("\u3002", ".."):
        return True
    if word.startswith(("...", "\u2026")) or _SMILEY.fullmatch(word):
        return True
    return word.endswith(".") and len(word) > 1 and any(c.isalpha() for c in word)


def _may_start(tokens: list[Token], end: int, following: int) -> bool:
    """Whether a sentence may begin at ``following`` when the mark at ``end`` ended one."""
    mark, upcoming = tokens[end].text, tokens[following]
    if upcoming.start == tokens[following - 1].end and not (mark in _GLUED and upcoming.text[0].isupper() and end > 0 and len(tokens[end - 1].text) > 1):
        return False
    k = following
    while k < len(tokens) - 1 and (tokens[k].text in _OPENERS or tokens[k].text in "-\u2013\u2014*\u2022"):
        k += 1
    word = tokens[k].text
    if len(mark) > 1 and mark.endswith(".") and mark[0].isalpha():
        return _after_abbreviation(mark, word)
    if mark.startswith(("...", "\u2026", "..")):
        return word[0].isupper()
    return not word[0].islower() or (following == end + 1 and _informal(tokens, end))


def _informal(tokens: list[Token], end: int) -> bool:
    """Whether a lower-case word may begin a sentence: the full stop stands alone, so it is of no abbreviation that we know."""
    before = tokens[end - 1].text if end else ""
    return (tokens[end].text == "." or tokens[end].text[-1] in "!?") and len(before) > 3 and before.isalpha() and before.islower()


_STARTERS = {
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "this", "that", "these", "those", "in", "on", "at", "but", "and", "for", "after",
    "however", "there", "his", "her", "its", "their", "when", "while", "as", "if", "according", "since", "both", "some", "many", "officials", "police",
}  # fmt: skip


def _after_abbreviation(mark: str, word: str) -> bool:
    """After "U.S." or "Inc." a sentence begins only with a word that rarely continues one."""
    bare = mark.rstrip(".").lower()
    if bare in TITLES or len(bare) == 1:
        return False
    return word[0].isupper() and word.lower() in _STARTERS


def _windows(sentence: list[Token]) -> Iterator[list[Token]]:
    """Cut what is longer than the reader takes, at a comma or semicolon where there is one."""
    while len(sentence) > MAX_SENTENCE_WORDS:
        cut = MAX_SENTENCE_WORDS
        for k in range(MAX_SENTENCE_WORDS - 1, MAX_SENTENCE_WORDS // 2, -1):
            if sentence[k].text in (";", ",", ":", "."):
                cut = k + 1
                break
        yield sentence[:cut]
        sentence = sentence[cut:]
    if sentence:
        yield sentence


_MARKS = frozenset("l r c left right centre center middle front rear back 2nd 3rd 4th second third top bottom".split())


def without_marks(sentence: list[Token]) -> list[Token]:
    """A sentence without the marks of photo captions that say who stands where: "Jens Stoltenberg (L)", "(2nd R)"."""
    out: list[Token] = []
    i = 0
    while i < len(sentence):
        for end in (i + 2, i + 3):
            if end < len(sentence) and sentence[i].text == "(" and sentence[end].text == ")" and all(t.text.lower() in _MARKS for t in sentence[i + 1 : end]):
                i = end + 1
                break
        else:
            out.append(sentence[i])
            i += 1
    return out or sentence
