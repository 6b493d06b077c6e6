"""Published plans are fetched politely, once, and kept with their address."""

import json

import pytest

from ingest.fetch import FetchLimits
from ingest.sync import file_name, find_links, kept_files, read_kept, start_sync
from planhouse.errors import SettingsError
from tests.ingest.web import serving

HERE = FetchLimits(seconds=5, megabytes=1, allow_private=True)


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture
def sync(tmp_path):
    """Runs over a list given as TOML; returns the fates by address, the sleeps, and the folder."""

    def run(text, limits=HERE):
        path = tmp_path / "sources.toml"
        path.write_text(text)
        started, slept = start_sync(path, limits), []
        started.sleep = slept.append
        return {v.address: v for v in started.run()}, slept, started.folder

    return run


def test_new_file_is_kept_with_address_and_date(site, sync):
    site.page("/Our%20Plan.pdf", b"%PDF-1.7 one", ETag='"1"')
    address = site.root + "/Our%20Plan.pdf"
    visits, _, folder = sync(f'[[source]]\nurl = "{address}"')
    assert visits[address].fate == "new"
    (path,) = kept_files(folder)
    assert path.read_bytes() == b"%PDF-1.7 one"
    assert path.name.endswith("-Our-Plan.pdf")
    kept = read_kept(folder)[address]
    assert (kept.etag, kept.said) == ('"1"', "200")
    assert kept.fetched.endswith("+00:00")


def test_second_run_asks_conditionally_and_fetches_nothing(site, sync):
    site.page("/plan.pdf", b"one", ETag='"1"')
    text = f'[[source]]\nurl = "{site.root}/plan.pdf"'
    sync(text)
    visits, _, folder = sync(text)
    assert [v.fate for v in visits.values()] == ["unchanged"]
    assert site.headers[-1]["If-None-Match"] == '"1"'
    assert len(kept_files(folder)) == 1


def test_same_bytes_without_marks_are_unchanged(site, sync):
    site.page("/plan.pdf", b"one")
    text = f'[[source]]\nurl = "{site.root}/plan.pdf"'
    sync(text)
    assert [v.fate for v in sync(text)[0].values()] == ["unchanged"]


def test_lost_copy_is_fetched_again(site, sync):
    site.page("/plan.pdf", b"one", ETag='"1"')
    text = f'[[source]]\nurl = "{site.root}/plan.pdf"'
    _, _, folder = sync(text)
    kept_files(folder)[0].unlink()
    sync(text)
    assert kept_files(folder)[0].read_bytes() == b"one"


def test_one_failure_does_not_keep_the_others(site, sync):
    site.page("/plan.pdf", b"one")
    text = "\n".join(f'[[source]]\nurl = "{site.root}{p}"' for p in ("/gone.pdf", "/endless", "/plan.pdf"))
    visits, _, _ = sync(text)
    assert [v.fate for v in visits.values()] == ["failed", "failed", "new"]
    assert "answers 404" in visits[site.root + "/gone.pdf"].message


def test_links_of_a_page_are_followed_by_pattern(site, sync):
    site.page(
        "/plans", b'<a href="a.pdf">A</a> <a href="/b.docx">Our safety <b>plan</b></a> <a href="c.html">C</a>'
    )
    site.page("/a.pdf", b"one")
    site.page("/b.docx", b"two")
    visits, _, _ = sync(f'[[source]]\npage = "{site.root}/plans"\nlinks = ["*.pdf", "*safety plan*"]')
    assert [a.rpartition("/")[2] for a in visits] == ["a.pdf", "b.docx"]


def test_robots_txt_is_honoured(site, sync):
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7")
    site.page("/private/plan.pdf", b"x")
    site.page("/plan.pdf", b"x")
    text = "\n".join(
        f'[[source]]\nurl = "{site.root}{p}"' for p in ("/private/plan.pdf", "/plan.pdf", "/plan.pdf")
    )
    visits, slept, _ = sync("delay_seconds = 1\n" + text)
    assert [v.fate for v in visits.values()] == ["failed", "unchanged"]
    assert "/private/plan.pdf" not in site.asked
    assert 6 < max(slept) <= 7


def test_robots_txt_that_fails_forbids(site, sync):
    site.page("/robots.txt", b"", status=503)
    site.page("/plan.pdf", b"x")
    visits, _, _ = sync(f'[[source]]\nurl = "{site.root}/plan.pdf"')
    assert [v.fate for v in visits.values()] == ["failed"]
    assert site.asked == ["/robots.txt"]


def test_private_addresses_are_not_asked_by_default(site, sync):
    visits, _, _ = sync(f'[[source]]\nurl = "{site.root}/plan.pdf"', FetchLimits())
    assert "private address" in visits[site.root + "/plan.pdf"].message


@pytest.mark.parametrize(
    "text",
    ["", "[[source]]", '[[source]]\nurl = "file:///etc/passwd"', "not toml",
     '[[source]]\nurl = "http://a"\nx = 1', '[[source]]\nurl = "http://a/"\npage = "http://b/"'],
)  # fmt: skip
def test_list_of_another_form_is_refused(text, sync):
    with pytest.raises(SettingsError, match=r"sources\.toml"):
        sync(text)


@pytest.mark.parametrize(
    ("address", "name"),
    [("http://a/b/plan.pdf?x=1", "plan.pdf"), ("http://a/", "plan"), ("http://a/..%2F..%2Fetc", "etc"),
     ("http://a/%00%0A", "plan"), ("http://a/x" + "y" * 300 + ".pdf", "y" * 76 + ".pdf")],
)  # fmt: skip
def test_file_names_are_plain(address, name):
    assert file_name(address) == name


def test_links_to_anything_but_the_web_are_left_out():
    targets = ("javascript:x.pdf", "file:///x.pdf", "x.pdf#p2", "x.pdf")
    page = "".join(f'<a href="{t}">x</a>' for t in targets)
    assert find_links(page, "http://a/b/", ("*.pdf",)) == ["http://a/b/x.pdf"]


def test_state_survives_as_json(site, sync):
    site.page("/plan.pdf", b"one")
    _, _, folder = sync(f'[[source]]\nurl = "{site.root}/plan.pdf"')
    assert list(json.loads((folder / "fetched.json").read_text())) == [site.root + "/plan.pdf"]
    assert not list(folder.glob("*.part"))
