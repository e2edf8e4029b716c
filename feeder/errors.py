"""Every error that feeder raises on purpose.

FeederError                 subject (file, key or URL): what is wrong; what to do
├── UsageError              the command line asks for something that is not there         exit 2
├── ConfigError             one or more faults in config.toml, each with its path         exit 2
├── BusyError               another process holds what this one needs                     exit 75
├── SourceError             a source could not be retrieved                               exit 1
├── PageError               a capture could not be read as a page                         exit 1
├── PublishError            a section's files could not be written                        exit 1
└── StoreError              the database is too new or out of reach                       exit 1
    └── DamagedError        … or is not what was written                                  exit 1
"""

from __future__ import annotations


class FeederError(Exception):
    """An error with a subject, a message and, where there is one, a remedy.

    `subject` names the file, key or URL; `message` says what is wrong; `remedy` what to do about it.
    """

    exit_code = 1

    def __init__(self, subject: str, message: str, remedy: str | None = None) -> None:
        super().__init__(subject, message, remedy)
        self.subject = subject
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        text = f"{self.subject}: {self.message}"
        return f"{text}; {self.remedy}" if self.remedy else text


class UsageError(FeederError):
    """The command line names a source, section, entry or file that does not exist."""

    exit_code = 2


class ConfigError(FeederError):
    """The configuration has faults; `faults` holds every one as (path of the key, what is wrong)."""

    exit_code = 2

    def __init__(self, subject: str, faults: tuple[tuple[str, str], ...]) -> None:
        self.faults = faults
        many = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        lines = (" ".join(f"{path}: {fault}".removeprefix(": ").split()) for path, fault in faults)
        super().__init__(subject, many + "".join(f"\n  {line}" for line in lines))


class BusyError(FeederError):
    """Another process holds the lock that this one needs."""

    exit_code = 75


class SourceError(FeederError):
    """A source could not be retrieved: the file, folder or URL is the subject."""


class PageError(FeederError):
    """A capture could not be read as a page (empty, undecodable, too large, not a page)."""


class PublishError(FeederError):
    """A section's files could not be written."""


class StoreError(FeederError):
    """The database is newer than this release, or out of reach."""


class DamagedError(StoreError):
    """The database is not what was written: its header, its pages, or what stands on them."""
