"""Bodies of requests: no larger than they may be, and of the shape they should have."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from communique.errors import InputError

Body = TypeVar("Body", bound=BaseModel)


async def body_of(request: Request, kind: type[Body], most: int) -> Body:
    """The JSON body of a request.

    Raises:
        InputError: it is larger than ``most`` bytes, no JSON, or not of this kind.
    """
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise InputError("the body must be JSON, with Content-Type: application/json")
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > most:
            raise InputError(f"the body is larger than {most:,} bytes, the most that is taken")
    try:
        return kind.model_validate_json(bytes(received))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{where}: {first['msg']}" if where else str(first["msg"])) from None
