"""Words to lines, furniture and blocks."""
