"""Mentions of one event in a report become one event: same type and status, and nothing that tells them apart."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence

from msgspec import structs

from lapwing.coding.mentions import EventMention
from lapwing.coding.times import is_clock, is_historical
from lapwing.grounded import Found
from lapwing.model import Token, When
from lapwing.trees import Tree

REACH = 12
"""A cluster is compared by its first and last so many mentions, so that a report that tells one event thousands of times stays linear."""
NEAR = 3
"""So many sentences on, in the same paragraph, a speaker still says the same."""

SAME_KM, CITY_KM = 15, 40
"""Two names within so many kilometres are one town; a square or a building so near a town is in it."""

SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "CONCEDE", "AGREE"})
"""Types told by speaking. Who speaks says many things in one report, so the speaker alone does not make two tellings one."""
STATE_FORCE = frozenset({"COP", "GOV", "JUD", "MIL", "SPY"})
_AS_ONE = frozenset({"GOV", "COP", "MIL", "SPY", "REB", "UAF", "BUS", None})
"""Sectors in which one person or a group may stand for the body: a minister for the government, officers for the police."""
_LOOSE = frozenset({"PROTEST", "CONSULT"})
"""Types whose modes go together: a march may end in a riot, a visit be a summit."""
_BLASTS = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "artillery", "targeted"})
_NEW = frozenset({"a", "an", "one"})
_OTHER = frozenset({"another", "other", "others", "second", "third", "further", "more"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})


class Cluster:
    """Mentions taken to tell one event."""

    def __init__(self, mention: EventMention, published: str | None = None) -> None:
        self.mentions = [mention]
        self.published = published

    def accepts(self, mention: EventMention) -> bool:
        """Whether no participant, time or place of the new mention contradicts any mention here, and something links them."""
        if any((m.sentence, m.group) == (mention.sentence, mention.group) and m.type == mention.type for m in self.mentions[-REACH:]):
            return True
        known = self.mentions if len(self.mentions) <= 2 * REACH else [*self.mentions[:REACH], *self.mentions[-REACH:]]
        if not any(same_status(m, mention) for m in known) or not all(agree(m, mention, self.published) for m in known):
            return False
        links = [m for m in known if linked(m, mention)]
        return any(m.sentence == mention.sentence for m in links) or (bool(links) and not any(other_means(m, mention) for m in known))

    def add(self, mention: EventMention) -> None:
        self.mentions.append(mention)


def cluster(mentions: Sequence[EventMention], published: str | None = None) -> list[Cluster]:
    """Group mentions in reading order, each to the earliest cluster that accepts it."""
    out: list[Cluster] = []
    for mention in straightened(mentions):
        home = next((c for c in out if c.accepts(mention)), None)
        if (bare := _without_lookers_on(mention)) is not None and (home is None or not _shares_doer(home, mention)):
            home = home or next((c for c in out if c.accepts(bare) and _known_means(c, bare)), None)
            mention = bare if home is not None else mention
        if home is None:
            out.append(Cluster(mention, published))
        else:
            home.add(mention)
    return [c for c in out if not any(retold(c, other) for other in out if other is not c)]


def straightened(mentions: Sequence[EventMention]) -> Iterator[EventMention]:
    """Headlines leave out "was": "Minister stabbed" may be read as if the minister did it, where the lead says that he suffered it."""
    leads = [m for m in mentions if not m.in_title and m.tree.sentence.paragraph <= 0]
    for mention in mentions:
        doers = {f.chain for f in mention.actors}
        turned = mention.in_title and doers and not mention.recipients and any(_suffered(doers, mention, m) for m in leads)
        yield structs.replace(mention, actors=(), recipients=mention.actors) if turned else mention


def _suffered(doers: set[int], title: EventMention, lead: EventMention) -> bool:
    same = title.type == lead.type and title.match.clause.lemma == lead.match.clause.lemma
    return same and doers <= {f.chain for f in lead.recipients} and not doers & {f.chain for f in lead.actors}


def _without_lookers_on(mention: EventMention) -> EventMention | None:
    """A noun that points back, without actors outside its phrase: "her lawyer will appeal the conviction" makes no lawyer convict anybody."""
    tree, head = mention.tree, mention.match.clause.head
    if mention.match.clause.kind != "noun" or not _pointing(tree, head):
        return None
    inside = set(tree.subtree(head))
    own = tuple(f for f in mention.actors if f.head in inside)
    return structs.replace(mention, actors=own) if len(own) < len(mention.actors) else None


def _shares_doer(group: Cluster, mention: EventMention) -> bool:
    doers = {f.chain for f in mention.actors}
    return any(doers & {f.chain for f in m.actors} for m in group.mentions)


def _known_means(group: Cluster, mention: EventMention) -> bool:
    return any(set(m.modes) & set(mention.modes) for m in group.mentions)


def compatible(a: EventMention, b: EventMention, published: str | None = None) -> bool:
    """Nothing speaks against one event: status, and all that ``agree`` looks at."""
    return same_status(a, b) and agree(a, b, published)


def agree(a: EventMention, b: EventMention, published: str | None = None) -> bool:
    """Type, time, place and modes may be one event's, and participants of each side are nested in the other's."""
    if a.type != b.type:
        return False
    if old(a, published) != old(b, published) and a.tree.sentence.paragraph != b.tree.sentence.paragraph:
        # What is told without a day is news, unless the paragraph is about the past.
        return False
    if {"phone", "visit"} <= {*a.modes, *b.modes}:
        return False
    if not same_time(a.when.when if a.when else None, b.when.when if b.when else None):
        return False
    if a.where and b.where and not same_place(a, b):
        return False
    if a.type == "CONSULT":
        return _nested_in((*a.actors, *a.recipients), (*b.actors, *b.recipients), a, b)
    return _nested_in(a.actors, b.actors, a, b) and _nested_in(a.recipients, b.recipients, a, b)


def same_status(a: EventMention, b: EventMention) -> bool:
    """The same status, or a headline that tells as done what the lead says is announced."""
    if a.status == b.status:
        return True
    told = opening(a, b) and {a.status, b.status} == {"actual", "future"} and bool(_chains(a) & _chains(b))
    return told and (a.match.entry.id == b.match.entry.id or bool(_words(a) & _words(b)))


def opening(a: EventMention, b: EventMention) -> bool:
    """Whether one is of the headline and the other of the first paragraph."""
    return a.in_title != b.in_title and a.tree.sentence.paragraph <= 0 and b.tree.sentence.paragraph <= 0


def retold(title: Cluster, body: Cluster) -> bool:
    """Whether a headline's event is in the words of one of another type in the first paragraph: "legalises" and "voted to legalise"."""
    if not all(m.in_title for m in title.mentions) or body.mentions[0].type == title.mentions[0].type:
        return False
    pairs = ((head, lead) for head in title.mentions for lead in body.mentions if opening(head, lead))
    return any(_within(head, lead) for head, lead in pairs if {head.status, lead.status} <= {"actual", "future"})


def _within(head: EventMention, lead: EventMention) -> bool:
    """Whether the lead's phrase says the headline's verb below its own, of somebody of the same country."""
    lemma, tree = head.match.clause.lemma, lead.tree
    below = [i for i in tree.subtree(lead.match.clause.head) if tree.rel(i) in ("xcomp", "ccomp", "advcl", "acl")]
    of = {f.entity.country for f in head.actors} & {f.entity.country for f in lead.actors}
    return bool(of - {None}) and any(tree.lemma(i) == lemma for i in below)


def old(mention: EventMention, published: str | None) -> bool:
    """Whether a mention's own time words put it more than 30 days before publication."""
    return mention.when is not None and is_historical(mention.when.when, published)


def other_means(a: EventMention, b: EventMention) -> bool:
    """Whether the modes differ ("arrested" and "searched", "blamed" and "charged") and not both sides are the same by name."""
    if a.type in _LOOSE:
        return False
    means = [{"explosives" if m in _BLASTS else m for m in x.modes} for x in (a, b)]
    if not means[0] or not means[1] or means[0] & means[1]:
        return False
    if a.sentence == b.sentence and "noun" in (a.match.clause.kind, b.match.clause.kind):
        return False  # "launching an impeachment inquiry": one act in two words
    return not all({f.chain for f in one} & {f.chain for f in two} for one, two in ((a.actors, b.actors), (a.recipients, b.recipients)))


def linked(a: EventMention, b: EventMention) -> bool:
    """Something common that is more than the type, by the same means: a participant, a word that points back, or the same place."""
    if other_means(a, b):
        return False
    if (a.where and b.where and same_place(a, b)) or again(a, b) or _force(a, b):
        return True
    if a.type in SAID and not _said_once(a, b) and not close(a, b):
        return False
    if a.type == "CONSULT":
        return bool(keys((*a.actors, *a.recipients)) & keys((*b.actors, *b.recipients))) or not _named(a) or not _named(b)
    return bool(keys(a.actors) & keys(b.actors) or keys(a.recipients) & keys(b.recipients)) or not _named(a) or not _named(b)


def _named(mention: EventMention) -> bool:
    return bool(mention.actors or mention.recipients)


def _said_once(a: EventMention, b: EventMention) -> bool:
    """Whether both tellings of a speech act name whom it is aimed at, or name the same as such ("was charged")."""
    aims = [{f.chain for f in x.recipients} for x in (a, b)]
    return bool(a.actors and b.actors and aims[0] and aims[1]) or bool(aims[0] & aims[1])


def close(a: EventMention, b: EventMention) -> bool:
    """Whether one is of the headline or both are told in a few sentences of one paragraph."""
    return a.in_title != b.in_title or (a.tree.sentence.paragraph == b.tree.sentence.paragraph and abs(a.sentence - b.sentence) <= NEAR)


def again(a: EventMention, b: EventMention) -> bool:
    """Whether the later mention points back by a word of the earlier one: "issued a subpoena", "the subpoena was issued"."""
    first, second = (a, b) if a.sentence <= b.sentence else (b, a)
    return bool(_words(first) & {lemma for i, lemma in _nouns(second) if _pointing(second.tree, i)})


def _words(mention: EventMention) -> set[str]:
    return {mention.match.clause.lemma, *(lemma for _, lemma in _nouns(mention))}


def _nouns(mention: EventMention) -> list[tuple[int, str]]:
    """The nouns of a mention's trigger and of what its entry matched."""
    tree = mention.tree
    spots = sorted({mention.match.clause.head, *mention.match.words})
    return [(i, tree.lemma(i)) for i in spots if tree.tokens[i].upos == "NOUN"]


def _pointing(tree: Tree, noun: int) -> bool:
    return any(tree.lemma(c) in _POINTING or tree.rel(c) == "nmod:poss" for c in tree.children[noun])


def keys(found: Sequence[Found]) -> set[tuple[str, str | None]]:
    return {("chain", str(f.chain)) for f in found} | {(f.entity.country or "", f.entity.sector) for f in found if f.entity.country}


def _chains(mention: EventMention) -> set[int]:
    return {f.chain for f in (*mention.actors, *mention.recipients)}


def _force(a: EventMention, b: EventMention) -> bool:
    """Whether headline and lead name the same state's force by other words: "police" and "authorities"."""
    if not opening(a, b):
        return False
    states = [{f.entity.country for f in x.actors if f.entity.sector in STATE_FORCE and f.entity.country} for x in (a, b)]
    return bool(states[0] & states[1])


def _nested_in(one: Sequence[Found], two: Sequence[Found], a: EventMention, b: EventMention) -> bool:
    doers = one == a.actors
    if one and two and a.type == "COERCE" and doers and _force(a, b):
        return True
    first, second = (a, b) if a.sentence <= b.sentence else (b, a)
    if first is b:
        one, two = two, one
    lenient = first.in_title or second.in_title or (doers and again(first, second))
    return nested(one, two, lambda f, g: alike(f, g) and (lenient or not apart(f, g, first.tree, second.tree)))


def nested(a: Sequence[Found], b: Sequence[Found], same: Callable[[Found, Found], bool] | None = None) -> bool:
    """Whether the participants of one side are all among the other's, by chain or by country and sector; an empty side fits anything."""
    test = same or alike
    if not a or not b:
        return True
    if len(a) <= len(b):
        return all(any(test(f, g) for g in b) for f in a)
    return all(any(test(f, g) for f in a) for g in b)


def alike(a: Found, b: Found) -> bool:
    """Whether two participants may be one: the same chain, or the same country and sector and not two known to differ."""
    if a.chain == b.chain:
        return True
    if not keys([a]) & keys([b]):
        return False
    return a.entity.id is None or b.entity.id is None or a.entity.id == b.entity.id or _speaks_for(a) != _speaks_for(b)


def _speaks_for(found: Found) -> bool:
    """Whether a participant is a person, who may stand for a body or state, and not that body itself."""
    return (found.entity.id or "").startswith("people:")


def apart(first: Found, second: Found, before: Tree, after: Tree) -> bool:
    """Whether the words of two participants of the same code make them two: two names, one and many, or one newly introduced later."""
    if first.chain == second.chain:
        return False
    one, two = _phrase(first, before), _phrase(second, after)
    if not one or not two:
        return False
    persons = _person(first, one), _person(second, two)
    if all(persons):
        return one[-1].text != two[-1].text
    if any(persons) and first.entity.sector not in _AS_ONE:
        return True  # a lawmaker is not the House, nor a lawyer the court
    if any(t.text.lower() in _OTHER for t in two[:2]):
        return True
    if not persons[1] and two[0].text.lower() in _NEW:
        return _told(one) or (two[-1].lemma not in (one[-1].lemma, "person") and not _many(one))
    return any(persons) and _many(one) != _many(two) and any(t.upos == "NUM" for t in (*one, *two))


def _told(words: Sequence[Token]) -> bool:
    """Whether words speak of somebody who is known by then: a name, a pronoun or a definite noun."""
    first = words[0]
    return words[-1].upos in ("PROPN", "PRON") or first.upos == "PRON" or first.lemma in _POINTING


def _phrase(found: Found, tree: Tree) -> list[Token]:
    """The words of a participant up to its head and, where it is one, the rest of its name."""
    low, high = found.entity.start, found.entity.end
    if low is None or high is None:
        return []
    inside = [t for t in tree.tokens if low <= t.start < high]
    end = next((n for n, t in enumerate(inside) if n and t.upos in ("ADP", "PUNCT", "SCONJ", "PRON")), len(inside))
    return inside[:end]


def _person(found: Found, words: Sequence[Token]) -> bool:
    return _speaks_for(found) or words[-1].ner.endswith("PER")


def _many(words: Sequence[Token]) -> bool:
    return words[-1].xpos in ("NNS", "NNPS")


def same_time(a: When | None, b: When | None) -> bool:
    """Whether two times may be the same: one is missing or unresolved, or they overlap and neither is a mere year around a day."""
    if a is None or b is None:
        return True
    if is_clock(a) or is_clock(b):
        return near_days(a, b)
    if not a.resolved or not b.resolved:
        return a.text == b.text or not (a.resolved or b.resolved)
    low_a, high_a = a.start or "0000", a.end or "9999"
    low_b, high_b = b.start or "0000", b.end or "9999"
    return low_a <= high_b and low_b <= high_a


def near_days(a: When, b: When) -> bool:
    """Whether two times are a day apart at most: an hour is put on the day that the text has reached, which may be the next."""
    ends = [x and dt.date.fromisoformat(x) for x in (a.start, a.end, b.start, b.end)]
    start_a, end_a, start_b, end_b = ends
    early = not end_a or not start_b or (start_b - end_a).days <= 1
    return early and (not end_b or not start_a or (start_a - end_b).days <= 1)


def same_place(a: EventMention, b: EventMention) -> bool:
    """Whether two places may be one: by name, by distance where both are on the map, or as a part and the whole."""
    if a.where is None or b.where is None:
        return True
    one, two = a.where.where, b.where.where
    if one.name == two.name:
        return True
    if one.country != two.country:
        return False
    exact = bool({"exact", "unknown"} & {one.precision, two.precision})
    if {"country", "region"} & {one.precision, two.precision}:
        return True
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return exact and one.precision != two.precision
    return distance(one.lat, one.lon, two.lat, two.lon) <= (CITY_KM if exact else SAME_KM)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points of WGS84 degrees, on a plane (right within a few per cent near each other)."""
    east = ((lon2 - lon1 + 180) % 360 - 180) * math.cos(math.radians((lat1 + lat2) / 2))
    return 111.2 * math.hypot(lat2 - lat1, east)
