"""How a desk is set up."""

from __future__ import annotations

import ipaddress
import secrets
from pathlib import Path

import msgspec

from communique.archive.at_hand import home_of
from communique.errors import InputError

SHORTEST = 16  # letters of a token


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What ``communique serve`` is told; times are in seconds, sizes in bytes."""

    archive: Path
    folder: Path  # where snapshots are kept
    token: str
    host: str = "127.0.0.1"
    port: int = 8000
    query_limit: float = 10.0
    stream_limit: float = 900.0
    code_limit: float = 30.0
    code_size: int = 200_000
    open: bool = True  # whether reading needs no token: on this machine alone

    @classmethod
    def of(cls, archive: Path, host: str, port: int, token: str | None, folder: Path | None = None) -> Settings:
        """The settings of a desk at this address.

        Raises:
            InputError: others can reach the address and there is no token, or it is too short to keep them out.
        """
        local = is_local(host)
        if not local and token is None:
            raise InputError(
                f"others can reach {host}: the desk starts there only with a token (--token, or COMMUNIQUE_TOKEN)"
            )
        if token is not None and len(token) < SHORTEST:
            raise InputError(f"the token is too short to keep anybody out: at least {SHORTEST} letters")
        home = folder or home_of(archive)
        return cls(
            archive=archive, folder=home, token=token or secrets.token_urlsafe(24), host=host, port=port, open=local
        )


def is_local(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
