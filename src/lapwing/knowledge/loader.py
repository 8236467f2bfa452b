"""Knowledge files: YAML lists of entries, shipped with the package and added to by the user's own folder.

A *kind* is a folder of ``data/`` (``lexicon/en``, ``actors``, ``dates`` …); each of its files is a list of entries of one msgspec type. Parsed files
are kept as MessagePack in the user's cache folder under the hash of their content, because parsing YAML would be most of the start-up time.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from lapwing.errors import KnowledgeError
from lapwing.knowledge.cache import cache_folder, keep, load

T = TypeVar("T", bound=msgspec.Struct)

DATA = Path(__file__).with_name("data")


class KnowledgeBase:
    """The knowledge folders in force: the package's own, then the user's."""

    def __init__(self, *extra: Path) -> None:
        for folder in extra:
            if not folder.is_dir():
                raise KnowledgeError(str(folder), None, "no such folder")
        self.folders: tuple[Path, ...] = (DATA, *extra)
        self._bytes: dict[Path, bytes] = {}

    @property
    def version(self) -> str:
        """Twelve hex digits over the content of every file."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.csv")]):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(self._content(path))
            for path in sorted(folder.rglob("*.xz")):
                # The checksum at the end of the file: reading all of it would be most of the start-up time.
                with path.open("rb") as handle:
                    handle.seek(-min(64, path.stat().st_size), os.SEEK_END)
                    digest.update(handle.read())
        return digest.hexdigest()[:12]

    def files(self, kind: str, name: str = "*") -> list[Path]:
        """The files of a kind, in the order in which they are read."""
        return [p for folder in self.folders for p in sorted((folder / kind).glob(f"{name}.yaml"))]

    def read(self, kind: str, entry: type[T], name: str = "*") -> list[T]:
        """All entries of ``data/<kind>/<name>.yaml``. Raises KnowledgeError naming file and entry."""
        return [found for path in self.files(kind, name) for found in self.read_file(path, entry)]

    def read_file(self, path: Path, entry: type[T]) -> list[T]:
        """All entries of one file of ``files``. Raises KnowledgeError naming file and entry."""
        return _entries(path, self._content(path), entry)

    def digest(self, kind: str) -> str:
        """Hex digits over the content of a kind's files, for what is made from them and kept."""
        found = hashlib.sha256()
        for path in [*self.files(kind), *(p for p, _ in self.lists(kind))]:
            found.update(f"{path.name}\0{path.is_relative_to(self.folders[0])}\0".encode())
            found.update(self._content(path))
        return found.hexdigest()[:32]

    def lists(self, kind: str) -> list[tuple[Path, bytes]]:
        """The users' CSV files of a kind with their content, in the order in which they are read."""
        return [(p, self._content(p)) for folder in self.folders[1:] for p in sorted((folder / kind).glob("*.csv"))]

    def _content(self, path: Path) -> bytes:
        if path not in self._bytes:
            self._bytes[path] = path.read_bytes()
        return self._bytes[path]


def _entries(path: Path, content: bytes, entry: type[T]) -> list[T]:
    key = hashlib.sha256(content).hexdigest()[:32]
    kept = cache_folder() / "knowledge" / f"{key}.msgpack"
    found = load(kept)
    raw: Any
    try:
        raw = msgspec.msgpack.decode(found) if found else None
    except msgspec.DecodeError:
        raw = None
    if raw is None:
        raw = _parse(path, content)
        keep(kept, msgspec.msgpack.encode(raw))
    out: list[T] = []
    for number, item in enumerate(raw):
        try:
            out.append(msgspec.convert(item, entry))
        except msgspec.ValidationError as error:
            name = item.get("id") if isinstance(item, dict) else None
            raise KnowledgeError(str(path), str(name or f"entry {number + 1}"), str(error), *_position(content, number, str(error))) from None
    return out


def _parse(path: Path, content: bytes) -> Sequence[Any]:
    import yaml  # only where the cache misses

    try:
        raw = yaml.load(decoded(path, content), Loader=_plain_loader())  # noqa: S506  (a safe loader)
    except yaml.YAMLError as error:
        mark, told = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        reason = " ".join(str(told or error).split())
        raise KnowledgeError(str(path), None, f"not YAML: {reason}", mark and mark.line + 1, mark and mark.column + 1) from None
    except RecursionError:
        raise KnowledgeError(str(path), None, "not YAML that can be read: nested too deep") from None
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise KnowledgeError(str(path), None, "must be a list of entries", 1, 1)
    return raw


def decoded(path: Path, content: bytes) -> str:
    """The text of a knowledge file, a mark of byte order left out. Raises KnowledgeError with line and column (in bytes) where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise KnowledgeError(str(path), None, "not UTF-8", line, error.start - content.rfind(b"\n", 0, error.start)) from None


def _position(content: bytes, number: int, problem: str) -> tuple[int, int]:
    """Line and column (from 1) of what msgspec found wrong in an entry (from 0): it names the way there ("at `$.codes[0]`") or the field."""
    import yaml

    node: Any = yaml.compose(content, Loader=_plain_loader())
    node = node.value[number]
    way, unknown = re.search(r"at `\$([^`]*)`$", problem), re.search(r"unknown field `([^`]*)`", problem)
    for step in re.findall(r"[^.\[\]]+", way[1]) if way else ():
        inside = {k.value: v for k, v in node.value} if isinstance(node, yaml.MappingNode) else {str(n): v for n, v in enumerate(node.value)}
        if step not in inside:
            break
        node = inside[step]
    if unknown and isinstance(node, yaml.MappingNode):
        node = next((k for k, _ in node.value if k.value == unknown[1]), node)
    return node.start_mark.line + 1, node.start_mark.column + 1


def _plain_loader() -> Any:
    """A safe loader by YAML 1.2: "on" and "no" are words and 2020-04-25 is text, as a reader of the files expects."""
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("PlainLoader", (base,), {})
    rules = {first: [r for r in found if not r[0].endswith((":timestamp", ":bool"))] for first, found in base.yaml_implicit_resolvers.items()}
    loader.yaml_implicit_resolvers = rules
    loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
    return loader
