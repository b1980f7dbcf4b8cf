from datetime import UTC, datetime, timedelta

import pytest

from scheduler.delivery.prepared import Prepared, filled, given, without
from scheduler.destinations import Request, Response
from scheduler.model import Secret

OPENS = Request(
    method="POST",
    url=Secret("https://pds.example"),
    headers=(),
    body=b"",
    prepares=True,
    gives=(("access", "session.accessJwt"),),
    lasts=timedelta(hours=1),
)


def answer(body: str) -> Response:
    return Response(status=200, headers={}, body=body.encode(), cut=False, at=datetime.now(UTC))


def test_values_are_good_for_as_long_as_they_last() -> None:
    """After it, or once they were refused, they are made anew."""
    prepared = Prepared()
    assert prepared.values(0.0) is None
    prepared.keep({"access": Secret("token")}, timedelta(hours=1), now=100.0)
    assert prepared.values(3699.9) == {"access": Secret("token")}
    assert prepared.values(3700.0) is None
    prepared.drop()
    assert prepared.values(200.0) is None


def test_a_prepare_gives_the_values_it_promised() -> None:
    """They are found at a path of its answer."""
    assert given(OPENS, answer('{"session": {"accessJwt": "t0"}}')) == {"access": Secret("t0")}


@pytest.mark.parametrize("body", ["", "{}", '{"session": {"accessJwt": 7}}', '{"session": {"accessJwt": ""}}', "[1]"])
def test_a_prepare_without_its_values_gives_none(body: str) -> None:
    """Whatever else it answers: nothing is sent with half a session."""
    assert given(OPENS, answer(body)) is None


def test_values_fill_headers_and_are_left_out_of_what_people_read() -> None:
    """Only names that were given are replaced; other braces stay."""
    values = {"access": Secret("t0-secret")}
    headers = (("authorization", "Bearer {access}"), ("x", "{other} {}"))
    assert filled(headers, values) == (("authorization", "Bearer t0-secret"), ("x", "{other} {}"))
    assert without("no session t0-secret here", values) == "no session *** here"
