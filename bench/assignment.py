"""The assignment of rows to columns with the greatest sum (Kuhn and Munkres, in the form with potentials)."""

from __future__ import annotations

from collections.abc import Sequence


def best_sum(worth: Sequence[Sequence[float]]) -> float:
    """The greatest sum of one entry a row, no column taken twice. Cubic time."""
    if not worth or not worth[0]:
        return 0.0
    rows = worth if len(worth) <= len(worth[0]) else [list(column) for column in zip(*worth, strict=True)]
    height, width = len(rows), len(rows[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    taken = [0] * (width + 1)
    for row in range(1, height + 1):
        _place(row, rows, row_price, column_price, taken)
    return sum(rows[taken[column] - 1][column - 1] for column in range(1, width + 1) if taken[column])


def _place(row: int, rows: Sequence[Sequence[float]], row_price: list[float], column_price: list[float], taken: list[int]) -> None:
    """Give one more row a column, moving others along the cheapest path."""
    width = len(column_price) - 1
    slack, back, seen = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
    taken[0], column = row, 0
    while taken[column]:
        seen[column] = True
        now, step, following = taken[column], float("inf"), 0
        for other in range(1, width + 1):
            if not seen[other]:
                cost = -rows[now - 1][other - 1] - row_price[now] - column_price[other]
                if cost < slack[other]:
                    slack[other], back[other] = cost, column
                if slack[other] < step:
                    step, following = slack[other], other
        for other in range(width + 1):
            if seen[other]:
                row_price[taken[other]] += step
                column_price[other] -= step
            else:
                slack[other] -= step
        column = following
    while column:
        taken[column] = taken[back[column]]
        column = back[column]
