"""Compares the actor tables with the UCDP Actor List: ``python knowledge_build/check_groups.py DATA_FOLDER``.

Prints the groups that no table knows, and those whose country or sector there is none that UCDP names as a place of their fighting. The place of a fight is
not the home of a group (Palestinian groups fight in Israel), so the list is for reading, not for copying; what was decided stands in
``actors_groups.py`` (``HOME``, ``SKIPPED``) and in ``armed_groups.yaml``.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import actors_groups
from actors import OUT

from lapwing.grounding.actor_tables import NAMED_FILES, key
from lapwing.knowledge.actors import Named
from lapwing.knowledge.loader import KnowledgeBase


def known() -> dict[str, tuple[str, str]]:
    """Folded alias to file and codes."""
    base = KnowledgeBase()
    return {key(a): (file, " ; ".join(e.codes)) for file in NAMED_FILES for e in base.read("actors", Named, file) for a in (e.name, *e.aliases)}


def main() -> None:
    names = actors_groups.country_names(OUT)
    tables = known()
    missing, other = [], []
    with (Path(sys.argv[1]) / "ucdp" / "ucdp-actor-221.csv").open(encoding="utf-8-sig") as handle:
        for row in csv.DictReader(handle):
            if row["Org"] != "1" or row["NameData"].startswith(("Government of", "Forces of")):
                continue
            codes = {names.get(p, p) for p in re.split(r", (?=[A-Z])", row["Location"])}
            found = [tables[key(n)] for n in (row["NameData"], row["NameOrigFullEng"], row["NameOrigFull"]) if key(n) in tables]
            if not found:
                missing.append(f"{row['NameData']} | {row['NameOrigFullEng']} | {' '.join(sorted(codes))}")
            elif not any(c in found[0][1] for c in codes):
                other.append(f"{row['NameData']} | {row['NameOrigFullEng']} | {' '.join(sorted(codes))} | ours {found[0]}")
    print("\n".join(["== other country", *other, "== missing", *missing, f"{len(other)} other, {len(missing)} missing"]))


if __name__ == "__main__":
    main()
