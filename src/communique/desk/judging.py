"""Review: judgements are rows that are only ever added, with who, when and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from communique.archive.archive import Archive
from communique.archive.changes import ACCEPTED, EXISTS, REVIEWED
from communique.archive.corrections import Correction
from communique.archive.values import packed
from communique.desk.bodies import body_of
from communique.desk.desk import Desk, desk_of
from communique.desk.guard import may_write
from communique.desk.views.reading import filed
from communique.errors import InputError

router = APIRouter(prefix="/api", tags=["review"])

SIZE = 64_000  # bytes of a judgement
PATIENCE = 3.0  # seconds that an answer waits for the snapshot to have it; a large archive needs longer


class JudgementIn(BaseModel):
    """A judgement on an item of a document: it is right, it is not there, one field of it is another, or: take back."""

    model_config = ConfigDict(extra="forbid")
    verdict: Literal["accept", "reject", "edit", "undo"]
    who: str = Field(min_length=1, max_length=200)
    why: str = Field("", max_length=2000)
    document: str = Field("", max_length=2000)
    item: str = Field("", max_length=40)
    field: str | None = Field(None, max_length=40)
    value: Any = None
    correction: int | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """The corrections that a judgement has added, and whether the snapshot has them already."""

    corrections: list[Correction]
    shown: bool


@router.post("/judgements", status_code=201, openapi_extra={
    "requestBody": {"required": True, "content": {"application/json": {"schema": JudgementIn.model_json_schema()}}},
})
async def judge(request: Request) -> Response:
    """Add a judgement: accept, reject, edit a field of, or undo one on, an item of a document.

    Needs the desk's token (`Authorization: Bearer`, or the cookie of the desk's own pages). Nothing is overwritten.
    """
    desk = desk_of(request)
    may_write(request, desk.settings)
    judgement = await body_of(request, JudgementIn, SIZE)
    answer = await run_in_threadpool(_judge, desk, judgement)
    return Response(packed(answer), 201, {"Cache-Control": "no-store"}, "application/json")


def _judge(desk: Desk, judgement: JudgementIn) -> Judged:
    made = datetime.now(UTC).isoformat(timespec="milliseconds")
    with desk.reading(write=True) as archive:
        before = archive.last_corrections(1)
        last = before[0].number if before else 0
        _write(archive, judgement, made)
        added = [c for c in archive.last_corrections(20) if c.number > last and c.made == made]
    desk.keeper.look()
    return Judged(corrections=sorted(added, key=lambda c: c.number), shown=desk.keeper.wait(PATIENCE))


def _write(archive: Archive, judgement: JudgementIn, made: str) -> None:
    who, why = judgement.who.strip(), judgement.why.strip()
    if not who:
        raise InputError("who: a judgement needs a name")
    if judgement.verdict == "undo":
        if judgement.correction is None:
            raise InputError("correction: undo needs the number of the correction that is taken back")
        archive.undo(judgement.correction, who=who, made=made, why=why or "undone")
        return
    filed(archive, judgement.document)
    if judgement.verdict == "edit":
        if not judgement.field:
            raise InputError("field: edit needs the name of the field")
        field, value = judgement.field, judgement.value
        if isinstance(value, str):
            value = archive.value(judgement.document, judgement.item, field, value)
    else:
        field, value = (REVIEWED, ACCEPTED) if judgement.verdict == "accept" else (EXISTS, False)
    archive.correct(judgement.document, judgement.item, field, value, who=who, made=made, why=why)
