"""A member on a day -> actors with codes: the office in force, the holder of an office, the state and the role."""

from msgspec.structs import replace

from dragoman.knowledge.entries import Entity, Spell
from dragoman.knowledge.gazetteer import in_force
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor
from dragoman.reading.actors.members import Member

# Where several offices are held at once, the one by which news speaks of the person.
HEADS = ("IGO", "NGO", "IMG", "MNC")  # first parts of chains that are no state
EXECUTIVE = ("GOV", "MIL", "SPY", "IGO", "OPP", "REB", "LEG")


def actor_on(member: Member, day: str | None, knowledge: Knowledge) -> Actor:
    """The member as an actor on an ISO day (None: the day is unknown); the first where several are meant jointly."""
    return actors_on(member, day, knowledge)[0]


def actors_on(member: Member, day: str | None, knowledge: Knowledge) -> tuple[Actor, ...]:
    """The same; several actors where the words mean several ("both sides")."""
    by_id = knowledge.gazetteer.by_id
    if len(member.countries) > 1:
        each = (replace(member, countries=(), country=c) for c in member.countries)
        return tuple(actor for one in each for actor in actors_on(one, day, knowledge))
    if member.together:
        each = (replace(m, text=member.text, stands_for=member.stands_for) for m in member.together)
        return tuple(actor for one in each for actor in actors_on(one, day, knowledge))
    if len(member.entities) > 1:
        names = tuple(sorted(by_id[e].name for e in member.entities))
        return (
            Actor(text=words_of(member), candidates=names, why=f"{member.why}; nothing in the page decides"),
        )
    if member.entities:
        return (_of_entity(member, by_id[member.entities[0]], day),)
    if member.kind == "office" and member.office and member.country:
        return (_of_office(member, day, knowledge),)
    return (_of_noun(member),)


def words_of(member: Member) -> str:
    """The page's words for a member; of a pronoun those that it stands for."""
    return member.stands_for or member.text


def _of_entity(member: Member, entity: Entity, day: str | None) -> Actor:
    if entity.kind == "person":
        return _of_person(member, entity, day)
    sector = member.sector or entity.sector
    code = entity.code or ""
    if member.sector and not code.startswith(HEADS) and not code.endswith(member.sector):
        code = (entity.country or code) + member.sector
    text = words_of(member)
    return Actor(
        text=text, name=member.name or (entity.name if member.kind != "noun" else None), code=code or None,
        country=entity.country, sector=sector, why=member.why,
    )  # fmt: skip


def _of_person(member: Member, entity: Entity, day: str | None) -> Actor:
    spell, why = _spell(entity, day, member.office)
    why = f"{member.why}; {why}" if member.why else why
    if spell is None:
        return Actor(
            text=words_of(member), name=entity.name, code=entity.country, country=entity.country, why=why
        )
    left = bool(day and spell.to and spell.to_basis != "open" and spell.to < day[: len(spell.to)])
    country = entity.country or _country(spell.code)
    code = f"{country}ELI" if left and country else spell.code
    sector = "ELI" if left else _sector(spell.code, country)
    office = None if left else spell.office
    return Actor(
        text=words_of(member),
        name=entity.name,
        code=code,
        country=country,
        sector=sector,
        office=office,
        why=why,
    )


def _spell(entity: Entity, day: str | None, called: str | None) -> tuple[Spell | None, str]:
    """The office on that day, else the one that the page calls (`called`), else the last before or the first after."""
    spells = sorted(entity.spells, key=lambda s: (s.from_ or "", _rank(s)))
    if not spells:
        return None, "no office is known"
    named = [s for s in spells if called and s.office == called]
    if day is None and named:
        return named[-1], f"the day is unknown; the page calls the office: {_told(named[-1])}"
    if day is None:
        last = spells[-1]
        return last, f"the day is unknown; last known office: {_told(last)}"
    held = [s for s in spells if in_force(s, day)] or [
        s for s in spells if s.to_basis in ("open", "unknown") and s.to is None and (s.from_ or "9") <= day
    ]
    if held:
        best = min(reversed(held), key=_rank)
        return best, f"{_told(best)}, in force on {day}"
    if named and (named[0].from_ or "9") > day:
        return named[0], f"the page calls the office, which the tables have later: {_told(named[0])}"
    before = [s for s in spells if (s.from_ or "9") <= day]
    if before:
        return before[-1], f"out of office on {day}; last: {_told(before[-1])}"
    return spells[0], f"not yet in a known office on {day}; first: {_told(spells[0])}"


def _told(spell: Spell) -> str:
    return f"{spell.office} ({spell.code}) {spell.from_ or '?'} to {spell.to or 'open'}"


def _rank(spell: Spell) -> int:
    return next((i for i, s in enumerate(EXECUTIVE) if s in spell.code), len(EXECUTIVE))


def _country(code: str) -> str | None:
    return None if code.startswith(HEADS) else code[:3]


def _sector(code: str, country: str | None) -> str | None:
    return code[3:6] if country and code.startswith(country) and len(code) > 3 else code[:3] or None


def _of_office(member: Member, day: str | None, knowledge: Knowledge) -> Actor:
    """The holder on the day, where the tables know one and only one; else the office without a name."""
    where = member.country or ""
    by_id = knowledge.gazetteer.by_id
    # The words of a title name its body by the id ("UN"), other words by the chain ("IGOUNO").
    body = next((e for k in ("body", "group") if (e := by_id.get(f"{k}:{where}"))), None)
    chain = body is not None or where.startswith(HEADS)
    state = body.country if body else None if chain else where
    code = (body.code if body else where) if chain else f"{where}{member.sector or ''}"
    if member.name:
        return Actor(
            text=words_of(member), name=member.name, code=code, country=state,
            sector=member.sector, office=member.office, why=member.why,
        )  # fmt: skip
    holders = knowledge.gazetteer.holders(member.office or "", where, day) if day else ()
    name = holders[0].name if len(holders) == 1 else None
    known = f"; held by {name} on {day}" if name else "; the holder on that day is not in the tables"
    return Actor(
        text=words_of(member), name=name, code=code, country=state,
        sector=member.sector, office=member.office, why=member.why + known,
    )  # fmt: skip


def _of_noun(member: Member) -> Actor:
    state = member.country or member.home
    body = (state or "")[:3] in HEADS
    code = f"{state or ''}{'' if body else member.sector or ''}" or None
    country = None if body else state
    return Actor(
        text=words_of(member), name=member.name or None, code=code, country=country, sector=member.sector,
        why=member.why,
    )  # fmt: skip
