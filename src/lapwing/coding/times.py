"""When and where an event took place: the time and place words that belong to its clause."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from lapwing.grounded import Dated, Grounding, Placed
from lapwing.model import Clause, Sentence, When, Where
from lapwing.trees import MODIFIERS, Tree

HISTORICAL_DAYS = 30
OCCURRENCE = frozenset(
    """take begin start continue happen occur hold launch stage conduct make resume open end plan schedule expect set follow come mount organise organize sign
    reach impose announce issue""".split()
) | {"take place", "carry out"}
"""Verbs that say of an event noun that it is, was or will be: their time and modality are the noun's."""

ENABLING = frozenset(
    """facilitate broker mediate arrange host attend join lead chair oversee undergo carry participate witness survive suffer sustain open convene
    moderate film see""".split()
)
"""Verbs of taking part in an event or bringing it about: their time is the event's ("in July he helped facilitate a meeting")."""
STORY = 3
"""So many sentences on, in a paragraph, a story in the past still goes on from the time it named."""
_FAR = re.compile(r"\b(years?|decades?|centur(y|ies)|months|generations?|long ago|past|history)\b", re.IGNORECASE)
"""Words for a past that is more than a month ago, where no day can be told."""
_EARLY_DAYS = {"early": 10, "the beginning of": 10, "the start of": 10, "mid": 20, "the middle of": 20}

_CARRIERS = frozenset({"argument", "complement", "conjunct", "adverbial", "relative"})
_LOCATIVE = frozenset(["", *"in at near on outside inside across around from throughout into to over along of within".split()])


def _holder(tree: Tree, token: int, heads: dict[int, int]) -> int | None:
    """The clause that a phrase belongs to: its nearest ancestor that is a predicate."""
    if token in heads:
        return heads[token]
    for ancestor in tree.ancestors(token):
        if ancestor in heads:
            return heads[ancestor]
    return None


def _top(tree: Tree, first: int, last: int) -> int:
    """The token of a span whose head is outside it."""
    return next((i for i in range(first, last + 1) if not first <= tree.tokens[i].head <= last), last)


def when_of(number: int, clauses: Sequence[Clause], tree: Tree, grounding: Grounding) -> Dated | None:
    """The time mention of a clause, else that of the clause it belongs to, up to three steps."""
    sentence = clauses[number].sentence
    heads = {c.head: n for n, c in enumerate(clauses)}
    dates = [d for d in grounding.dates.get(sentence, ()) if d.when.timex in ("DATE", "TIME", None) and not _of_name(tree, d, heads, number)]
    if not dates:
        return None
    held = {id(d): _before_mark(d, _holder(tree, _top(tree, d.first, d.last), heads), clauses, tree) for d in dates}
    at: int | None = number
    while at is not None:
        here = [d for d in dates if held[id(d)] == at]
        if here:
            return min(here, key=lambda d: (_coarseness(d.when), abs(d.first - clauses[number].head)))
        clause = clauses[at]
        if at == number and (inner := [d for d in dates if held[id(d)] in _object_nouns(number, clauses)]):
            return inner[0]
        if at == number and (inner := [d for d in dates if held[id(d)] in _told_of_nouns(number, clauses)]):
            return inner[0]
        if at == number and (begun := _since(number, clauses, tree, [d for d in dates if d.when.start], held)):
            return begun
        if at == number and inside_phrase(clause, clauses, tree):
            return None
        if not _carries(clause, clauses, number):
            if clause.kind == "noun" and clause.governor is not None and clauses[clause.governor].link == "adverbial":
                return None
            break
        at = clause.governor
    return _only_day(dates, held, clauses)


def _before_mark(dated: Dated, holder: int | None, clauses: Sequence[Clause], tree: Tree) -> int | None:
    """The clause above, where a time stands left of the word that opens its clause: "freed Friday after his lawyers paid"."""
    above = clauses[holder].governor if holder is not None else None
    if holder is None or above is None or clauses[holder].link != "adverbial":
        return holder
    opens = [c for c in tree.children[clauses[holder].head] if tree.rel(c) == "mark" and c < clauses[holder].head]
    return above if opens and clauses[above].head < dated.first <= dated.last < opens[0] else holder


def _carries(clause: Clause, clauses: Sequence[Clause], number: int) -> bool:
    """Whether a time told of the governing clause is the clause's own: not across a report of speech, nor from an ordinary verb to its object noun."""
    if clause.governor is None or clause.link not in _CARRIERS:
        return False
    governor = clauses[clause.governor]
    if clause.link == "complement":
        return clauses[number].speaker is None or governor.speaker is not None
    if clause.link == "argument" and clause.kind == "noun" and governor.kind == "verb":
        return governor.lemma in OCCURRENCE | ENABLING or any(a.head == clause.head and a.slot != "object" for a in governor.arguments)
    return True


def inside_phrase(clause: Clause, clauses: Sequence[Clause], tree: Tree) -> bool:
    """Whether an event noun is deep in a phrase of the verb above it, so that it was before: "the suspect in a shooting was freed on Friday"."""
    if clause.kind != "noun" or clause.link != "argument" or clause.governor is None:
        return False
    governor = clauses[clause.governor]
    if governor.kind != "verb" or governor.lemma in OCCURRENCE | ENABLING:
        return False
    return _says_which(tree, clause.head) or all(a.head != clause.head for a in governor.arguments)


def _says_which(tree: Tree, noun: int) -> bool:
    """Whether an event noun only says which person or thing is meant: "the suspect in the shooting"."""
    return tree.base(noun) == "nmod" and tree.tokens[noun].upos == "NOUN" and tree.case(noun) in _ABOUT


def _only_day(dates: Sequence[Dated], held: dict[int, int | None], clauses: Sequence[Clause]) -> Dated | None:
    """The one day that a sentence tells, wherever the parser hung it, unless it is inside a clause of its own."""
    days = [d for d in dates if d.when.resolved and d.when.precision == "day"]
    if len(dates) != 1 or not days:
        return None
    holder = held[id(days[0])]
    if holder is not None and clauses[holder].kind == "verb" and clauses[holder].link in ("relative", "adverbial", "quotation", "complement"):
        return None
    return days[0]


def _object_nouns(number: int, clauses: Sequence[Clause]) -> list[int]:
    """The noun clauses that are the object of a verb clause: "held talks on Monday" may hang the day on the talks."""
    objects = {a.head for a in clauses[number].arguments if a.slot == "object"}
    return [n for n, c in enumerate(clauses) if c.governor == number and c.kind == "noun" and c.head in objects]


def _told_of_nouns(number: int, clauses: Sequence[Clause]) -> list[int]:
    """The clauses that tell when a noun of this clause took place: "died in a bombing that happened on June 27"."""
    nouns = {n for n, c in enumerate(clauses) if c.governor == number and c.kind == "noun" and c.link == "argument"}
    return [n for n, c in enumerate(clauses) if c.governor in nouns and c.link == "relative" and c.lemma in OCCURRENCE]


def _of_name(tree: Tree, dated: Dated, heads: dict[int, int], number: int) -> bool:
    """Whether a bare year belongs to a noun before which it stands, and dates no other clause: "won the 2020 election", "its 2018 Voting Act"."""
    if dated.when.precision != "year" or dated.first != dated.last:
        return False
    token = tree.tokens[dated.first]
    inside = token.head > dated.first and tree.rel(dated.first) in MODIFIERS and tree.tokens[token.head].upos in ("NOUN", "PROPN")
    return inside and heads.get(token.head) != number


def _since(number: int, clauses: Sequence[Clause], tree: Tree, dates: Sequence[Dated], held: dict[int, int | None]) -> Dated | None:
    """From the time of a clause with "since" on: "has been at war since the capital fell in 2014"."""
    for n, c in enumerate(clauses):
        if c.governor == number and c.link == "adverbial" and tree.mark(c.head) == "since":
            for d in dates:
                if held[id(d)] == n:
                    return structs.replace(d, when=structs.replace(d.when, end=None, precision="interval", value=f"{d.when.value}/.."))
    return None


_FINENESS = {"day": 0, "interval": 1, "month": 2, "year": 3}


def _coarseness(when: When) -> int:
    """Days before weeks before months before years; what is not resolved comes after, references to now or to the past last."""
    if when.start is None and when.end is None:
        return 5 if when.resolved else 4
    return _FINENESS.get(when.precision, 4)


def where_of(number: int, clauses: Sequence[Clause], tree: Tree, grounding: Grounding, loose: bool = True) -> Placed | None:
    """The place mention of a clause: one that is introduced as a location, the smallest first.

    With ``loose``, a place within a participant's phrase counts too ("an attack on a market in Darfur").
    """
    clause = clauses[number]
    places = [p for p in grounding.places.get(clause.sentence, ()) if p.is_location]
    if not places:
        return None
    heads = {c.head: n for n, c in enumerate(clauses)}
    chain: list[int] = []
    at: int | None = number
    while at is not None and len(chain) < 4:
        chain.append(at)
        if clauses[at].link not in ("argument", "conjunct", "adverbial", "complement", "relative"):
            break
        at = clauses[at].governor
    best: tuple[tuple[int, int, int], Placed] | None = None
    for place in places:
        top = _top(tree, place.first, place.last)
        holder = _holder(tree, top, heads)
        if holder not in chain or tree.case(top) not in _LOCATIVE or not (loose or _direct(tree, top, clauses[holder].head)):
            continue
        rank = (chain.index(holder), {"exact": 0, "city": 0, "region": 1, "country": 2}.get(place.where.precision, 3), abs(place.first - clause.head))
        if best is None or rank < best[0]:
            best = (rank, place)
    return best[1] if best else None


def _direct(tree: Tree, top: int, predicate: int) -> bool:
    """Whether a place hangs on the predicate itself, through other places at most: "at the palace in Rabat", not "the latest news in Libya"."""
    at = top
    while at != predicate and at >= 0:
        if tree.case(at) not in _LOCATIVE or tree.base(at) in ("obj", "nsubj"):
            return False
        at = tree.tokens[at].head
    return True


_BEFORE = frozenset({"previously", "formerly", "historically", "once", "earlier"})
_CHARGES = frozenset("accuse charge convict suspect sentence blame condemn criticise criticize indict try imprison jail apologise apologize arrest".split())
_ABOUT = frozenset({"in", "over", "behind", "for", "after"})
_CONTENT = frozenset({"of", "for", "with", "over", "after", "in"})


def undated_background(tree: Tree, head: int) -> bool:
    """Whether a verb without time words tells what was over before the news.

    In the past perfect, with "previously", in a clause with "since" ("since he was pardoned"), as what somebody is accused of or sentenced for,
    or as a noun that only says which person or thing is meant ("the suspect in the shooting").
    """
    tokens = tree.tokens
    if _charged(tree, head) or _says_which(tree, head):
        return True
    if tokens[head].xpos not in ("VBN", "VBD"):
        return False
    had = any(tokens[c].lemma == "have" and tokens[c].xpos == "VBD" for c in tree.children[head] if tree.base(c) == "aux")
    before = any(tree.lemma(c) in _BEFORE and tree.base(c) == "advmod" for c in tree.children[head])
    return had or before or tree.mark(head) == "since"


def _charged(tree: Tree, head: int) -> bool:
    """Whether a word is below "of" or "for" of an accusation."""
    opened = False
    at = head
    while at >= 0:
        if opened and tree.lemma(at) in _CHARGES and tree.tokens[at].upos == "VERB":
            return True
        opened = tree.mark(at) in _CONTENT or tree.case(at) in _CONTENT
        at = tree.tokens[at].head
    return False


def default_when(published: str | None) -> When:
    """News without time words happened on the day of publication, as far as the report tells; without a date it stays open."""
    if published is None:
        return When(None, None, None, "unknown", False)
    return When(None, published, published, "day", True)


def is_clock(when: When) -> bool:
    """Whether a time is an hour without a day: "around 2 p.m."."""
    return when.timex == "TIME" and _DAYLESS.match(when.text or "") is not None


_DAYLESS = re.compile(
    r"(?:\W|\d|[ap]\.?m\b|around|about|at|by|shortly|just|before|after|local|time|hours?|o'clock|noon|midnight|[A-Z]{2,4}\b)+$", re.ASCII
)


def _last_day(when: When, end: dt.date) -> dt.date:
    """The last day of "early May": of the first third of a month, not of the month."""
    text = (when.text or "").lower().removeprefix("in ")
    days = next((n for word, n in _EARLY_DAYS.items() if text.startswith(word)), None)
    return end.replace(day=days) if when.precision == "month" and days else end


def is_historical(when: When | None, published: str | None) -> bool:
    """Whether an event ended more than 30 days before publication."""
    if when is None or published is None or not when.resolved:
        return False
    if when.end is None:
        return when.start is None and when.value == "PAST_REF" and _FAR.search(when.text or "") is not None
    if when.end.startswith("-"):
        return True  # years before 1 are no ISO days to Python
    try:
        return (dt.date.fromisoformat(published) - _last_day(when, dt.date.fromisoformat(when.end))).days > HISTORICAL_DAYS
    except ValueError:
        return False


def _before(sentence: Sentence, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentence itself, then those before it in its paragraph, the nearest first."""
    for s in (sentences[i] for i in range(sentence.index, -1, -1)):
        if s.paragraph != sentence.paragraph or s.in_title != sentence.in_title:
            return
        yield s


def setting_time(sentence: Sentence, sentences: Sequence[Sentence], grounding: Grounding, own: bool = True) -> When | None:
    """The day that the paragraph has reached, if it tells one; without ``own``, before this sentence."""
    for s in _before(sentence, sentences):
        if s.index == sentence.index and not own:
            continue
        days = [d.when for d in grounding.dates.get(s.index, ()) if d.when.resolved and d.when.precision == "day" and d.when.start]
        if days:
            return days[0] if s.index == sentence.index else days[-1]
    return None


def setting_place(sentence: Sentence, sentences: Sequence[Sentence], grounding: Grounding) -> Where | None:
    """The place that the paragraph has reached, else the first one of the report."""
    for s in itertools.chain(_before(sentence, sentences), sentences):
        places = [p.where for p in grounding.places.get(s.index, ()) if p.is_location and p.where.country]
        if places:
            return min(places, key=lambda w: w.precision == "country")
    return None


def narrative_time(tree: Tree, head: int, sentences: Sequence[Sentence], grounding: Grounding) -> When | None:
    """The time of the main clause told last in the paragraph, where a verb in the simple past goes on from there ("In 2017 … Later he …")."""
    if tree.sentence.in_title or not _simple_past(tree, head):
        return None
    for s in itertools.islice(_before(tree.sentence, sentences), 1, 1 + STORY):
        if any(t.head < 0 and t.xpos in ("VBZ", "VBP", "MD") for t in s.tokens):
            return None
        if s.index in grounding.dates:
            mains = [d.when for d in grounding.dates[s.index] if _of_main(s, d) and d.when.resolved and d.when.start and d.when.end]
            return mains[-1] if mains else None
    return None


def _simple_past(tree: Tree, head: int) -> bool:
    """Whether a verb, or the one whose infinitive it is ("worked to arrange"), is in the simple past."""
    tokens = tree.tokens
    while tree.base(head) in ("xcomp", "advcl") and tokens[head].xpos == "VB":
        head = tokens[head].head
    helpers = [tokens[c] for c in tree.children[head] if tree.base(c) == "aux"]
    if any(t.lemma in ("have", "will", "would", "can", "could", "may", "might", "should", "must") for t in helpers):
        return False
    return tokens[head].xpos == "VBD" or any(t.xpos == "VBD" for t in helpers)


def _of_main(sentence: Sentence, dated: Dated) -> bool:
    """Whether a time hangs on the main clause of its sentence, also where that is a report of speech."""
    at = dated.last
    while at >= 0:
        token = sentence.tokens[at]
        if token.deprel.split(":")[0] in ("acl", "advcl", "parataxis", "appos"):
            return False
        at = token.head
    return True
