"""Reads numbers in words and digits with their bounds: "at least two dozen", "between 10 and 15", "tens of thousands"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from lapwing.grounding.quantity_words import Words
from lapwing.model import Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_TWO = {"couple", "pair", "both"}
_OLDEST = 115
_TOLLS = {"toll", "number", "tally", "total"}
_DASHES = {"-", "–", "—"}


class Number(Struct):
    """A number expression in tokens ``first`` to ``last``; ``low`` and ``high`` are inclusive, None where open."""

    first: int
    last: int
    low: int | None
    high: int | None
    core: int
    money: bool = False


def numbers(tokens: Sequence[Token], words: Words) -> list[Number]:
    """All counting numbers of a sentence, left to right. Years, dates, times, ages, measures and numbered things are left out."""
    lower = [t.text.lower() for t in tokens]
    out: list[Number] = []
    k = 0
    while k < len(tokens):
        found = _number(lower, k, words) if lower[k][0].isdigit() or lower[k] in words.starters else None
        if found is None:
            k += 1
            continue
        found = _range(lower, found, words)
        k = found.last + 1
        if _counts(tokens, lower, found, words):
            out.append(_bounded(lower, found, words))
            k = max(k, out[-1].last + 1)
    return out


def _number(lower: list[str], k: int, words: Words) -> Number | None:
    if lower[k][0].isdigit():
        return _digits(lower, k, words)
    if lower[k] in words.vague:
        return _vague(lower, k, words)
    if lower[k] == "half" and lower[k + 1 : k + 3] == ["a", "dozen"]:
        return Number(k, k + 2, 6, 6, k + 2)
    if lower[k] == "half" and lower[k + 1 : k + 2] == ["a"] and k + 2 < len(lower) and len(lower[k + 2]) > 3 and words.multipliers.get(lower[k + 2], 0) >= 1000:
        half = words.multipliers[lower[k + 2]] // 2
        return Number(k, k + 2, half, half, k + 2)
    if lower[k] in _TWO:
        return _two(lower, k, words)
    if lower[k] in ("a", "an"):
        if lower[k + 1 : k + 2] and lower[k + 1] in _TWO:
            return _two(lower, k + 1, words)
        value = words.multipliers.get(lower[k + 1]) if k + 1 < len(lower) and len(lower[k + 1]) > 3 else None
        if value is None or lower[k + 1] == "score":
            return None
        return _spelled(lower, k, k + 1, 1, words)
    return _spelled(lower, k, k, 0, words)


def _two(lower: list[str], k: int, words: Words) -> Number | None:
    """ "a couple of hundred", "a pair of", "both"; ``k`` is the word itself, an article before it is taken in."""
    if lower[k] == "both":
        return Number(k, k, 2, 2, k)
    first = k - (k > 0 and lower[k - 1] == "a")
    if lower[k + 1 : k + 2] != ["of"] or k + 2 >= len(lower):
        return None
    factor = words.multipliers.get(lower[k + 2], 0) if len(lower[k + 2]) > 3 else 0
    return Number(first, k + 2, 2 * factor, 2 * factor, k + 2) if factor else Number(first, k + 1, 2, 2, k)


def _digits(lower: list[str], k: int, words: Words) -> Number | None:
    if not _DIGITS.fullmatch(lower[k]):
        return None
    value, end = float(lower[k].replace(",", "")), k
    if lower[end + 1 : end + 2] == ["-"] and lower[end + 2 : end + 3] and len(lower[end + 2]) > 5 and lower[end + 2] in words.multipliers:
        end += 1  # "$700-million"
    while end + 1 < len(lower) and lower[end + 1] in words.multipliers:
        value *= words.multipliers[lower[end + 1]]
        end += 1
    if value != round(value):
        return None
    return Number(k, end, round(value), round(value), k)


def _vague(lower: list[str], k: int, words: Words) -> Number | None:
    low, end = words.vague[lower[k]], k
    if lower[k + 1 : k + 2] == ["of"] and k + 2 < len(lower) and lower[k + 2] in words.vague:
        factor = {"thousands": 1000, "millions": 1000000, "billions": 1000000000}.get(lower[k + 2])
        if factor:
            low = {"tens": 20, "dozens": 24, "hundreds": 200, "thousands": 2000}.get(lower[k], 2) * factor
            end = k + 2
    elif lower[k] == "tens" and lower[k + 1 : k + 2] != ["of"]:
        return None
    elif k + 1 < len(lower) and lower[k + 1] in words.multipliers and lower[k] in ("several", "few"):
        low, end = low * words.multipliers[lower[k + 1]], k + 1
    return Number(k, end, low, None, end)


def _spelled(lower: list[str], first: int, k: int, start: int, words: Words) -> Number | None:
    """ "one hundred and twenty-five", from token ``k``; ``start`` is 1 after "a"."""
    total, current, end = 0, start, None
    while k < len(lower):
        word = lower[k]
        if word in words.numbers:
            current += words.numbers[word]
        elif word in words.multipliers and (current or end is not None) and len(word) > 2:
            factor = words.multipliers[word]
            if factor >= 1000:
                total, current = total + max(current, 1) * factor, 0
            else:
                current = max(current, 1) * factor
        elif end is not None and _joins(lower, k, words):
            k += 1
            continue
        else:
            break
        end = k
        k += 1
    return None if end is None else Number(first, end, total + current, total + current, end)


def _joins(lower: list[str], k: int, words: Words) -> bool:
    """A hyphen in "twenty-five", "and" in "a hundred and five"."""
    if k + 1 >= len(lower) or lower[k + 1] not in words.numbers:
        return False
    before, after = words.numbers.get(lower[k - 1], 0), words.numbers[lower[k + 1]]
    if lower[k] in _DASHES:
        return before >= 20 and before % 10 == 0 and 0 < after < 10
    return lower[k] == "and" and lower[k - 1] in ("hundred", "thousand", "million")


def _range(lower: list[str], found: Number, words: Words) -> Number:
    """ "10-15", "10 to 15", "ten or twelve", "between 10 and 15"."""
    k = found.last + 1
    if k + 1 >= len(lower) or found.high is None:
        return found
    start = found.first - (found.first > 1 and lower[found.first - 1] in words.money)
    between = start > 0 and lower[start - 1] == "between"
    if not (lower[k] in _DASHES or lower[k] in ("to", "or") or (between and lower[k] == "and")):
        return found
    at = k + 1 + (lower[k + 1] in words.money and k + 2 < len(lower))
    second = _number(lower, at, words) if lower[at][0].isdigit() or lower[at] in words.starters else None
    if second is None or second.high is None or found.low is None or second.high <= found.low:
        return found
    if found.last == found.first and second.high >= 1000 * max(found.low, 1) and lower[second.last] in words.multipliers:
        found.low *= words.multipliers[lower[second.last]]  # "2 to 3 million"
    return Number(start - 1 if between else found.first, second.last, found.low, second.high, second.core, between and start < found.first)


def _counts(tokens: Sequence[Token], lower: list[str], found: Number, words: Words) -> bool:
    """Whether the number counts things, and is not a date, an age, a measure, an address or a list mark."""
    before = lower[found.first - 1] if found.first else ""
    after = lower[found.last + 1] if found.last + 1 < len(lower) else ""
    later = lower[found.last + 2] if found.last + 2 < len(lower) else ""
    found.money = found.money or before in words.money or after in words.money or (after == "of" and later in words.money)
    if found.money:
        return True
    if after in words.units or after in words.labels or (before in words.labels and tokens[found.last].deprel != "nummod"):
        return False
    if after in _DASHES and tokens[found.last + 1].start == tokens[found.last].end:
        return False  # "two-state", "20-year-old"
    if before in _DASHES and tokens[found.first - 1].end == tokens[found.first].start:
        return False  # "COVID-19"
    if _is_age(tokens, lower, found):
        return False
    if (found.first == 0 and after in (".", ")")) or (after == "of" and later in words.units):
        return False
    if lower[found.last] == "one" and found.first == found.last:
        if after == "of":
            return (before not in ("", ",") and later not in ("a", "an")) or later in ("the", "them", "his", "her", "its", "their", "those")
        return after in words.persons or after in words.nouns or after in ("was", "person", "were") or before in words.transitive
    if _is_year(tokens[found.last].text) and found.first == found.last:
        head = tokens[found.last].head
        counted = tokens[head].text if tokens[found.last].deprel == "nummod" and 0 <= head < len(tokens) else ""
        return counted.endswith("s") or "people" in (after, counted.lower()) or (after.endswith("s") and after in words.nouns)
    return "." not in tokens[found.first].text or found.last > found.first


def _is_age(tokens: Sequence[Token], lower: list[str], found: Number) -> bool:
    """ "Ana Lima, 84, died", "at the age of 81", "aged 12 and 15"."""
    if found.first != found.last or not lower[found.last].isdigit() or (found.high or 0) > _OLDEST or found.first < 2:
        return False
    before, after = lower[found.first - 2 : found.first], lower[found.last + 1] if found.last + 1 < len(lower) else ""
    if before == ["age", "of"] or (before[1] == "and" and lower[max(0, found.first - 4) : found.first - 2][:1] in (["aged"], ["ages"])):
        return True
    return before[1] == "," and after in (",", ".", ")") and (tokens[found.first - 2].ner.endswith("PER") or tokens[found.first - 2].xpos == "NN")


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2099


def _bounded(lower: list[str], found: Number, words: Words) -> Number:
    """Apply "at least", "more than", "up to" … before the number and "or more" after it."""
    first = found.first
    if found.money and first and lower[first - 1] in words.money:
        first -= 1
    for _ in range(2):
        hit = next((b for b in words.bounds.get(lower[first - 1], []) if lower[max(0, first - len(b[0])) : first] == b[0]), None) if first else None
        if hit is None:
            break
        first -= len(hit[0])
        _apply(found, hit[1])
    if first and lower[first - 1] in words.growing and any(w in _TOLLS or w in words.nouns for w in lower[max(0, first - 8) : first - 1]):
        _apply(found, "more_than")
    after = lower[found.last + 1 : found.last + 3]
    if after == ["or", "more"] or after[:1] in (["+"], ["plus"]):
        found.high = None
        found.last += 2 if after[0] == "or" else 1
    elif lower[found.last + 2 : found.last + 4] == ["or", "more"] and not found.money:
        found.high = None  # "twenty people or more"
    found.first = first
    if found.money and found.last + 1 < len(lower) and lower[found.last + 1] in words.money:
        found.last += 1
    return found


def _apply(found: Number, bound: str) -> None:
    if bound == "at_least":
        found.high = None
    elif bound == "more_than":
        found.low, found.high = (found.low or 0) + (found.high is not None), None
    elif bound == "up_to":
        found.low, found.high = None, found.high if found.high is not None else found.low
    elif bound == "less_than":
        found.low, found.high = None, (found.high if found.high is not None else found.low or 1) - 1
