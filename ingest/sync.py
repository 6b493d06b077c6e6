"""Published plans fetched from listed addresses, politely, and kept with their address and date.

The list is a TOML file::

    folder = "planhouse-sources"     # beside the list unless absolute
    delay_seconds = 5                # between two requests to one host

    [[source]]
    url = "https://council.example/plan-2025.pdf"

    [[source]]
    page = "https://council.example/community-safety"
    links = ["*.pdf", "*safety plan*"]   # fits the link's address or its text

Bytes are kept by their SHA-256; ``fetched.json`` says of each address when it was asked, what it
answered and which file holds the bytes. A file is complete before it has its name.
"""

from __future__ import annotations

import datetime as dt
import fnmatch
import hashlib
import json
import os
import re
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from protego import Protego
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.fetch import USER_AGENT, Fetched, FetchLimits, check_address, fetch
from planhouse.errors import FetchError, SettingsError

LINKS_PER_PAGE = 200
"""Links followed from one page; a page with more is a catalogue that nobody listed as plans."""
LONGEST_DELAY = 60.0
"""Seconds; a robots.txt that asks for more is honoured no further, or a run would never end."""
Fate = Literal["new", "unchanged", "failed"]


class SourceEntry(BaseModel):
    """One ``[[source]]`` of the list: an address of a file, or a page to look for links on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = ""
    page: str = ""
    links: tuple[str, ...] = ("*.pdf",)

    @model_validator(mode="after")
    def _one_of_both(self) -> SourceEntry:
        if bool(self.url) == bool(self.page):
            raise ValueError("give either url or page")
        check_address(self.url or self.page)
        return self


class SourceList(BaseModel):
    """The list of published sources."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path = Path("planhouse-sources")
    delay_seconds: float = Field(default=5.0, ge=0)
    source: tuple[SourceEntry, ...] = Field(min_length=1)


class Kept(BaseModel):
    """What is known of one address."""

    model_config = ConfigDict(frozen=True)

    file: str = ""
    """Name of the file in the folder that holds the bytes; empty while nothing was received."""
    sha256: str = ""
    etag: str = ""
    last_modified: str = ""
    fetched: str = ""
    """UTC time at which these bytes were received."""
    checked: str = ""
    """UTC time of the last request."""
    said: str = ""
    """What the last request came to."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One address asked in this run."""

    address: str
    fate: Fate
    message: str = ""


@dataclass(slots=True)
class Sync:
    """A run over a source list."""

    sources: SourceList
    folder: Path
    limits: FetchLimits
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def run(self) -> Iterator[Visit]:
        """Asks every address; yields what each came to. One that fails does not keep the others."""
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = read_kept(self.folder)
        for entry in self.sources.source:
            try:
                addresses = self._find_links(entry) if entry.page else [entry.url]
            except FetchError as error:
                yield Visit(entry.page, "failed", str(error))
                continue
            for address in addresses:
                before = kept.get(address, Kept())
                visit, kept[address] = self._visit(address, before)
                _write_atomically(self.folder / "fetched.json", _as_json(kept))
                yield visit

    def _visit(self, address: str, before: Kept) -> tuple[Visit, Kept]:
        """Asks one address, conditionally; keeps new bytes."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        try:
            answer = self._ask(address, _conditions(before, self.folder))
            if answer.status not in (200, 304):
                raise FetchError(f"{address}: the server answers {answer.status}; check the address")
        except FetchError as error:
            return Visit(address, "failed", str(error)), before.model_copy(
                update={"checked": now, "said": str(error)}
            )
        checked = {"checked": now, "said": str(answer.status)}
        sha256 = hashlib.sha256(answer.data).hexdigest()
        if answer.status == 304 or (sha256 == before.sha256 and (self.folder / before.file).exists()):
            return Visit(address, "unchanged"), before.model_copy(update=checked)
        name = f"{sha256[:12]}-{file_name(answer.address)}"
        _write_atomically(self.folder / name, answer.data)
        marks = {
            "etag": answer.headers.get("etag", ""),
            "last_modified": answer.headers.get("last-modified", ""),
        }
        return Visit(address, "new", name), Kept(file=name, sha256=sha256, fetched=now, **marks, **checked)

    def _find_links(self, entry: SourceEntry) -> list[str]:
        """Addresses a page links to that fit the patterns, in their order, each once."""
        answer = self._ask(entry.page, {})
        if answer.status != 200:
            raise FetchError(f"{entry.page}: the server answers {answer.status}; check the address")
        found = find_links(answer.data.decode("utf-8", "replace"), answer.address, entry.links)
        if not found:
            raise FetchError(f"{entry.page}: no link on it fits {', '.join(entry.links)}; check the patterns")
        return found[:LINKS_PER_PAGE]

    def _ask(self, address: str, conditions: dict[str, str]) -> Fetched:
        """A request that keeps to robots.txt and the delay between requests to a host."""
        host = urlsplit(address).netloc
        robots = self._robots_of(address)
        if robots is None or not robots.can_fetch(address, USER_AGENT):
            raise FetchError(f"{address}: its robots.txt does not allow it; ask the publisher")
        delay = max(self.sources.delay_seconds, min(robots.crawl_delay(USER_AGENT) or 0, LONGEST_DELAY))
        self._wait_for(host, delay)
        return fetch(address, self.limits, conditions)

    def _wait_for(self, host: str, delay: float) -> None:
        """Sleeps until ``delay`` seconds have gone since the host was asked last."""
        asked = self._asked.get(host)
        if asked is not None and (left := asked + delay - time.monotonic()) > 0:
            self.sleep(left)
        self._asked[host] = time.monotonic()

    def _robots_of(self, address: str) -> Protego | None:
        """The host's rules; None where they cannot be had, which forbids everything (RFC 9309, 2.3.1)."""
        parts = check_address(address)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._robots[root] = self._read_robots(root + "/robots.txt")
        return self._robots[root]

    def _read_robots(self, address: str) -> Protego | None:
        """The rules at an address; empty ones where there are none."""
        answer = fetch(address, FetchLimits(20, 0.5, allow_private=self.limits.allow_private))
        if answer.status >= 500:
            return None
        rules: Protego = Protego.parse(answer.data.decode("utf-8", "replace") if answer.status == 200 else "")
        return rules


def read_source_list(path: Path) -> SourceList:
    """The list in a TOML file.

    Raises:
        SettingsError: it is missing, no TOML, or not of the form the module describes.
    """
    try:
        return SourceList.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); check the spelling") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not a TOML file ({error}); see docs/tutorial.md") from error
    except FetchError as error:
        raise SettingsError(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise SettingsError(f"{path}: {where}: {first['msg']}; see docs/tutorial.md") from error


def start_sync(path: Path, limits: FetchLimits) -> Sync:
    """A run over the list at ``path``; its folder is taken relative to the list."""
    sources = read_source_list(path)
    return Sync(sources, path.parent / sources.folder, limits)


def read_kept(folder: Path) -> dict[str, Kept]:
    """Address -> what is known of it."""
    path = folder / "fetched.json"
    if not path.exists():
        return {}
    return {a: Kept.model_validate(k) for a, k in json.loads(path.read_text(encoding="utf-8")).items()}


def kept_files(folder: Path) -> list[Path]:
    """The files that hold the newest bytes of each address, in order of their names."""
    return sorted({folder / k.file for k in read_kept(folder).values() if k.file})


def file_name(address: str) -> str:
    """A plain file name for an address: its last part, letters, digits, ``.``, ``-`` and ``_`` only."""
    last = unquote(urlsplit(address).path.rpartition("/")[2])
    return re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip("-.")[-80:] or "plan"


class _Links(HTMLParser):
    """Collects the links of a page with their texts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.found.append((target, ""))
            self._open = True

    def handle_data(self, data: str) -> None:
        if self._open and self.found:
            target, text = self.found[-1]
            self.found[-1] = (target, text + data)

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "a"


def find_links(page: str, address: str, patterns: tuple[str, ...]) -> list[str]:
    """Web addresses that a page links to and whose path or text fits a pattern, each once.

    Args:
        page: HTML.
        address: the page's own, for relative links.
        patterns: shell patterns, compared without regard to case.
    """
    parser = _Links()
    parser.feed(page)
    found: dict[str, None] = {}
    for target, text in parser.found:
        full = urldefrag(urljoin(address, target.strip())).url
        names = (unquote(urlsplit(full).path).lower(), " ".join(text.split()).lower())
        if full.startswith(("http://", "https://")) and any(
            fnmatch.fnmatchcase(n, p.lower()) for n in names for p in patterns
        ):
            found[full] = None
    return list(found)


def _conditions(before: Kept, folder: Path) -> dict[str, str]:
    """Headers that spare sending what we have; none where our copy is gone."""
    if not before.file or not (folder / before.file).exists():
        return {}
    marks = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {k: v for k, v in marks.items() if v}


def _as_json(kept: dict[str, Kept]) -> bytes:
    return json.dumps({a: k.model_dump() for a, k in kept.items()}, indent=1).encode()


def _write_atomically(path: Path, data: bytes) -> None:
    """Writes a file that is never seen half."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(path)
