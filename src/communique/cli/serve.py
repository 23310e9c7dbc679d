"""``communique serve``: the desk, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer

from communique.cli.query import ArchiveFile


def serve(
    archive: ArchiveFile,
    host: Annotated[
        str, typer.Option(help="Address to listen on; one that others can reach needs --token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any that is free.")] = 8000,
    token: Annotated[
        str | None,
        typer.Option(envvar="COMMUNIQUE_TOKEN", help="What lets people write, and others read; else a new one."),
    ] = None,
    snapshots: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where snapshots are kept; else ARCHIVE.desk beside the archive.")
    ] = None,
) -> None:
    """Serve the pages and the API of an archive, until Ctrl-C.

    Needs the extra communique[desk]. No request leaves this machine.
    """
    try:
        from communique.desk.app import create_app  # noqa: PLC0415
        from communique.desk.serving import bound  # noqa: PLC0415
        from communique.desk.serving import serve as run  # noqa: PLC0415
        from communique.desk.settings import Settings  # noqa: PLC0415
    except ImportError as error:
        from communique.errors import DataError  # noqa: PLC0415

        raise DataError(f"the desk needs more packages ({error.name}): pip install 'communique[desk]'") from None
    settings = Settings.of(archive, host, port, token, snapshots)
    app = create_app(settings)
    with bound(settings) as socket:
        number = socket.getsockname()[1]
        name = f"[{host}]" if ":" in host else host
        typer.echo(f"the desk is at http://{name}:{number}/?token={quote(settings.token)}  (Ctrl-C ends it)", err=True)
        run(app, socket)
