"""Bytes in, values out: from a source file to the records it prints."""
