"""The register that ships: whole, consistent, quick to load."""

import re
import time

import pytest

from normalise import register as module
from normalise.register import load_register
from planhouse.errors import RegisterError

REGISTER = load_register()


def test_ids_are_unique_and_readable():
    ids = [b.agency_id for b in REGISTER.bodies]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z-]+:[a-z0-9-]+", i) for i in ids)


def test_every_line_has_a_listed_source():
    listed = {row[0] for row in module._read("sources.csv")}
    assert {row[-1] for row in module._read("bodies.csv")} <= listed


def test_every_successor_is_a_body_that_ends_no_earlier():
    for body in REGISTER.bodies:
        for successor in body.successors:
            assert REGISTER.by_id[successor].end >= body.end, (body.agency_id, successor)


@pytest.mark.parametrize("kind", ["police", "fire"])
def test_every_authority_of_england_and_wales_lies_in_one_area_of_each_kind(kind):
    councils = [b for b in REGISTER.bodies if b.code[:1] in ("E", "W") and b.is_council and b.end > "9"]
    for council in councils:
        serving = [b for b in REGISTER.by_kind[kind] if council.own_area in b.areas and b.end > "9"]
        assert len(serving) == 1, (council.agency_id, [b.agency_id for b in serving])


def test_every_current_authority_of_england_has_a_health_board():
    councils = [b for b in REGISTER.bodies if b.code.startswith("E") and b.is_council and b.end > "9"]
    without = [
        c.agency_id for c in councils
        if c.kind != "council_county" and not any(c.own_area in b.areas for b in REGISTER.by_kind["icb"])
    ]  # fmt: skip
    assert without == []


def test_a_former_district_lies_where_its_successor_lies():
    thames_valley = REGISTER.by_id["police:thames-valley"]
    assert REGISTER.by_id["council:wycombe"].own_area in thames_valley.areas


def test_official_codes_are_those_of_the_registers():
    assert REGISTER.by_id["council:west-oxfordshire"].code == "E07000181"
    assert REGISTER.by_id["health-board:powys"].code == "7A7"


def test_loading_takes_less_than_150_ms_of_processor_time():
    module.load_register.cache_clear()
    begin = time.process_time()
    load_register()
    assert time.process_time() - begin < 0.15 * 3  # three times over for a slow machine


def test_a_broken_line_is_named(monkeypatch):
    class Broken:
        def joinpath(self, *_parts):
            return self

        def read_text(self, encoding):
            return "a,b\n1,2\n3\n"

    monkeypatch.setattr(module.resources, "files", lambda _name: Broken())
    with pytest.raises(RegisterError, match=r"line of \['3'\] has 1 of 2 fields"):
        list(module._read("bodies.csv"))
