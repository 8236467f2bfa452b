"""What all tests share: a cache folder of their own, whether the real pipeline can run, and one pipeline and one gazetteer for all."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from lapwing.grounding.places import Gazetteer
    from lapwing.pipeline import Pipeline

ROOT = Path(__file__).resolve().parents[1]
CACHE = pytest.StashKey[tuple[str, dict[str, str | None]]]()


def engine_is_built() -> bool:
    """Whether the weights and the pipeline are there: not so only while the package is being put together."""
    return importlib.util.find_spec("lapwing.pipeline") is not None and any((ROOT / "src/lapwing/weights").glob("*.onnx"))


def pytest_configure(config: pytest.Config) -> None:
    """No clock, and a cache and data of this run, never the user's own; set here because collecting reads knowledge too."""
    config.addinivalue_line("markers", "engine: needs the real pipeline and its weights")
    folder = tempfile.mkdtemp(prefix="lapwing-tests-")
    config.stash[CACHE] = (folder, {name: os.environ.get(name) for name in ("LAPWING_CACHE", "LAPWING_DATA")})
    os.environ.update(LAPWING_CACHE=folder, LAPWING_DATA=os.path.join(folder, "data"))
    # By itself hypothesis gives each case 200 ms and fails where a machine is busy: nothing here hangs on a clock.
    settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("untimed")


def pytest_unconfigure(config: pytest.Config) -> None:
    folder, before = config.stash[CACHE]
    shutil.rmtree(folder, ignore_errors=True)
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if engine_is_built():
        return
    for item in items:
        if item.get_closest_marker("engine"):
            item.add_marker(pytest.mark.skip(reason="no weights or no pipeline"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """For other processes: lapwing and what the tests share are found whether or not the package is installed."""
    found = [str(ROOT / "src"), str(ROOT / "tests"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in found if p)}


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The real thing with all knowledge, loaded once; a test that uses it is marked ``engine``."""
    from lapwing.pipeline import Pipeline

    return Pipeline()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """All places, compiled once."""
    from lapwing.grounding.places import Gazetteer
    from lapwing.knowledge.loader import KnowledgeBase

    return Gazetteer(KnowledgeBase())
