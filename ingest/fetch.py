"""One polite request: http or https only, conditional, bounded in time and size, to public addresses.

Written on the standard library's ``http.client`` because it lets us vet the very address the
connection is made to: a name that leads to a private address is refused whatever it led to a moment
before, and every redirect is vetted anew.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from planhouse import __version__
from planhouse.errors import FetchError

USER_AGENT = f"planhouse/{__version__} (reads published plans; honours robots.txt)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one address may cost."""

    seconds: float = 60.0
    """Elapsed time from the first byte sent to the last received, redirects included."""
    megabytes: float = 100.0
    """Size of the body."""
    redirects: int = 5
    allow_private: bool = False
    """Whether addresses of this machine and of private networks may be asked."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    status: int
    """HTTP status: 200, 304, or an error the caller deals with (404...)."""
    address: str
    """Where the answer came from in the end."""
    data: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Header names in lower case."""


def fetch(address: str, limits: FetchLimits, conditions: Mapping[str, str] | None = None) -> Fetched:
    """The answer to a GET request.

    Args:
        address: http or https.
        limits: bounds of time, size and redirects.
        conditions: request headers such as If-None-Match.

    Raises:
        FetchError: it must not be asked, does not answer, or its answer breaks a limit or a promise.
    """
    deadline = time.monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        parts = check_address(address)
        answer = _ask(parts, address, limits, deadline, conditions or {})
        if answer.status not in REDIRECTS:
            return answer
        target = urljoin(address, answer.headers.get("location", ""))
        if parts.scheme == "https" and urlsplit(target).scheme == "http":
            raise FetchError(f"{address}: redirects from https to http; ask for the http address itself")
        address = target
    raise FetchError(f"{address}: more than {limits.redirects} redirects; give the final address")


def check_address(address: str) -> SplitResult:
    """The parts of an address that may be asked.

    Raises:
        FetchError: not http or https, without a host, or with a user name in it.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"{address!r}: not an address ({error})") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{address!r}: only http and https addresses are fetched")
    if parts.username is not None:
        raise FetchError(f"{parts.hostname}: an address with a user name is not fetched; remove it")
    return parts


def _ask(
    parts: SplitResult, address: str, limits: FetchLimits, deadline: float, conditions: Mapping[str, str]
) -> Fetched:
    """One request without following redirects."""
    left = deadline - time.monotonic()
    late = FetchError(f"{address}: not complete within {limits.seconds:g} seconds; try later")
    if left <= 0:
        raise late
    connection, sock = _connect(parts, address, limits, left)
    # A server may send a byte now and then for ever, which no socket timeout notices.
    watch = threading.Timer(left, _hang_up, [sock])
    watch.daemon = True
    watch.start()
    try:
        answer = _exchange(connection, parts, address, limits, conditions)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline:
            raise late from error
        said = str(error) or type(error).__name__
        raise FetchError(f"{address}: broke off or makes no sense ({said}); try later") from error
    finally:
        watch.cancel()
        connection.close()
        sock.close()
    if time.monotonic() >= deadline:  # cut off by the watch, which looks like the end of the body
        raise late
    return answer


def _hang_up(sock: socket.socket) -> None:
    """Ends a connection whatever it is waiting for."""
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _connect(
    parts: SplitResult, address: str, limits: FetchLimits, seconds: float
) -> tuple[http.client.HTTPConnection, socket.socket]:
    """A connection to a vetted address of the host, and its socket."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchError(f"{address}: the host {host} is not known; check the spelling") from error
    numbers = [str(f[4][0]) for f in found]
    if not limits.allow_private and any(not _is_public(n) for n in numbers):
        raise FetchError(f"{address}: leads to a private address; --allow-private permits that")
    try:
        sock = socket.create_connection((numbers[0], port), timeout=seconds)
        if secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except OSError as error:
        raise FetchError(f"{address}: cannot be reached ({error}); try later") from error
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    connection.sock = sock
    return connection, sock


def _is_public(number: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    ip = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


def _exchange(
    connection: http.client.HTTPConnection,
    parts: SplitResult,
    address: str,
    limits: FetchLimits,
    conditions: Mapping[str, str],
) -> Fetched:
    """Sends the request and reads the answer."""
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Connection": "close", **conditions}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    said = {k.lower(): v for k, v in answer.getheaders()}
    if answer.status != 200:
        return Fetched(answer.status, address, b"", said)
    if said.get("content-encoding", "identity") != "identity":
        raise FetchError(f"{address}: answers compressed although asked not to; fetch it by hand")
    return Fetched(200, address, _body(answer, address, limits), said)


def _body(answer: http.client.HTTPResponse, address: str, limits: FetchLimits) -> bytes:
    """The body in full, never more than the limit.

    Raises:
        FetchError: larger than allowed, or than announced.
    """
    most, pieces, size = int(limits.megabytes * 1e6), [], 0
    while piece := answer.read1(1 << 16):
        size += len(piece)
        if size > most:
            raise FetchError(
                f"{address}: over {limits.megabytes:g} MB; raise --max-file-mb or fetch it by hand"
            )
        pieces.append(piece)
    if answer.length:  # announced and never sent
        raise FetchError(f"{address}: broke off {answer.length:,} bytes before its end; try later")
    return b"".join(pieces)
