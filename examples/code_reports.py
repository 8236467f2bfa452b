"""Count who did what to whom in a set of reports.

usage: python examples/code_reports.py FILE... [--published DATE]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from lapwing import Entity, Failure, Pipeline, Settings, read_reports


def code_of(entity: Entity) -> str:
    """``LBY GOV``, or the name where there is no country."""
    return " ".join(part for part in (entity.country, entity.sector) if part) or entity.name or "?"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--published", metavar="DATE")
    arguments = parser.parse_args()

    pipeline = Pipeline(Settings(published=arguments.published))
    dyads: Counter[tuple[str, str, str]] = Counter()
    failed = 0
    for file in arguments.files:
        for report in read_reports(file, published=arguments.published):
            if isinstance(report, Failure):
                failed += 1
                print(f"{report.input}: {report.reason}", file=sys.stderr)
                continue
            for event in pipeline.code(report).events:
                actors = " & ".join(map(code_of, event.actors)) or "-"
                recipients = " & ".join(map(code_of, event.recipients)) or "-"
                dyads[event.type, actors, recipients] += 1

    for (kind, actors, recipients), count in sorted(dyads.items(), key=lambda item: (-item[1], item[0])):
        print(f"{count:>4}  {kind:<10} {actors} -> {recipients}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
