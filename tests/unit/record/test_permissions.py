"""Whether a publisher has to ask."""

from __future__ import annotations

from typing import Any

import pytest

from archcite.record.permissions import _STATEMENTS, Need, lacking, permission
from archcite.record.toml import from_plain


def record(**rights: Any) -> Any:
    plain = {"schema": "archcite/1", "document": {"id": "roe", "kind": "letter", "title": "T"}}
    return from_plain({**plain, "rights": rights} if rights else plain)


@pytest.mark.parametrize(
    ("rights", "need", "uses"),
    [
        ({}, Need.UNKNOWN, ""),
        ({"contact": "a@example.org"}, Need.UNKNOWN, ""),
        ({"statement": "Ask us."}, Need.UNCLEAR, "see the statement"),
        ({"license": "CC0-1.0"}, Need.NO, ""),
        ({"license": "https://creativecommons.org/publicdomain/mark/1.0/"}, Need.NO, ""),
        ({"license": "CC-BY-4.0"}, Need.NO, ""),
        ({"license": "CC-BY-NC-4.0"}, Need.SOME, "commercial use"),
        (
            {"license": "https://creativecommons.org/licenses/by-nc-nd/4.0/"},
            Need.SOME,
            "commercial use and adaptations, a translation too",
        ),
        ({"license": "MPL-2.0"}, Need.UNCLEAR, "uses that the licence does not allow"),
        (
            {"uri": "http://rightsstatements.org/vocab/InC/1.0/"},
            Need.YES,
            "any use beyond the exceptions of copyright law",
        ),
        ({"uri": "http://rightsstatements.org/vocab/NoC-NC/1.0/"}, Need.SOME,
         "commercial use, by contract with the archive"),
        ({"license": "CC-BY-4.0", "access": "closed"}, Need.YES, "reading it at all"),
        ({"license": "CC-BY-4.0", "access": "open"}, Need.NO, ""),
    ],
)  # fmt: skip
def test_permission(rights: dict[str, Any], need: Need, uses: str) -> None:
    found = permission(record(**rights))
    assert (found.need, found.uses) == (need, uses)


def test_a_licence_says_more_than_a_statement() -> None:
    found = permission(record(license="CC-BY-SA-4.0", statement="All rights reserved"))
    assert found.need is Need.NO
    assert found.conditions == (
        "name the creator and the licence",
        "share adaptations under the same licence",
    )


def test_each_of_the_twelve_is_known() -> None:
    from archcite.record.identifiers import check_rights_uri

    for code in _STATEMENTS:
        address = f"http://rightsstatements.org/vocab/{code}/1.0/"
        assert not check_rights_uri(address)
        assert permission(record(uri=address)).basis == f"rightsstatements.org {code}"
    assert len(_STATEMENTS) == 12


def test_what_is_missing() -> None:
    assert lacking(record()) == ["rights.statement"]
    assert lacking(record(contact="a@example.org")) == ["rights.statement"]
    assert lacking(record(license="CC0-1.0")) == []
    assert lacking(record(statement="Ask.")) == ["rights.holder", "rights.contact"]
    assert lacking(record(statement="Ask.", holder=["Doe"], contact="a@example.org")) == []
