"""The days of financial years, by the country that is named beside them."""

from __future__ import annotations

import pytest

from communique.coding import code
from communique.kit import Kit
from communique.model import Document

CASES = [
    ("Japan's budget for fiscal year 2022 was late.", "2022-04-01", "2023-03-31"),
    ("India spent less in fiscal year 2023-24.", "2023-04-01", "2024-03-31"),
    ("The U.S. deficit grew in fiscal 2023.", "2022-10-01", "2023-09-30"),
    ("Australia's budget for FY2025 was late.", "2024-07-01", "2025-06-30"),
    ("Ethiopia will borrow more in fiscal 2024.", "2023-07-08", "2024-07-07"),
    ("Profits rose in fiscal 2023.", None, None),
    ("Japan was not mentioned. Profits rose in fiscal 2023.", None, None),
]


@pytest.mark.parametrize(("text", "first", "last"), CASES)
def test_days_of_a_financial_year(kit: Kit, text: str, first: str | None, last: str | None) -> None:
    record = code(Document(text=text, id="one", date="2024-05-10"), kit)
    assert [(t.first, t.last) for t in record.times] == [(first, last)]
