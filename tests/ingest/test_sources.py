"""Which files a run is about."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources import (
    NotASource,
    PassedOver,
    Source,
    find_sources,
    hash_source,
    path_of,
    printable,
    read_source,
)
from planhouse.errors import SourceTooLargeError


def names(paths):
    """Names of the sources the arguments lead to."""
    return [f.name for f in find_sources(paths) if isinstance(f, Source)]


def refusals(paths):
    return [str(f.error) for f in find_sources(paths) if isinstance(f, NotASource)]


@pytest.fixture
def tree(tmp_path):
    """b.txt, a.pdf and sub/c.txt, made in another order than they sort."""
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "sub/c.txt", "a.pdf"):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_folder_is_walked_in_order_of_names(tree):
    assert names([tree]) == ["a.pdf", "b.txt", "c.txt"]


def test_arguments_keep_their_order_and_each_file_comes_once(tree):
    assert names([tree / "b.txt", tree, tree / "sub" / ".." / "b.txt"]) == ["b.txt", "a.pdf", "c.txt"]


def test_quoted_globs_are_expanded_sorted(tree):
    assert names([str(tree / "*.txt")]) == ["b.txt"]
    assert names([str(tree / "**" / "*.txt")]) == ["b.txt", "c.txt"]


def test_an_existing_name_with_glob_signs_is_a_file(tmp_path):
    (tmp_path / "plan[1]*.txt").write_text("x")
    (tmp_path / "plan1.txt").write_text("x")
    assert names([str(tmp_path / "plan[1]*.txt")]) == ["plan[1]*.txt"]


def test_missing_path_and_empty_glob_say_so(tmp_path):
    (line,) = refusals([tmp_path / "nowhere.pdf"])
    assert "nowhere.pdf: no such file or folder" in line
    (line,) = refusals([str(tmp_path / "*.pdf")])
    assert "no file fits the pattern" in line


def test_folder_without_plans_says_so(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "golden.json").write_text("{}")
    (line,) = refusals([tmp_path])
    assert line.endswith("the folder holds no plan; name the files or another folder")


def test_data_and_notes_in_a_folder_are_passed_over_but_taken_when_named(tmp_path):
    for name in ("NOTES.md", "index.json", "plan.md"):
        (tmp_path / name).write_text("x")
    assert names([tmp_path]) == ["plan.md"]
    assert sum(isinstance(f, PassedOver) for f in find_sources([tmp_path])) == 2
    assert names([tmp_path / "NOTES.md"]) == ["NOTES.md"]


def test_links_out_of_the_folder_and_in_a_circle_are_not_followed(tmp_path):
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.txt").write_text("x")
    (inside / "plan.txt").write_text("x")
    (inside / "loop").symlink_to(inside)
    (inside / "self").symlink_to(inside / "self")
    (inside / "leaves").symlink_to(outside)
    (inside / "leaves.txt").symlink_to(outside / "secret.txt")
    assert names([inside]) == ["plan.txt"]


def test_link_named_by_the_user_is_followed(tmp_path):
    (tmp_path / "plan.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "plan.txt")
    assert names([tmp_path / "link.txt"]) == ["link.txt"]


def test_pipe_is_refused_without_being_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (line,) = refusals([tmp_path / "pipe.txt"])
    assert "not a file" in line


@pytest.mark.parametrize("name", ["two words.txt", "-rf.txt", "new\nline.txt", "naïve.txt", "..txt"])
def test_odd_names_are_data(tmp_path, name):
    (tmp_path / name).write_text("x")
    (found,) = find_sources([tmp_path / name])
    assert isinstance(found, Source)
    assert found.path.read_text() == "x"
    assert found.shown.isprintable()


def test_name_of_broken_bytes_can_be_printed():
    assert printable(os.fsdecode(b"plan\xff.txt")) == "plan\\xff.txt"


@given(
    st.binary(min_size=1, max_size=30).filter(
        lambda b: b"\0" not in b and b"/" not in b and b not in (b".", b"..")
    )
)
def test_printable_names_lead_back_to_the_file(name):
    shown = printable(os.fsdecode(name))
    assert shown.isprintable()
    assert os.fsencode(path_of(shown)) == name


def test_hash_is_of_the_content_and_bounded(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc")
    (source,) = find_sources([tmp_path / "a.txt"])
    assert isinstance(source, Source)
    assert hash_source(source, 3).startswith("ba7816bf8f01cfea")
    with pytest.raises(SourceTooLargeError, match="over the limit"):
        hash_source(source, 2)
    with pytest.raises(SourceTooLargeError, match="over the limit"):
        read_source(source.path, source.shown, 2)
