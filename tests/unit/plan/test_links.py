"""Links and their campaign parameters."""

from typing import Any

import pytest

from scheduler.errors import WorkspaceError
from scheduler.plan.links import tagged

NAMES = {"channel": "x", "campaign": "harbour"}


@pytest.mark.cases("links")
def test_a_link_gets_what_it_lacks_and_keeps_the_rest(case: dict[str, Any]) -> None:
    """Query, fragment and parameters that are there already stay as they are."""
    assert tagged(case["link"], case["utm"], NAMES) == case["is"]


@pytest.mark.cases("links")
def test_tagging_twice_changes_nothing(case: dict[str, Any]) -> None:
    """No parameter is ever there twice."""
    assert tagged(case["is"], case["utm"], NAMES) == case["is"]


def test_what_is_no_address_is_said() -> None:
    """An article may give its address in any form; it is told before anything is posted."""
    with pytest.raises(WorkspaceError) as raised:
        tagged("https://[half/an/address", {"source": "x"}, NAMES)
    assert raised.value.problems[0].code == "address-invalid"


def test_without_a_link_there_is_nothing_to_tag() -> None:
    """No link stays no link."""
    assert tagged(None, {"source": "x"}, NAMES) is None
