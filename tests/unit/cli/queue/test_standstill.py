"""What stands still, in words."""

import pytest

from scheduler.cli.console.queue.standstill import paused_problems


@pytest.mark.parametrize(
    ("many", "said"), [(0, "no post waits for it"), (1, "one of its posts waits"), (2, "2 of its posts wait")]
)
def test_a_paused_channel_says_how_many_posts_wait_for_it(many: int, said: str) -> None:
    """In a sentence that reads well for none, one and several."""
    (problem,) = paused_problems({"x": None}, {"x": many} if many else {})
    assert problem.message == f"The channel x is paused (by hand); {said}"
