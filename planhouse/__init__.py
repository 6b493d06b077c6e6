"""The shared nouns of planhouse; every room imports these and nothing here imports a room."""

__version__ = "0.1.0"
