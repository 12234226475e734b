"""What does the page itself say of a speaker: "the Kenyan envoy, Ana Souza", "Ana Souza, Kenya's envoy"?"""

from collections import defaultdict
from dataclasses import dataclass, field

from dragoman.reading.actors import Cast, Member

BETWEEN = 2  # characters between an office and the name beside it: a comma and a blank


@dataclass(slots=True)
class Standing:
    """The named people of the parsed sentences, asked for by their name."""

    cast: Cast
    _by_last: dict[str, list[Member]] = field(default_factory=dict)
    _edges: dict[int, Member] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """File every member that is a person or an office under its last word, and by where it begins and ends."""
        by_last: defaultdict[str, list[Member]] = defaultdict(list)
        for member in self.cast.members:
            if member.kind in ("name", "office") and (member.country or member.entities):
                by_last[member.text.split()[-1].lower()].append(member)
                for word in member.name.split()[-1:]:
                    by_last[word.lower()].append(member)
            if member.kind == "office" and member.country:
                self._edges[member.end] = member
                self._edges[-member.start] = member
        self._by_last = dict(by_last)

    def of(self, start: int, end: int, name: str | None) -> Member | None:
        """The member that the words at these offsets mean, or who bears the full `name` elsewhere on the page."""
        words = (name or "").split()
        for member in self._by_last.get(words[-1].lower(), ()) if words else ():
            here = member.start <= start and end <= member.end
            named = len(words) > 1 and (name == member.name or f" {member.text} ".endswith(f" {name} "))
            if here or named:
                return member
        if len(words) < 2:
            return None
        # The office in apposition, before the name or behind it.
        return self._edges.get(start - BETWEEN) or self._edges.get(-(end + BETWEEN))
