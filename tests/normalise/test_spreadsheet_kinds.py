"""Anybody's spreadsheet: every input column is kept and the columns of the kind are added."""

from normalise.spreadsheet import normalise_rows


def test_dates_take_the_year_from_the_plan_period_column() -> None:
    (row,) = normalise_rows("dates", [{"id": "7", "raw": "by end of March", "plan_period": "2021/22"}])
    assert {
        "id": "7",
        "type": "month",
        "start": "",
        "end": "2022-03-31",
        "inferred": "yes",
    }.items() <= row.items()


def test_dates_name_the_further_periods_of_a_cell() -> None:
    (row,) = normalise_rows("dates", [{"raw": "June 2021; December 2021"}])
    assert (row["start"], row["others"]) == ("2021-06-01", "2021-12-01/2021-12-31")


def test_quantities_are_written_in_plain_digits() -> None:
    (row,) = normalise_rows("quantities", [{"raw": "almost £1.2m"}])
    wanted = {"value": "1200000", "unit": "GBP", "qualifier": "almost", "kind": "level", "direction": ""}
    assert wanted.items() <= row.items()


def test_areas_of_a_pair_are_joined_by_semicolons() -> None:
    (row,) = normalise_rows(
        "areas", [{"raw": "South and Vale", "plan_area": "Oxfordshire", "plan_year": "2021"}]
    )
    assert (row["gss_code"], row["area_name"]) == (
        "E07000179; E07000180",
        "South Oxfordshire; Vale of White Horse",
    )
