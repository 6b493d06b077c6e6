"""Page tables to logical tables."""
