"""An entry of the ledger and a join in words, for `why`."""

from dragoman.model import When
from dragoman.relations.explain import End, Explained, JoinOf, LifeOf, StepOf
from dragoman.shows.reasons import Line, Told, days, tell

TIES = {
    "same": "two records of one thing",
    "echo": "later words about the record",
    "event": "the event in which it came to pass",
}


def told(found: Explained | LifeOf | JoinOf) -> Told:
    """Whatever `why` was asked about, with its reasons."""
    match found:
        case JoinOf():
            return _join(found)
        case LifeOf():
            return _life(found)
        case Explained():
            return _record(found)


def _record(found: Explained) -> Told:
    one = tell(found.record, found.page.findings.quotations)
    if found.life is None:
        return one
    life, id = found.life, found.record.id
    lines = [Line(label="entry", text=f"{life.id}: {_stands(life)}", why=life.status_why)]
    lines += [_tie(join, id) for join in life.joins if id in (join.earlier.id, join.later.id)]
    return Told(
        id=one.id,
        kind=one.kind,
        title=one.title,
        tone=one.tone,
        lines=(*one.lines, *lines),
        evidence=one.evidence,
    )


def _life(life: LifeOf) -> Told:
    lines = [
        Line(label="status", text=life.status or "unknown", why=life.status_why),
        *(_step(step) for step in life.steps),
        *(
            Line(label="join", text=f"{j.id}: {j.earlier.page} – {j.later.page}", why=j.why)
            for j in life.joins
        ),
    ]
    kind = life.kind.removesuffix("s")
    title = f"{life.name}: {_stands(life)}"
    return Told(id=life.id, kind=kind, title=title, tone=kind, lines=tuple(lines), evidence=())


def _join(join: JoinOf) -> Told:
    lines = [
        Line(label="what", text=TIES[join.tie], why=f"of the entry {join.life}"),
        Line(label="earlier", text=_end(join.earlier), why=join.earlier.id),
        Line(label="later", text=_end(join.later), why=join.later.id),
        Line(label="grounds", text=", ".join(join.grounds), why=join.why),
        *(Line(label="decided", text=said) for said in join.reviews),
        Line(label="undo", text=f"dragoman review {join.id} --reject --who NAME --reason TEXT"),
    ]
    title = f"{join.earlier.page} – {join.later.page}: {TIES[join.tie]}"
    return Told(
        id=join.id,
        kind="join",
        title=title,
        tone=join.kind.removesuffix("s"),
        lines=tuple(lines),
        evidence=(),
    )


def _stands(life: LifeOf) -> str:
    pages = len({step.page for step in life.steps})
    return f"{life.status or 'status unknown'}, told on {pages} page{'' if pages == 1 else 's'}"


def _step(step: StepOf) -> Line:
    when = days(When(from_=step.date_from, to=step.date_to)) if step.date_from else f"told {step.told or '–'}"
    by = f" ({step.by})" if step.by else ""
    return Line(label=when, text=f"{step.step}{by}", why=f"{step.page}: {' '.join(step.words.split())}")


def _tie(join: JoinOf, id: str) -> Line:
    other = join.later if join.earlier.id == id else join.earlier
    return Line(label="joined to", text=f"{_end(other)} (join {join.id})", why=join.why)


def _end(end: End) -> str:
    return f"{end.page}, {end.day or 'no day'}: “{' '.join(end.text.split())}”"
