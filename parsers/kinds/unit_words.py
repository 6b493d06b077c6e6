"""Words behind a bare number that are its unit: "255 MW", "20.1 Ha"."""

from __future__ import annotations

import re

UNIT_WORD = re.compile(
    r"\s?(seconds|minutes|hours|days|weeks|months|years|miles?|hectares?|ha|tonnes?|tons?|acres?|litres?|gallons?|"
    r"square (?:feet|met(?:re|er)s|kilomet(?:re|er)s|miles)|sq\.? ?(?:m|ft|km)|m²|km²|sqm|"
    r"km|kilomet(?:re|er)s|met(?:re|er)s|pounds|metric tons|(?:mega|giga|kilo)watt[- ]hours|"
    r"MW|GW|kW|MWh|GWh|kWh|megawatts?|gigawatts?|kilowatts?|"
    r"kWp|MWp|dB|mph|kg|MtCO2e?|tCO2e?)(?![\w-])(?:\s+of\b)?",
    re.I,
)
"""Words behind a bare number that are its unit, not what it counts."""
