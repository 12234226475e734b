"""Every type that travels between the stages, from a found page to its findings.

All are frozen `msgspec.Struct`s: JSON both ways and the JSON Schema come from these definitions and nowhere else.
Offsets count characters (Unicode code points) of `Page.text`; `end` is one past the last. Dates are ISO 8601 strings,
a day (`2019-05-14`) unless said otherwise. "Unknown" is `None` beside a `why` that gives the reason.
"""

from typing import Literal, dataclass_transform

import msgspec

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Factuality = Literal[
    "happened", "ongoing", "claimed", "planned", "demanded", "threatened", "conditional", "possible", "denied"
]
Role = Literal[
    "headline", "dateline", "story", "transcript", "speaker label", "navigation", "links", "promotion", "comments",
    "caption", "byline", "copyright",
]  # fmt: skip
SilenceReason = Literal[
    "fabric", "other language", "other subject", "too long", "no trigger word", "no actor", "question", "negated",
    "under a condition", "no act left", "no actor on a side", "no entry fits", "below confidence",
]  # fmt: skip
Basis = Literal["stated", "given", "inferred", "unknown"]
QuotationKind = Literal["direct", "fragment", "indirect", "turn"]
TurnRole = Literal["host", "reporter", "official", "guest"]
Certainty = Literal["agreed", "planned", "possible", "ruled out"]
Stance = Literal["support", "oppose"]
Tie = Literal["unless", "in exchange for", "first", "precondition"]
AgreementStatus = Literal[
    "proposed",
    "negotiated",
    "signed",
    "in force",
    "suspended",
    "breached",
    "a party has left",
    "expired",
    "rejected",
]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all travelling types: frozen, slotted, keyword-only."""


class Evidence(Struct):
    """A span of the page's text: `page.text[start:end] == text`."""

    start: int
    end: int
    text: str


# ── found bytes -> Page ─────────────────────────────────────────────────────────────────────────────────────────


class Found(Struct):
    """One page as it was found, before extraction. Exactly one of `text` and `html` is set."""

    id: str
    text: str | None = None
    html: str | None = None
    date: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None


class Refused(Struct):
    """An input that was not read: `where` names it, `reason` is a sentence with what is wrong and what to do."""

    id: str
    where: str
    reason: str
    traceback: str | None = None


class Passage(Struct):
    """A run of the text with one role. Passages cover the page's text in order and never overlap."""

    start: int
    end: int
    role: Role


class Published(Struct):
    """When the page was published, as a span of days; `why` says from what that is known."""

    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    basis: Basis = "unknown"
    why: str = ""


class Page(Struct):
    """A page's text with the roles of its passages; all offsets of all records refer to `text`.

    `given` is the date that the caller gave, `stated` the one in the page's metadata (ISO days or None).
    `stated_where` says where the metadata had it ("article:published_time").
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    given: str | None = None
    stated: str | None = None
    stated_where: str | None = None
    passages: tuple[Passage, ...] = ()


# ── inside the reading ──────────────────────────────────────────────────────────────────────────────────────────


class Token(Struct):
    """A word of a parsed sentence. `start`/`end` are offsets of the page's text; `head` is an index in the sentence.

    `tag` is a Penn tag (VBD, NNP), `dep` a ClearNLP dependency label as spaCy's English models give it;
    the root's head is itself. `lemma` is lower case.
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int


class Sentence(Struct):
    """A sentence of the page. `tokens` is empty where the screen saw no need to parse it."""

    start: int
    end: int
    tokens: tuple[Token, ...] = ()


class Mention(Struct):
    """A name of the knowledge found in the text by the scan, before any parse.

    `surfaces` are indices into the knowledge's surfaces: every reading of these words.
    """

    start: int
    end: int
    surfaces: tuple[int, ...]


class TimeExpression(Struct):
    """A time in words and what it means: first and last day, None where the page does not allow to say.

    `means` is the same in the short notation of `reading.times` ("weekday 1 last"): it lets a relative time be resolved
    once the page's own day is known.
    """

    start: int
    end: int
    words: str
    kind: Literal[
        "day",
        "week",
        "month",
        "quarter",
        "season",
        "year",
        "span",
        "duration",
        "past",
        "present",
        "future",
        "recurring",
    ]
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    days: float | None = None
    why: str = ""
    means: str = ""


# ── Findings ────────────────────────────────────────────────────────────────────────────────────────────────────


class Actor(Struct):
    """Somebody who acts, with the field's chain code; `code` is None where the knowledge does not know the words.

    `text` are the page's words, `name` the usual name, `country` ISO 3166 alpha-3, `sector` the primary role (GOV ...).
    `office` is the office held on the day of the record. `why` says how all this was decided. `candidates` lists the
    names between which nothing in the page decides (then `name` and `code` are None).
    """

    text: str
    name: str | None = None
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    candidates: tuple[str, ...] = ()
    why: str = ""


class Place(Struct):
    """Where something happened. `lat`/`lon` in degrees, None where unknown."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class When(Struct):
    """The days of a record: first and last, and the page's words for them; `why` says how they were resolved."""

    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    words: str | None = None
    why: str = ""


class Money(Struct):
    """A sum of money: `currency` is its ISO 4217 code, `text` the page's words for it."""

    amount: float
    currency: str
    text: str


class Quantities(Struct):
    """Numbers of people as the page gives them, and a sum of money. `size` counts those who took part."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    troops: int | None = None
    size: int | None = None
    money: Money | None = None


class Deed(Struct):
    """The act that an accusation, demand or threat is about, with its own factuality."""

    type: EventType
    mode: str | None = None
    source: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    factuality: Factuality = "claimed"
    rule: str = ""


class Reasons(Struct):
    """How an event was decided, for `why`: the entry and its frame, the factuality, what was rejected and for what."""

    rule: str
    factuality: str
    rejected: tuple[str, ...] = ()


class Silence(Struct):
    """A sentence that names somebody who may act, or holds a trigger word, and yet made no event; and why."""

    start: int
    end: int
    reason: SilenceReason
    why: str = ""


class Event(Struct):
    """Who did what to whom, when, where, how real, on whose word. `type` and `mode` are PLOVER's, `cameo` CAMEO's.

    `goldstein` is the value that ICEWS publishes for the CAMEO code (-10 to 10). `attributed_to` lists the voices that
    the page gives, nearest to the page first, or is None where the page says it in its own voice.
    """

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    goldstein: float | None
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    place: Place | None
    date: When
    factuality: Factuality
    attributed_to: tuple[Actor, ...] | None
    quantities: Quantities
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]
    about: Deed | None = None
    why: Reasons | None = None


class Quotation(Struct):
    """Somebody's words. `speaker` is None where the text does not say, and `why_unknown` says why.

    `why` says how the speaker was found. `also` say the words together with the speaker; `via` pass them on, nearest
    to the page first ("Tass quoted Lavrov as saying"). `to` hear them; `about` is whom or what they are about as the
    page's words beside them say, a thing without a code. `role` is the speaker's in a transcript. `event` is the id of
    the event that the saying is: an accusation, a demand.
    """

    id: str
    words: str
    kind: QuotationKind
    cue: str | None
    speaker: Actor | None
    why_unknown: str | None
    evidence: tuple[Evidence, ...]
    why: str = ""
    also: tuple[Actor, ...] = ()
    via: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    about: tuple[Actor, ...] = ()
    role: TurnRole | None = None
    event: str | None = None


class AgreementAct(Struct):
    """One thing that happened to an agreement: proposed, negotiated, signed, ratified, entered into force, implemented,
    suspended, breached, withdrew, reworked, extended, expired, rejected, rejoined.
    """

    act: str
    by: tuple[Actor, ...]
    date: When


class Agreement(Struct):
    """An agreement that the page speaks of, its parties, its state and how it came to that.

    `outstanding` are the page's words for what is still to be done: "both parliaments have yet to approve it".
    """

    id: str
    name: str
    parties: tuple[Actor, ...]
    terms: str | None
    status: AgreementStatus | None
    acts: tuple[AgreementAct, ...]
    evidence: tuple[Evidence, ...]
    outstanding: str | None = None
    why: str = ""


class Deadline(Struct):
    """A time limit that somebody set. `days` may be a fraction; `due` is the last day on which it can be met."""

    id: str
    by: tuple[Actor, ...]
    parties: tuple[Actor, ...]
    condition: str | None
    consequence: str | None
    days: float | None
    due: str | None
    evidence: tuple[Evidence, ...]
    why: str = ""


class Demand(Struct):
    """What somebody asks of another without a day: `condition` says how something else hangs on it, None where nothing
    does, and `withheld` in which words. `event` is the id of the event that the same words made, if one.
    """

    id: str
    by: tuple[Actor, ...]
    of: tuple[Actor, ...]
    what: str
    condition: Tie | None
    withheld: str | None
    event: str | None
    evidence: tuple[Evidence, ...]
    why: str = ""


class Alignment(Struct):
    """Who stands with (or against) whom, and as what.

    `dispute` are the page's words for what it is about, `withdrawn` says that a backing ended. `rivals` are the names
    of the others of the same state with or against whom somebody stands on the page: side by side, one office.
    """

    id: str
    supporter: Actor
    supported: Actor
    stance: Stance
    as_: str | None = msgspec.field(name="as", default=None)
    dispute: str | None = None
    withdrawn: bool = False
    rivals: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    why: str = ""


class Prospect(Struct):
    """Something that is expected: a meeting to come. `from`/`to` are days, None where the page does not say."""

    id: str
    type: EventType
    parties: tuple[Actor, ...]
    place: Place | None
    certainty: Certainty
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    evidence: tuple[Evidence, ...] = ()
    why: str = ""


class PageHead(Struct):
    """What is said of the page itself in its findings."""

    title: str | None
    url: str | None
    source: str | None
    language: str | None
    published: Published
    passages: tuple[Passage, ...]


class Findings(Struct):
    """All that was found on one page: one line of the program's output.

    `unrecorded` counts the sentences with a political actor or a trigger word that made no event, by reason.
    """

    id: str
    page: PageHead
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    demands: tuple[Demand, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    unrecorded: dict[str, int] = msgspec.field(default_factory=dict)
    notes: tuple[str, ...] = ()


def content_id(*parts: object) -> str:
    """A record's id: 16 hexadecimal digits of the BLAKE2b hash of its parts, the same on every machine.

    >>> content_id("sochi.txt", "CONSULT", 98, 268)
    'bccbe4cc3fab4ba5'
    """
    from hashlib import blake2b

    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()
