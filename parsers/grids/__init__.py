"""Page geometry to page tables."""
