"""One reader a format: a PDF to geometry, a text export to content."""
