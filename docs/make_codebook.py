"""Write docs/codebook.md from the ontology, the lexicon and the error rates of the bench.

usage: python docs/make_codebook.py
"""

from __future__ import annotations

from pathlib import Path

from lapwing.codebook import codebook
from lapwing.knowledge.loader import KnowledgeBase

PAGE = Path(__file__).with_name("codebook.md")


def main() -> None:
    PAGE.write_text(codebook(KnowledgeBase()), encoding="utf-8")


if __name__ == "__main__":
    main()
