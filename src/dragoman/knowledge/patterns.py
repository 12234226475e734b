"""Regular expressions of the data files, compiled when they are first needed: most pages need few of the hundreds."""

import re
from collections.abc import Iterator


class LazyPattern:
    """A pattern that is compiled at its first use. `re.error`, then, for one that is none."""

    __slots__ = ("_compiled", "flags", "source")

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.source = source
        self.flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, self.flags)
        return self._compiled

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(text, start, end)

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, start, end)
