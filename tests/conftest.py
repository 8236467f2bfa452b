"""What all tests share: a cache folder of their own, and whether the real pipeline can run."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def engine_is_built() -> bool:
    """Whether the weights and the pipeline are there: not so only while the package is being put together."""
    return importlib.util.find_spec("lapwing.pipeline") is not None and any((ROOT / "src/lapwing/weights").glob("*.onnx"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "engine: needs the real pipeline and its weights")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if engine_is_built():
        return
    for item in items:
        if item.get_closest_marker("engine"):
            item.add_marker(pytest.mark.skip(reason="no weights or no pipeline"))


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Parsed knowledge is kept in a folder of this run, never in the user's own."""
    before = os.environ.get("LAPWING_CACHE")
    folder = tmp_path_factory.mktemp("cache")
    os.environ["LAPWING_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["LAPWING_CACHE"]
    else:
        os.environ["LAPWING_CACHE"] = before


@pytest.fixture
def root() -> Path:
    """The repository."""
    return ROOT
