"""Whatever people and a daemon do to a queue, in whatever order: what they were promised holds."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from ruamel.yaml import YAML

from press import KEYS
from press_daemon import Daemon
from scheduler.model import OnUnknown, PartState

PLAYS = Path(__file__).parents[1] / "cases" / "queue" / "plays.yaml"
POST = {"hours": 1, "texts": ("Hello",), "true_for": None, "required": 0}


class Press(Daemon):
    """Two people with files, hands and an undo; a daemon that begins and settles, or dies; time that passes."""


Press.TestCase.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
test_whatever_is_done_to_a_queue = Press.TestCase


@pytest.mark.parametrize("play", YAML(typ="safe", pure=True).load(PLAYS), ids=lambda play: play["name"])
def test_what_matters_most_is_done_every_time(play: dict[str, Any]) -> None:
    """What chance comes upon once in a while: edges of windows, dead daemons, files behind hands, stale plans."""
    press = Press()
    try:
        press.begin_with_posts((_draft(play.get("post", {})),) * 2)
        if not play.get("both"):
            press.strike(KEYS[1], applies=True)
        for step in play["do"]:
            for name, given in step.items():
                _do(press, name, given)
                press.see_that_all_holds()
    finally:
        press.teardown()


def _draft(given: dict[str, Any]) -> dict[str, Any]:
    return POST | given | ({"texts": tuple(given["texts"])} if "texts" in given else {})


USUAL: dict[str, dict[str, Any]] = {
    "by_hand": {"some": set(KEYS), "user": "ana", "whole": False},
    "let_go": {"some": set(KEYS)},
    "move": {"some": {KEYS[0]}},
    **{
        name: {"key": KEYS[0]}
        for name in (
            "edit",
            "reword",
            "strike",
            "ask_for_a_time_that_is_over",
            "settle_what_is_unknown",
            "try_again",
        )
    },
}
"""What a rule is given where a play does not say it."""


def _do(press: Press, name: str, given: dict[str, Any]) -> None:
    """Apply a rule as a play gives it."""
    values = USUAL.get(name, {}) | given
    kinds = {"became": PartState, "policy": OnUnknown, "some": set, "texts": tuple, "draft": _draft}
    getattr(press, name)(**{key: kinds.get(key, _same)(value) for key, value in values.items()})


def _same(value: object) -> object:
    return value
