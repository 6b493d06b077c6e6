"""Names, dates, places and measures that can be compared; pure functions over printed text."""
