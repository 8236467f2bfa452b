"""``lapwing codebook``: what is coded, as a page."""

from __future__ import annotations

import sys

from lapwing.commands.shared import Knowledge, settings_of


def codebook(knowledge: Knowledge = None) -> None:
    """Print the codebook as Markdown: types, modes, contexts, fields, codes and error rates.

    \b
    Examples:
      lapwing codebook > codebook.md
      lapwing codebook --knowledge mine/
    """
    from lapwing.codebook import codebook as page
    from lapwing.knowledge.loader import KnowledgeBase

    sys.stdout.write(page(KnowledgeBase(*settings_of(None, knowledge).knowledge)))
