"""Whom a name means: by full name, title, state, the page's other names, and the day; else nobody is guessed."""

from collections.abc import Sequence

from dragoman.knowledge.entries import Entity, Title
from dragoman.knowledge.gazetteer import Gazetteer, in_force
from dragoman.knowledge.scanner import fold
from dragoman.model import Mention
from dragoman.reading.actors.mentions import ActorRules

MANY = 4  # candidates beyond which a family name says nothing


class People:
    """The people of one page. `day` is the page's day, where it is known."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], day: str | None, gazetteer: Gazetteer, rules: ActorRules
    ) -> None:
        self._text = text
        self._day = day
        self._gazetteer = gazetteer
        self._rules = rules
        self._full = {e.id: m.start for m in reversed(mentions) for e in self._named(m, ("full name",))}
        self._states = {e.country for m in mentions for e in self.stated(m)}
        self._called: dict[str, str] = {}

    def who(
        self, mention: Mention, title: Title | None, countries: tuple[str, ...], given_name: str = ""
    ) -> tuple[tuple[str, ...], str]:
        """The ids of whom a mention means (several: nothing decides; none: not enough is known), and why.

        `given_name` is the unknown name right before a family name: who does not bear it is not meant.
        """
        words = self._text[mention.start : mention.end]
        full = self._named(mention, ("full name",))
        found = full or self._named(mention, ("surname",))
        if given_name and not full:
            found = [e for e in found if fold(given_name) in fold(e.name).split()]
        how = "full name" if full else "family name"
        if len(found) > 1 or not full:
            found, reason = self._narrowed(found, title, countries, words, bool(full))
        else:
            reason = ""
        if not found or len(found) > MANY:
            return (), f"'{words}' is the family name of too many"
        names = ", ".join(e.name for e in found)
        return tuple(e.id for e in found), f"'{words}' is the {how} of {names}{reason}"

    def is_full(self, mention: Mention) -> bool:
        """Whether a mention is somebody's full name, or the family name of one whom the page names in full."""
        named = self._named(mention, ("full name", "surname"))
        return bool(self._named(mention, ("full name",))) or any(e.id in self._full for e in named)

    def called(self, person: str, title: Title | None = None) -> str | None:
        """The office by which the page has called a person; `title` is the one that stands here."""
        if title is not None and title.office:
            self._called.setdefault(person, title.office)
        return self._called.get(person)

    def _named(self, mention: Mention, kinds: tuple[str, ...]) -> list[Entity]:
        found = [
            self._gazetteer.by_id[s.entity] for s in self._gazetteer.surfaces_of(mention) if s.kind in kinds
        ]
        return list({e.id: e for e in found if e.kind == "person"}.values())

    def stated(self, mention: Mention) -> list[Entity]:
        """The states that a mention can mean by itself."""
        found = [self._gazetteer.by_id[s.entity] for s in self._gazetteer.surfaces_of(mention) if s.alone]
        return [e for e in found if e.kind == "state"]

    def _narrowed(
        self,
        found: list[Entity],
        title: Title | None,
        countries: tuple[str, ...],
        words: str,
        full: bool,
    ) -> tuple[list[Entity], str]:
        elsewhere = [e for e in found if e.id in self._full]
        if len(elsewhere) == 1 and not full:
            return elsewhere, f", named in full at character {self._full[elsewhere[0].id]}"
        steps = (
            (", by the title", lambda e: title is not None and self._held(e, title.office)),
            (", by the state named with it", lambda e: self._is_of(e, countries)),
            (", in office on the day of the page", self._in_office),
        )
        reason = ""
        for why, fits in steps:
            left = [e for e in found if fits(e)]
            if left and (len(left) < len(found) or not reason):
                found, reason = left, reason + why
            if len(found) == 1 and (reason or full):
                break
        if full or ((title is not None or countries) and reason and len(found) == 1):
            return found, reason
        return self._alone(found, words, reason)

    def _alone(self, found: list[Entity], words: str, reason: str) -> tuple[list[Entity], str]:
        """A family name with nothing beside it means the one leading person of that name, if there is one."""
        if words.lower() in self._rules.weak_surnames:
            return [], reason
        leading = [e for e in found if any(s.office in self._rules.leading_offices for s in e.spells)]
        if len(leading) > 1:
            leading = [e for e in leading if self._in_office(e)] or leading
        if len(leading) > 1:
            leading = [e for e in leading if e.country in self._states] or leading
        if len(leading) == 1:
            return leading, reason + ", the one holder of a leading office of that name"
        return leading[: MANY + 1], reason

    def _held(self, entity: Entity, office: str) -> bool:
        return bool(office) and any(s.office == office for s in entity.spells)

    def _is_of(self, entity: Entity, countries: tuple[str, ...]) -> bool:
        return entity.country in countries or any(
            c and s.code.startswith(c) for s in entity.spells for c in countries
        )

    def _in_office(self, entity: Entity) -> bool:
        day = self._day
        if day is None:
            return False
        return any(in_force(s, day) or (s.to is None and (s.from_ or "9") <= day) for s in entity.spells)
