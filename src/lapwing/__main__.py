"""``python -m lapwing``: the same as the ``lapwing`` command."""

from __future__ import annotations

import sys

from lapwing.cli import main

if __name__ == "__main__":
    sys.exit(main())
