from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from scheduler.workspace.problems import shape_at
from scheduler.workspace.shapes.campaigns import CampaignShape, StepShape
from scheduler.workspace.shapes.channels import ChannelShape, ChannelsShape
from scheduler.workspace.shapes.shape import UtmShape
from scheduler.workspace.shapes.workspace import WorkspaceShape

FILES = (WorkspaceShape, ChannelsShape, CampaignShape)


def within(schema: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    for name, value in schema.items():
        if isinstance(value, dict):
            if name == "properties":
                yield from value.items()
            yield from within(value)


@pytest.mark.parametrize("shape", FILES)
def test_every_key_is_described_in_the_schema_of_its_file(shape: type[BaseModel]) -> None:
    """An editor, and the hint of a missing key, say what a key is for."""
    keys = list(within(shape.model_json_schema()))
    assert keys
    assert [name for name, key in keys if not key.get("description")] == []


def test_the_shape_at_a_path_is_that_of_the_group_there() -> None:
    """Suggestions come from the keys of the very group in which a wrong one stands."""
    assert shape_at(CampaignShape, ("steps", 3)) is StepShape
    assert shape_at(ChannelShape, ("utm",)) is UtmShape
    assert shape_at(CampaignShape, ("steps", 3, "when")) is None
    assert shape_at(CampaignShape, ("nothing", "below")) is None
