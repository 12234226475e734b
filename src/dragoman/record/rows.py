"""Which rows does a page make? Findings -> the rows of each table of the record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from dragoman.engine.batch import RECORDS, Answer
from dragoman.model import (
    Actor,
    Agreement,
    Alignment,
    Deadline,
    Deed,
    Demand,
    Event,
    Findings,
    Place,
    Prospect,
    Quantities,
    Quotation,
    Reasons,
    When,
)

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Sides = Iterable[tuple[str, Iterable[Actor]]]


def rows_of(answer: Answer) -> Rows:
    """The rows of one answered page (or refusal) by table; columns are named as in `schema`.

    Errors: ValueError where findings are not what the types say, or a date is no day.
    """
    rows: Rows = defaultdict(list)
    if answer.findings is None or answer.text is None:
        rows["refused"].append(_refused(answer))
        return rows
    findings = msgspec.json.decode(answer.findings, type=Findings)
    rows["pages"].append(_page(answer, findings))
    rows["passages"] = [
        {"page": answer.key, "position": n, "start": p.start, "end": p.end, "role": p.role}
        for n, p in enumerate(findings.page.passages)
    ]
    for kind in RECORDS:
        for position, record in enumerate(getattr(findings, kind)):
            _add(rows, kind, record, {"id": record.id, "page": answer.key, "position": position})
    return rows


def _refused(answer: Answer) -> Row:
    return {
        "key": answer.key,
        "id": answer.id,
        "input": answer.where,
        "reason": answer.reason,
        "traceback": answer.traceback,
    }


def _page(answer: Answer, findings: Findings) -> Row:
    head, published = findings.page, findings.page.published
    assert answer.text is not None and answer.findings is not None
    return {
        "key": answer.key,
        "id": answer.id,
        "title": head.title,
        "url": head.url,
        "source": head.source,
        "language": head.language,
        "published_from": _day(published.from_),
        "published_to": _day(published.to),
        "published_basis": published.basis,
        "published_why": published.why,
        "chars": len(answer.text),
        "text": answer.text,
        "notes": list(findings.notes),
        "findings": answer.findings.decode(),
    }


def _add(rows: Rows, kind: str, record: Any, head: Row) -> None:
    columns, sides = _MAKERS[type(record)](record)
    rows[kind].append(head | columns)
    rows[f"{kind.removesuffix('s')}_actors"].extend(_actors(record.id, sides))
    if isinstance(record, Agreement):
        _add_acts(rows, record)
    rows["evidence"].extend(
        {
            "record": record.id,
            "position": n,
            "kind": kind,
            "page": head["page"],
            "start": e.start,
            "end": e.end,
            "text": e.text,
        }
        for n, e in enumerate(record.evidence)
    )


def _event(event: Event) -> tuple[Row, Sides]:
    deed, why = event.about, event.why
    columns = {
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        **_place(event.place),
        **_when(event.date),
        "factuality": event.factuality,
        "attributed": event.attributed_to is not None,
        **_quantities(event.quantities),
        "rule": event.rule,
        "confidence": event.confidence,
        **_deed(deed),
        **_reasons(why),
    }
    about = (("about source", deed.source), ("about target", deed.target)) if deed else ()
    named = (("source", event.source), ("target", event.target), ("attributed", event.attributed_to or ()))
    return columns, (*named, *about)


def _quantities(told: Quantities) -> Row:
    people = {name: getattr(told, name) for name in ("dead", "injured", "arrested", "troops", "size")}
    money = {
        f"money_{n}": getattr(told.money, n) if told.money else None for n in ("amount", "currency", "text")
    }
    return people | money


def _deed(deed: Deed | None) -> Row:
    fields = ("type", "mode", "factuality", "rule")
    return {f"about_{name}": getattr(deed, name) if deed else None for name in fields}


def _reasons(why: Reasons | None) -> Row:
    return {
        "why_rule": why.rule if why else None,
        "why_factuality": why.factuality if why else None,
        "why_rejected": list(why.rejected) if why else [],
    }


def _quotation(quotation: Quotation) -> tuple[Row, Sides]:
    fields = ("words", "kind", "cue", "why_unknown", "role", "event", "why")
    columns = {name: getattr(quotation, name) for name in fields}
    speaker = [quotation.speaker] if quotation.speaker else []
    sides = [(name, getattr(quotation, name)) for name in ("also", "via", "to", "about")]
    return columns, [("speaker", speaker), *sides]


def _agreement(agreement: Agreement) -> tuple[Row, Sides]:
    return {name: getattr(agreement, name) for name in ("name", "terms", "status", "outstanding", "why")}, ()


def _add_acts(rows: Rows, agreement: Agreement) -> None:
    people = [("party", -1, agreement.parties), *(("act", n, act.by) for n, act in enumerate(agreement.acts))]
    for side, number, actors in people:
        rows["agreement_actors"].extend(
            row | {"act": number} for row in _actors(agreement.id, [(side, actors)])
        )
    rows["agreement_acts"].extend(
        {"record": agreement.id, "position": n, "act": act.act, **_when(act.date)}
        for n, act in enumerate(agreement.acts)
    )


def _deadline(deadline: Deadline) -> tuple[Row, Sides]:
    columns = {name: getattr(deadline, name) for name in ("condition", "consequence", "days", "why")}
    return columns | {"due": _day(deadline.due)}, [("by", deadline.by), ("party", deadline.parties)]


def _demand(demand: Demand) -> tuple[Row, Sides]:
    columns = {name: getattr(demand, name) for name in ("what", "condition", "withheld", "event", "why")}
    return columns, [("by", demand.by), ("of", demand.of)]


def _alignment(alignment: Alignment) -> tuple[Row, Sides]:
    columns = {name: getattr(alignment, name) for name in ("stance", "dispute", "withdrawn", "why")}
    columns |= {"as": alignment.as_, "rivals": list(alignment.rivals)}
    return columns, [("supporter", [alignment.supporter]), ("supported", [alignment.supported])]


def _prospect(prospect: Prospect) -> tuple[Row, Sides]:
    columns = {
        "type": prospect.type,
        **_place(prospect.place),
        "certainty": prospect.certainty,
        "date_from": _day(prospect.from_),
        "date_to": _day(prospect.to),
        "why": prospect.why,
    }
    return columns, [("party", prospect.parties)]


_MAKERS: dict[type, Any] = {
    Event: _event,
    Quotation: _quotation,
    Agreement: _agreement,
    Deadline: _deadline,
    Demand: _demand,
    Alignment: _alignment,
    Prospect: _prospect,
}


def _actors(record: str, sides: Sides) -> Iterator[Row]:
    for side, actors in sides:
        for position, actor in enumerate(actors):
            who = msgspec.structs.asdict(actor) | {"candidates": list(actor.candidates)}
            yield {"record": record, "side": side, "position": position, **who}


def _place(place: Place | None) -> Row:
    fields = ("name", "country", "lat", "lon")
    return {f"place_{name}": getattr(place, name) if place else None for name in fields}


def _when(when: When) -> Row:
    return {
        "date_from": _day(when.from_),
        "date_to": _day(when.to),
        "date_words": when.words,
        "date_why": when.why,
    }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
