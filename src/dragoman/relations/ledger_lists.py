"""The ledger's lists: each agreement, deadline and prospect once over all pages, with its steps."""

from dragoman.relations.filters import Filters, Listing
from dragoman.relations.lives.gather import aliases

# The records of an entry in the order of its steps, and what the first of them that says anything says.
_RECORDS = "life_steps s JOIN {table} k ON k.id = s.record WHERE s.life = l.id"
_ACTORS = "(SELECT a.*, s.life AS row FROM actors a JOIN life_steps s ON s.record = a.record)"
_PAGES = (
    "(SELECT string_agg(id, '; ' ORDER BY id) FROM (SELECT DISTINCT p.id FROM life_steps s"
    " JOIN pages p ON p.key = s.page WHERE s.life = l.id)) AS page"
)


def _first(table: str, column: str) -> str:
    records = _RECORDS.format(table=table)
    return f"(SELECT first(k.{column} ORDER BY s.position) FROM {records} AND k.{column} IS NOT NULL)"


def _names(table: str, side: str) -> str:
    """The actors of a side of all records, each once, in the order in which they are told."""
    return (
        "(SELECT string_agg(name, '; ' ORDER BY step, position) FROM (SELECT coalesce(a.name, a.text) AS name,"
        f" min(s.position) AS step, min(a.position) AS position FROM life_steps s JOIN {table} a ON a.record = s.record"
        f" WHERE s.life = l.id AND a.side = '{side}' GROUP BY 1))"
    )


def _lives(kind: str, columns: str) -> str:
    return (
        f"SELECT * FROM (SELECT l.id, {columns}, l.status_why, l.first_day, l.last_day, l.pages, {_PAGES}"
        f" FROM lives l WHERE l.kind = '{kind}') r"
    )


LIFE_LISTS = {
    "agreements": Listing(
        kind="agreements",
        select=_lives(
            "agreements",
            f"l.name, l.status, {_names('agreement_actors', 'party')} AS parties, {_first('agreements', 'terms')} AS"
            " terms, (SELECT string_agg(step || coalesce(' ' || date_from, ''), '; ' ORDER BY position)"
            " FROM life_steps s WHERE s.life = l.id AND step <> 'mentioned') AS acts, l.date_from AS made",
        ),
        order="name, first_day, id",
        dates=("r.first_day", "r.last_day"),
        status="r.status",
        names=("r.name",),
        actors=_ACTORS,
    ),
    "deadlines": Listing(
        kind="deadlines",
        select=_lives(
            "deadlines",
            f"l.date_to AS due, {_first('deadlines', 'days')} AS days, {_names('deadline_actors', 'by')} AS set_by,"
            f" {_names('deadline_actors', 'party')} AS parties, {_first('deadlines', 'condition')} AS condition,"
            f" {_first('deadlines', 'consequence')} AS consequence, l.status",
        ),
        order="due, id",
        dates=("r.due", "r.due"),
        status="r.status",
        names=("r.condition", "r.consequence"),
        actors=_ACTORS,
    ),
    "demands": Listing(
        kind="demands",
        select=_lives(
            "demands",
            f"{_names('demand_actors', 'by')} AS asked_by, {_names('demand_actors', 'of')} AS asked_of,"
            f" l.name AS what, {_first('demands', 'condition')} AS condition, {_first('demands', 'withheld')} AS"
            f" withheld, {_first('demands', 'event')} AS event, l.status",
        ),
        order="first_day, asked_by, id",
        dates=("r.first_day", "r.last_day"),
        status="r.status",
        names=("r.what", "r.condition"),
        actors=_ACTORS,
    ),
    "prospects": Listing(
        kind="prospects",
        select=_lives(
            "prospects",
            f"l.date_from, l.date_to, {_first('prospects', 'type')} AS type, {_names('prospect_actors', 'party')} AS"
            f" parties, {_first('prospects', 'place_name')} AS place, {_first('prospects', 'place_country')} AS"
            f" place_country, (SELECT last(k.certainty ORDER BY s.position) FROM"
            f" {_RECORDS.format(table='prospects')}) AS certainty, l.status",
        ),
        order="date_from, date_to, id",
        dates=("r.date_from", "r.date_to"),
        type="r.type",
        status="r.status",
        certainty="r.certainty",
        place=("r.place", "r.place_country"),
        names=("r.place", "r.type", "r.parties"),
        actors=_ACTORS,
    ),
}

STEPS = (
    "SELECT l.id AS life, l.name, s.date_from, s.date_to, s.told, s.step, s.by, s.words, p.id AS page, s.record,"
    " s.join_id, j.grounds, j.why FROM life_steps s JOIN lives l ON l.id = s.life JOIN pages p ON p.key = s.page"
    " LEFT JOIN joins j ON j.id = s.join_id"
)
STEP_ORDER = "l.name, l.first_day, l.id, s.position"


def also_called(name: str, filters: Filters) -> tuple[str, ...]:
    """The names of known agreements that go by the name asked for: JCPOA is the Iran nuclear deal."""
    if name != "agreements" or not filters.name:
        return ()
    asked = filters.name.casefold()
    return tuple(own for own, others in aliases().items() if asked in (other.casefold() for other in others))
