"""The error tree. Each leaf carries an exit code and says what, where and what to do next.

ExtractorError
├── UsageError            2   wrong options or settings
│   └── ModelUnusable         the endpoint cannot serve this run at all (bad key, unknown model, nobody there): stop at once
├── InputError            1   this input gives no record; the others go on
│   ├── UnreadableInput       cannot be opened at all (missing, no permission, a folder that cannot be listed)
│   ├── UnsupportedInput      a kind of file that is not read; names the conversion
│   ├── DamagedInput          truncated, zero pages, mislabelled, binary posing as text
│   ├── EncryptedInput        needs a password
│   ├── EmptyInput            nothing in it
│   └── OversizedInput        a zip bomb, a 10,000-column table
└── OutputError           1   the results cannot be written
"""

from __future__ import annotations


class ExtractorError(Exception):
    """The root. ``what`` is the problem, ``where`` the file or option, ``todo`` the next step; all in the user's language."""

    exit_code = 1

    def __init__(self, what: str, where: str, todo: str) -> None:
        super().__init__(f"{where}：{what}；{todo}")
        self.what, self.where, self.todo = what, where, todo

    def __reduce__(self) -> tuple[type[ExtractorError], tuple[str, str, str]]:
        """Its three parts, so that it passes from a worker process whole."""
        return type(self), (self.what, self.where, self.todo)


class UsageError(ExtractorError):
    """Wrong options or settings."""

    exit_code = 2


class ModelUnusable(UsageError):
    """The endpoint cannot serve this run: a bad key, an unknown model, a host where nobody answers."""


class InputError(ExtractorError):
    """An input that gives no record."""


class UnreadableInput(InputError):
    """Cannot be opened at all."""


class UnsupportedInput(InputError):
    """A kind of file that is not read."""


class DamagedInput(InputError):
    """Truncated, without pages, or not what its name says."""


class EncryptedInput(InputError):
    """Needs a password."""


class EmptyInput(InputError):
    """Nothing in it."""


class OversizedInput(InputError):
    """Too large to be a report: a zip bomb, a table of ten thousand columns."""


class OutputError(ExtractorError):
    """The results cannot be written."""
