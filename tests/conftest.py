"""Fixtures shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.coder import Coder
from communique.kit import Kit, load_kit

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def kit() -> Kit:
    """Parser and tables, loaded once for the whole run."""
    return load_kit()


@pytest.fixture(scope="session")
def coder(kit: Kit) -> Coder:
    """A coder that shares the session's kit."""
    return Coder(kit)
