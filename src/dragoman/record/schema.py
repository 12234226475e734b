"""What is kept? Every table, column and view of the record; `docs/codebook.md` is written from this."""

from dragoman.record.lives_schema import LIFE_TABLES
from dragoman.record.shapes import Table, View
from dragoman.record.shapes import columns_of as _columns


def statements() -> tuple[str, ...]:
    """The SQL that makes an empty record of a new file and changes nothing in an old one."""
    return (
        *(create(table) for table in TABLES),
        *(f"CREATE VIEW IF NOT EXISTS {v.name} AS {v.query}" for v in VIEWS),
    )


def codebook() -> str:
    """The tables and views in Markdown, as `docs/codebook.md` holds them."""
    tables = "\n\n".join(_described(table) for table in TABLES)
    views = "\n".join(f"- `{view.name}`: {view.about}" for view in VIEWS)
    return f"## Tables\n\n{tables}\n\n## Views\n\n{views}\n"


def create(table: Table) -> str:
    """The SQL that makes a table where it is not there yet."""
    columns = [f'"{c.name}" {c.type}' for c in table.columns]
    key = ", ".join(f'"{c.name}"' for c in table.columns[: table.key])
    unique = [] if table.derived else [f"PRIMARY KEY ({key})"]
    return f"CREATE TABLE IF NOT EXISTS {table.name} ({', '.join(columns + unique)})"


def _described(table: Table) -> str:
    rows = "\n".join(f"| `{c.name}` | {c.type} | {c.about} |" for c in table.columns)
    key = ", ".join(f"`{c.name}`" for c in table.columns[: table.key])
    head = "| column | type | what it holds |\n|---|---|---|"
    return f"### {table.name}\n\n{table.about} One row for each {key}.\n\n{head}\n{rows}"


RECORD = _columns(
    ("id", "VARCHAR", "the record's id, a hash of the page and of what was found"),
    ("page", "VARCHAR", "`pages.key` of the page that says it"),
    ("position", "INTEGER", "its place among the page's records of this kind, from 0"),
)
ACTOR = _columns(
    ("text", "VARCHAR", "the page's words for the actor"),
    ("name", "VARCHAR", "the usual name; null where nothing decides who it is"),
    ("code", "VARCHAR", "the chain code, state or kind of body first, then sector (`RUSGOV`)"),
    ("country", "VARCHAR", "ISO 3166 alpha-3"),
    ("sector", "VARCHAR", "the primary role (`GOV`, `MIL`, ...)"),
    ("office", "VARCHAR", "the office held on the day of the record"),
    ("candidates", "VARCHAR[]", "the names between which nothing in the page decides"),
    ("why", "VARCHAR", "how all this was decided"),
)
PLACE = _columns(
    ("place_name", "VARCHAR", "where, by name"),
    ("place_country", "VARCHAR", "ISO 3166 alpha-3"),
    ("place_lat", "DOUBLE", "degrees north; null where unknown"),
    ("place_lon", "DOUBLE", "degrees east; null where unknown"),
)
WHEN = _columns(
    ("date_from", "DATE", "the first day; null where the page does not allow to say"),
    ("date_to", "DATE", "the last day"),
    ("date_words", "VARCHAR", "the page's words for it"),
    ("date_why", "VARCHAR", "how they were resolved"),
)
WHY = _columns(("why", "VARCHAR", "how it was decided"))


def _actors_of(name: str, about: str, *more: tuple[str, str, str]) -> Table:
    head = _columns(
        ("record", "VARCHAR", "the record's id"),
        ("side", "VARCHAR", about),
        *more,
        ("position", "INTEGER", "the place among the actors of this side, from 0"),
    )
    about = f"The actors of `{name}`."
    return Table(name=f"{name.removesuffix('s')}_actors", about=about, key=len(head), columns=head + ACTOR)


TABLES = (
    Table(
        name="pages",
        about="The pages that were read.",
        key=1,
        columns=_columns(
            ("key", "VARCHAR", "hash of the page as it was given: id, content, date, url, title, source"),
            ("id", "VARCHAR", "the name that the page came with"),
            ("title", "VARCHAR", "its title"),
            ("url", "VARCHAR", "its address"),
            ("source", "VARCHAR", "who published it"),
            ("language", "VARCHAR", "ISO 639-1"),
            ("published_from", "DATE", "the first day on which it can have been published"),
            ("published_to", "DATE", "the last day"),
            ("published_basis", "VARCHAR", "`stated`, `given`, `inferred` or `unknown`"),
            ("published_why", "VARCHAR", "from what that is known"),
            ("chars", "INTEGER", "length of the text in characters"),
            ("text", "VARCHAR", "the text to which all offsets refer"),
            ("notes", "VARCHAR[]", "remarks of the reading"),
            ("findings", "VARCHAR", "the findings as `dragoman code` prints them (JSON)"),
        ),
    ),
    Table(
        name="passages",
        about="The runs of each page's text and their roles.",
        key=2,
        columns=_columns(
            ("page", "VARCHAR", "`pages.key`"),
            ("position", "INTEGER", "its place in the page, from 0"),
            ("start", "INTEGER", "offset of the first character"),
            ("end", "INTEGER", "offset after the last (quote the name in SQL)"),
            ("role", "VARCHAR", "`story`, `headline`, `links`, ..."),
        ),
    ),
    Table(
        name="events",
        about="Who did what to whom.",
        key=1,
        columns=RECORD
        + _columns(
            ("type", "VARCHAR", "one of PLOVER's 16 types"),
            ("mode", "VARCHAR", "PLOVER's mode"),
            ("contexts", "VARCHAR[]", "PLOVER's contexts"),
            ("cameo", "VARCHAR", "the CAMEO code that fits best"),
            ("goldstein", "DOUBLE", "ICEWS' value for the CAMEO code, -10 to 10"),
        )
        + PLACE
        + WHEN
        + _columns(
            ("factuality", "VARCHAR", "how real the act is: `happened`, `claimed`, `threatened`, ..."),
            ("attributed", "BOOLEAN", "whether the page gives it on another's word (see `event_actors`)"),
            ("dead", "INTEGER", "people killed"),
            ("injured", "INTEGER", "people injured"),
            ("arrested", "INTEGER", "people arrested"),
            ("troops", "INTEGER", "soldiers sent, moved or withdrawn"),
            ("size", "INTEGER", "people who took part"),
            ("money_amount", "DOUBLE", "a sum of money, in units of its currency"),
            ("money_currency", "VARCHAR", "ISO 4217"),
            ("money_text", "VARCHAR", "the page's words for the sum"),
            ("rule", "VARCHAR", "the entry of the lexicon that fired"),
            ("confidence", "DOUBLE", "0 to 1"),
            ("about_type", "VARCHAR", "the type of the act that an accusation, demand or threat is about"),
            ("about_mode", "VARCHAR", "its mode"),
            ("about_factuality", "VARCHAR", "its factuality"),
            ("about_rule", "VARCHAR", "its rule"),
            ("why_rule", "VARCHAR", "how the entry came to fire"),
            ("why_factuality", "VARCHAR", "how the factuality was decided"),
            ("why_rejected", "VARCHAR[]", "what was rejected and for what reason"),
        ),
    ),
    _actors_of("events", "`source`, `target`, `attributed`, `about source`, `about target`"),
    Table(
        name="quotations",
        about="Somebody's words.",
        key=1,
        columns=RECORD
        + _columns(
            ("words", "VARCHAR", "the words"),
            (
                "kind",
                "VARCHAR",
                "`direct`, `fragment` (a few words in the narrator's sentence), `indirect`, or `turn` of a transcript",
            ),
            ("cue", "VARCHAR", "the verb of saying"),
            ("why_unknown", "VARCHAR", "why there is no speaker"),
            (
                "role",
                "VARCHAR",
                "the speaker's role in a transcript: `host`, `reporter`, `official`, `guest`",
            ),
            ("event", "VARCHAR", "`events.id` of the event that the saying is"),
        )
        + WHY,
    ),
    _actors_of(
        "quotations",
        "`speaker`; `also` who says it too, `via` who passes it on, `to` who hears it, `about` whom or what",
    ),
    Table(
        name="agreements",
        about="Agreements that pages speak of.",
        key=1,
        columns=RECORD
        + _columns(
            ("name", "VARCHAR", "its usual name"),
            ("terms", "VARCHAR", "what was agreed"),
            ("status", "VARCHAR", "`signed`, `in force`, `a party has left`, ..."),
            ("outstanding", "VARCHAR", "what is still to be done, in the page's words"),
        )
        + WHY,
    ),
    _actors_of(
        "agreements",
        "`party`, or `act` for those who did the act of that number",
        ("act", "INTEGER", "`agreement_acts.position`; -1 for a party"),
    ),
    Table(
        name="agreement_acts",
        about="What happened to each agreement.",
        key=2,
        columns=_columns(
            ("record", "VARCHAR", "`agreements.id`"),
            ("position", "INTEGER", "its place among the acts, from 0"),
            ("act", "VARCHAR", "`signed`, `withdrew`, ..."),
        )
        + WHEN,
    ),
    Table(
        name="deadlines",
        about="Time limits that somebody set.",
        key=1,
        columns=RECORD
        + _columns(
            ("condition", "VARCHAR", "what must be done by then"),
            ("consequence", "VARCHAR", "what is said to follow otherwise"),
            ("days", "DOUBLE", "the length in days; 12 hours are 0.5"),
            ("due", "DATE", "the last day on which it can be met"),
        )
        + WHY,
    ),
    _actors_of("deadlines", "`by` who set it, `party` everybody in it"),
    Table(
        name="demands",
        about="What somebody asks of another without a day.",
        key=1,
        columns=RECORD
        + _columns(
            ("what", "VARCHAR", "what is asked, in the page's words"),
            (
                "condition",
                "VARCHAR",
                "`unless`, `in exchange for`, `first`, `precondition`; null: nothing hangs on it",
            ),
            ("withheld", "VARCHAR", "what hangs on it, in the page's words"),
            (
                "event",
                "VARCHAR",
                "`events.id` of the event that the same words made; null where there is none",
            ),
        )
        + WHY,
    ),
    _actors_of("demands", "`by` who asks, `of` whom it is asked"),
    Table(
        name="alignments",
        about="Who stands with or against whom.",
        key=1,
        columns=RECORD
        + _columns(
            ("stance", "VARCHAR", "`support` or `oppose`"),
            ("as", "VARCHAR", "as what the supported is backed (quote the name in SQL)"),
            ("dispute", "VARCHAR", "what it is about, in the page's words"),
            ("withdrawn", "BOOLEAN", "whether a backing ended"),
            (
                "rivals",
                "VARCHAR[]",
                "the others of the same state with or against whom somebody stands on the page",
            ),
        )
        + WHY,
    ),
    _actors_of("alignments", "`supporter` or `supported`"),
    Table(
        name="prospects",
        about="What is expected to come.",
        key=1,
        columns=RECORD
        + _columns(("type", "VARCHAR", "one of PLOVER's 16 types"))
        + PLACE
        + _columns(
            ("certainty", "VARCHAR", "`agreed`, `planned`, `possible` or `ruled out`"),
            ("date_from", "DATE", "the first day on which it can be"),
            ("date_to", "DATE", "the last"),
        )
        + WHY,
    ),
    _actors_of("prospects", "`party`"),
    Table(
        name="evidence",
        about="The words of each record.",
        key=2,
        columns=_columns(
            ("record", "VARCHAR", "the record's id"),
            ("position", "INTEGER", "its place among the record's evidence, from 0"),
            ("kind", "VARCHAR", "the table of the record"),
            ("page", "VARCHAR", "`pages.key`"),
            ("start", "INTEGER", "offset of the first character in `pages.text`"),
            ("end", "INTEGER", "offset after the last (quote the name in SQL)"),
            ("text", "VARCHAR", "the words"),
        ),
    ),
    Table(
        name="refused",
        about="What was not read, and why.",
        key=1,
        columns=_columns(
            ("key", "VARCHAR", "hash of the input"),
            ("id", "VARCHAR", "the name that the input came with"),
            ("input", "VARCHAR", "where it stands: file, line, member"),
            ("reason", "VARCHAR", "what is wrong and what to do"),
            ("traceback", "VARCHAR", "set where the program failed and not the input"),
        ),
    ),
    Table(
        name="runs",
        about="Each call of `read`. The one table that differs between two runs over the same input.",
        key=1,
        columns=_columns(
            ("id", "VARCHAR", "a random id"),
            ("started", "TIMESTAMP", "UTC"),
            ("ended", "TIMESTAMP", "UTC; null where the run was killed"),
            ("program", "VARCHAR", "version of the program"),
            ("knowledge", "VARCHAR", "hash of the knowledge's data files"),
            ("model", "VARCHAR", "name of the language model; null where nothing new was read"),
            ("model_version", "VARCHAR", "its version"),
            ("options", "VARCHAR", "the call's inputs and options (JSON)"),
            ("pages", "INTEGER", "pages added"),
            ("refused", "INTEGER", "refusals added"),
        ),
    ),
    *LIFE_TABLES,
)

_SIDE = (
    "(SELECT string_agg(coalesce({column}, '?'), '; ' ORDER BY position) FROM {table} a"
    " WHERE a.record = r.id AND a.side = '{side}')"
)
_WORDS = "(SELECT string_agg(text, ' … ' ORDER BY position) FROM evidence v WHERE v.record = r.id)"


def _side(table: str, side: str, column: str) -> str:
    return _SIDE.format(table=table, side=side, column=column)


def _events_flat() -> str:
    names = "coalesce(a.name, a.text)"
    return f"""SELECT r.id, r.date_from, r.date_to, r.type, r.mode,
      {_side("event_actors", "source", names)} AS source, {_side("event_actors", "source", "a.code")} AS source_code,
      {_side("event_actors", "target", names)} AS target, {_side("event_actors", "target", "a.code")} AS target_code,
      r.factuality, {_side("event_actors", "attributed", names)} AS attributed_to,
      r.place_name AS place, r.place_country, r.place_lat AS lat, r.place_lon AS lon, r.contexts, r.cameo,
      r.goldstein, r.dead, r.injured, r.size, r.rule, r.confidence, p.id AS page,
      r.page AS page_key, p.source AS publisher,
      {_WORDS} AS evidence
    FROM events r JOIN pages p ON p.key = r.page"""


def _quotations_flat() -> str:
    return f"""SELECT r.id, p.published_from, p.published_to,
      {_side("quotation_actors", "speaker", "coalesce(a.name, a.text)")} AS speaker,
      {_side("quotation_actors", "speaker", "a.code")} AS speaker_code,
      {_side("quotation_actors", "to", "coalesce(a.name, a.text)")} AS said_to,
      {_side("quotation_actors", "about", "coalesce(a.name, a.text)")} AS about,
      r.words, r.kind, r.cue, r.why_unknown, r.event, p.id AS page, r.page AS page_key, p.source AS publisher
    FROM quotations r JOIN pages p ON p.key = r.page"""


def _actors() -> str:
    kinds = ("event", "quotation", "agreement", "deadline", "demand", "alignment", "prospect")
    columns = "record, side, position, text, name, code, country, sector, office"
    return " UNION ALL ".join(f"SELECT '{kind}s' AS kind, {columns} FROM {kind}_actors" for kind in kinds)


VIEWS = (
    View(
        name="events_flat",
        about="one row an event; several actors of a side are joined by `; `, an unknown code is `?`.",
        query=_events_flat(),
    ),
    View(
        name="quotations_flat",
        about="one row a quotation, with its speaker and page.",
        query=_quotations_flat(),
    ),
    View(name="actors", about="every actor of every record of every kind.", query=_actors()),
    View(
        name="dyads",
        about="one row for each pair of a source and a target of an event, for counts and series.",
        query="""SELECT e.id, e.date_from, e.date_to, e.type, e.mode, e.factuality, e.goldstein,
          s.code AS source_code, s.country AS source_country, t.code AS target_code, t.country AS target_country, e.page
        FROM events e JOIN event_actors s ON s.record = e.id AND s.side = 'source'
          JOIN event_actors t ON t.record = e.id AND t.side = 'target'""",
    ),
)
