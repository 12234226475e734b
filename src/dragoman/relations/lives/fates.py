"""How does an entry stand, and how did it come to that? Its steps in order and its status by the latest word."""

from datetime import date

from dragoman.model import content_id
from dragoman.relations.lives.joining import Entry
from dragoman.relations.lives.kinds import Days, Life, Piece, Step
from dragoman.relations.lives.rules import Lives

MENTIONED = "mentioned"


def life_of(entry: Entry, today: date | None, lives: Lives) -> Life:
    """The entry as a life. `today` is the day of the record's last page: what no page told of by then is past."""
    first = next(piece for piece in entry.pieces if not piece.mark.echo)
    kind = first.mark.kind
    status, why = _STATUS[kind](entry, today, lives)
    said = [piece.said for piece in entry.pieces if piece.said]
    pages = {piece.mark.page for piece in entry.pieces} | ({entry.event.page} if entry.event else set())
    return Life(
        id=content_id("life", kind, first.id),
        kind=kind,
        name=_name(entry, first),
        status=status,
        status_why=why,
        pages=len(pages),
        said=(min(s[0] for s in said), max(s[1] for s in said)) if said else None,
        days=_days(entry, kind),
        steps=_steps(entry, kind, lives),
        joins=tuple(entry.joins),
    )


def _name(entry: Entry, first: Piece) -> str:
    """The name of the knowledge where one piece has it; else what the first record is called."""
    known = next((piece.name for piece in entry.pieces if piece.known), None)
    if known:
        return known
    if first.type:
        return " ".join(filter(None, (first.type.lower(), f"in {first.title}" if first.title else "")))
    return first.title


def _days(entry: Entry, kind: str) -> Days | None:
    """An agreement's day of making; a deadline's and a prospect's days by the latest record that has them.

    Of two records of the same word the more exact counts: a month is no later news than its day.
    """
    records = [piece for piece in entry.pieces if not piece.mark.echo]
    if kind == "agreements":
        return next((p.made for p in records if p.made and not p.about), None)
    spans = [p.span for p in records if p.span]
    if not spans:
        return None
    inside = [s for s in spans if spans[-1][0] <= s[0] and s[1] <= spans[-1][1]]
    return min(inside, key=lambda s: (s[1] - s[0], s))


def _steps(entry: Entry, kind: str, lives: Lives) -> tuple[Step, ...]:
    joins = {join.later: join.id for join in entry.joins}
    steps = [step for piece in entry.pieces for step in _told(piece, kind, joins.get(piece.id), lives)]
    if entry.event:
        event = entry.event
        steps.append(
            Step(
                event.span,
                event.said,
                "came to pass",
                event.by,
                event.page,
                event.id,
                joins[event.id],
                event.text,
            )
        )
    told = {(s.step, s.days, s.by, s.record): s for s in reversed(steps)}.values()
    return tuple(sorted(told, key=_in_order))


def _in_order(step: Step) -> tuple[date, date, str, str, str]:
    first, last = step.days or step.said or (date.max, date.max)
    return first, last, step.record, step.step, step.by


def _told(piece: Piece, kind: str, join: str | None, lives: Lives) -> list[Step]:
    mark = piece.mark

    def step(days: Days | None, what: str, by: str) -> Step:
        return Step(days, piece.said, what, by, mark.page, piece.id, join, piece.words or mark.text)

    if mark.echo:
        said = mark.says or MENTIONED
        return [step(None, lives.rules.status[kind].get(said, said), "")]
    if kind == "agreements":
        return [step(act.days, act.act, act.by) for act in piece.acts] or [step(None, MENTIONED, "")]
    if kind == "demands":
        return [step(None, "asked", piece.by)]
    if kind == "deadlines":
        ended = lives.rules.status[kind].get(mark.says or "")
        what = f"set for {piece.span[1]}" if piece.span else "set"
        return [step(None, ended or what, piece.by)]
    return [
        step(None, f"expected ({piece.status})" if piece.status != "ruled out" else "ruled out", piece.by)
    ]


def _agreement(entry: Entry, _: date | None, lives: Lives) -> tuple[str | None, str]:
    """By the last act or word; where no page tells an act, what the last record says (the table may say it)."""
    status: tuple[str | None, str] = (None, "no page says how it stands")
    table = lives.rules.status["agreements"]
    acted = [p for p in entry.pieces if p.acts or p.mark.says in table]
    for piece in acted[-1:] or [p for p in entry.pieces if p.status][-1:]:
        status = table.get(piece.mark.says or "", piece.status), f"by {_source(piece)}"
    return status


def _deadline(entry: Entry, today: date | None, lives: Lives) -> tuple[str | None, str]:
    """What a later page said of it, the latest last but for a bare "ran out"; else open, or past without a word."""
    table = lives.rules.status["deadlines"]
    told = [p for p in entry.pieces if p.mark.says in table]
    outright = [p for p in told if table[p.mark.says or ""] != "ran out"]
    for piece in (outright or told)[-1:]:
        return table[piece.mark.says or ""], f"by {_source(piece)}"
    return _passed(_days(entry, "deadlines"), today, "open")


def _demand(entry: Entry, _: date | None, lives: Lives) -> tuple[str | None, str]:
    """What a later page said of it; renewed where it was raised again on another page; else open."""
    table = lives.rules.status["demands"]
    for piece in [p for p in entry.pieces if p.mark.says in table][-1:]:
        return table[piece.mark.says or ""], f"by {_source(piece)}"
    records = [p for p in entry.pieces if not p.mark.echo]
    if len({p.mark.page for p in records}) > 1:
        return "renewed", f"by {_source(records[-1])}"
    return "open", "no page says what became of it"


def _prospect(entry: Entry, today: date | None, lives: Lives) -> tuple[str | None, str]:
    table = lives.rules.status["prospects"]
    if entry.event:
        return "came to pass", f"the event {entry.event.id} is it"
    told = [p for p in entry.pieces if p.mark.says in table or p.status]
    # A page that says that it is off also says what had been wanted.
    for piece in (p for p in reversed(told) if p.said == told[-1].said):
        if piece.mark.says in table:
            return table[piece.mark.says], f"by {_source(piece)}"
        if piece.status == "ruled out":
            return ("called off" if len(entry.pieces) > 1 else "ruled out"), f"by {_source(piece)}"
    return _passed(_days(entry, "prospects"), today, "expected")


def _passed(days: Days | None, today: date | None, open_: str) -> tuple[str, str]:
    if days is None:
        return open_, "no page says its day, nor what became of it"
    if today is not None and days[1] < today:
        return "past", f"it was for {days[1]}; no page says what became of it"
    return open_, f"it is for {days[1]}, after the last page of the record"


def _source(piece: Piece) -> str:
    day = piece.said[0].isoformat() if piece.said else "no day"
    return f"the page of {day}: {' '.join(piece.mark.text.split())[:120]}"


_STATUS = {"agreements": _agreement, "deadlines": _deadline, "demands": _demand, "prospects": _prospect}
