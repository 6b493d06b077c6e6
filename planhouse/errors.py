"""What can go wrong, as exceptions: each message says what, where and what to do next.

Doubts about the reading of a document are not errors but issues (``planhouse.issues``).
"""


class PlanhouseError(Exception):
    """Root of every error raised on purpose; its text is one line fit for a terminal."""


class SourceError(PlanhouseError):
    """A source file cannot be read; costs that document and no other."""

    reason = "source_error"
    """Class of refusal as recorded in the run: a short word that never changes."""


class UnsupportedFormatError(SourceError):
    """The content is not of a format any reader takes (an image, an archive, binary data)."""

    reason = "unsupported_format"


class EncryptedSourceError(SourceError):
    """A PDF that needs a password to be opened."""

    reason = "encrypted"


class BrokenSourceError(SourceError):
    """Of a known format by its first bytes, but damaged or cut off."""

    reason = "broken"


class EmptySourceError(SourceError):
    """Nothing in the file, or no readable word in it."""

    reason = "empty"


class SourceTooLargeError(SourceError):
    """Over a limit of size, pages, words or cells."""

    reason = "too_large"


class MissingSourceError(SourceError):
    """No such file, or not one that can be opened."""

    reason = "missing"


class FetchError(SourceError):
    """A published file cannot be fetched from its address, or must not be."""

    reason = "not_fetched"


class SourceTimeoutError(SourceError):
    """Took longer than the time limit for one document."""

    reason = "timeout"


class SourceCrashError(SourceError):
    """The worker that read it died or met a bug; the message names which."""

    reason = "crash"


class VocabularyError(PlanhouseError):
    """The vocabulary file does not have the expected form."""


class RegisterError(PlanhouseError):
    """A register file does not have the expected form."""


class OverridesError(PlanhouseError):
    """The user's overrides file does not have the expected form."""


class WarehouseError(PlanhouseError):
    """The warehouse file cannot be opened, read or written."""


class HeldError(WarehouseError):
    """Another process holds the warehouse."""


class SchemaMismatchError(WarehouseError):
    """The warehouse was made by another schema version; the message names the command to run."""


class QueryError(WarehouseError):
    """SQL that the warehouse refused, or a named query that does not exist."""


class SettingsError(PlanhouseError):
    """A flag or environment variable that makes no sense."""
