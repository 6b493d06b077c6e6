"""One request, whatever the server does."""

import contextlib

import pytest

from ingest.fetch import USER_AGENT, FetchLimits, fetch
from planhouse.errors import FetchError
from tests.ingest.web import serving

HERE = FetchLimits(seconds=5, megabytes=1, allow_private=True)


@pytest.fixture
def site():
    with serving() as site:
        yield site


def test_body_headers_and_who_asks(site):
    site.page("/plan.pdf", b"%PDF-1.7", ETag='"1"')
    answer = fetch(site.root + "/plan.pdf", HERE)
    assert (answer.status, answer.data, answer.headers["etag"]) == (200, b"%PDF-1.7", '"1"')
    assert site.headers[0]["User-Agent"] == USER_AGENT


def test_unchanged_page_is_not_sent_again(site):
    site.page("/plan.pdf", b"%PDF-1.7", ETag='"1"')
    assert fetch(site.root + "/plan.pdf", HERE, {"If-None-Match": '"1"'}).status == 304


def test_redirects_are_followed_and_counted(site):
    site.page("/old", status=301, Location="/new")
    site.page("/new", b"here")
    answer = fetch(site.root + "/old", HERE)
    assert (answer.data, answer.address) == (b"here", site.root + "/new")
    site.page("/circle", status=302, Location="/circle")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(site.root + "/circle", HERE)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x", "//"])
def test_redirect_to_anything_but_the_web_is_refused(site, target):
    site.page("/out", status=302, Location=target)
    with pytest.raises(FetchError):
        fetch(site.root + "/out", HERE)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:x", "plan.pdf", "http://", "http://a:b@example.org/", "http://x:y/"]
)  # fmt: skip
def test_only_web_addresses_are_asked(address):
    with pytest.raises(FetchError):
        fetch(address, HERE)


def test_private_addresses_are_refused_unless_allowed(site):
    site.page("/plan.pdf", b"x")
    with pytest.raises(FetchError, match="private address"):
        fetch(site.root + "/plan.pdf", FetchLimits())
    with pytest.raises(FetchError, match="private address"):
        fetch(site.root.replace("127.0.0.1", "localhost") + "/plan.pdf", FetchLimits())
    assert site.asked == []


def test_missing_page_is_an_answer(site):
    assert fetch(site.root + "/nowhere", HERE).status == 404


def test_endless_answer_is_cut_off_by_size(site):
    with pytest.raises(FetchError, match="over 1 MB"):
        fetch(site.root + "/endless", HERE)


def test_slow_answer_is_cut_off_by_time(site):
    with pytest.raises(FetchError, match="not complete within"):
        fetch(site.root + "/slow", FetchLimits(seconds=0.3, allow_private=True))


def test_answer_shorter_than_announced_is_no_file(site):
    site.page("/short", b"abc", Content_Length="1000")
    with pytest.raises(FetchError, match="before its end"):
        fetch(site.root + "/short", HERE)


@pytest.mark.parametrize("length", ["-5", "many", "3"])
def test_announced_length_that_lies_never_hangs(site, length):
    site.page("/lies", b"abcdef", Content_Length=length)
    with contextlib.suppress(FetchError):
        assert fetch(site.root + "/lies", HERE).data in (b"abc", b"abcdef")


def test_compressed_answer_nobody_asked_for_is_refused(site):
    site.page("/bomb", b"\x1f\x8b", Content_Encoding="gzip")
    with pytest.raises(FetchError, match="compressed"):
        fetch(site.root + "/bomb", HERE)


def test_host_nobody_knows():
    with pytest.raises(FetchError, match=r"not known|cannot be reached"):
        fetch("http://no-such-host.invalid/", HERE)
