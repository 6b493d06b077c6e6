"""A watched folder: complete files are taken, each once."""

from ingest.watch import Watch


def names(paths):
    return [p.name for p in paths]


def test_file_is_taken_when_it_has_stopped_changing(tmp_path):
    watch, plan = Watch((tmp_path,)), tmp_path / "plan.txt"
    plan.write_text("half")
    assert watch.look() == []
    plan.write_text("half and whole")
    assert watch.look() == []
    assert names(watch.look()) == ["plan.txt"]
    assert watch.look() == []


def test_changed_file_is_taken_again(tmp_path):
    watch, plan = Watch((tmp_path,)), tmp_path / "plan.txt"
    plan.write_text("one")
    watch.look()
    watch.look()
    plan.write_text("another")
    assert watch.look() == []
    assert names(watch.look()) == ["plan.txt"]


def test_empty_file_and_download_under_way_wait(tmp_path):
    watch = Watch((tmp_path,))
    (tmp_path / "empty.txt").touch()
    (tmp_path / "plan.pdf.part").write_text("x")
    watch.look()
    assert watch.look() == []


def test_file_that_came_back_is_taken_again(tmp_path):
    watch, plan = Watch((tmp_path,)), tmp_path / "plan.txt"
    plan.write_text("one")
    watch.look()
    watch.look()
    plan.unlink()
    watch.look()
    plan.write_text("two")
    watch.look()
    assert names(watch.look()) == ["plan.txt"]


def test_watching_ends_when_stopped(tmp_path):
    (tmp_path / "plan.txt").write_text("one")
    taken, pauses = [], []
    Watch((tmp_path,)).run(taken.append, lambda: pauses.append(1), lambda: bool(taken))
    assert [names(t) for t in taken] == [["plan.txt"]]
    assert len(pauses) == 1
