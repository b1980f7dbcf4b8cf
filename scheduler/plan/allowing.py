"""Silences warnings that are meant: `allow: {CODE: "reason"}` at a step, a row, a channel or a campaign.

The most specific reason counts. An error is never silenced here: what must not go out does not go out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scheduler.errors import Problem, Severity
from scheduler.model import OneOff, Recurrence, Step
from scheduler.plan.material import Material

POSTS = "posts"


@dataclass(frozen=True, slots=True)
class Allowances:
    """Every reason of a workspace, by what it stands at."""

    material: Material
    _owners: Mapping[str, Step | Recurrence | OneOff] = field(init=False)

    def __post_init__(self) -> None:
        """Index the steps by the start of their posts' keys, the rows by the whole of it."""
        owners: dict[str, Step | Recurrence | OneOff] = {}
        for campaign in self.material.campaigns:
            owners |= {f"{campaign.name}/{step.name}": step for step in campaign.steps}
            owners |= {f"{campaign.name}/{each.name}": each for each in campaign.recurring}
        owners |= {f"{POSTS}/{row.key}/{row.channel}": row for row in self.material.one_offs}
        object.__setattr__(self, "_owners", owners)

    def reason(self, code: str, key: str, problem: Problem | None = None) -> str | None:
        """Return why a code is allowed for the post of a key, or for what a campaign of that name says."""
        campaign, *rest = key.split("/")
        channel = rest[1] if len(rest) > 1 else ""
        owner = self._owners.get(key if campaign == POSTS else "/".join([campaign, *rest[:1]]))
        if owner is None and problem and problem.place:  # said of a recurrence as a whole
            owner = next((each for each in self._owners.values() if each.place == problem.place), None)
        at = [
            owner.allow if owner else {},
            self.material.channels[channel].allow if channel in self.material.channels else {},
            *(each.allow for each in self.material.campaigns if each.name == campaign),
        ]
        return next((reasons[code] for reasons in at if code in reasons), None)

    def over(self, problem: Problem, keys: Iterable[str]) -> Problem:
        """Return a warning silenced if any of the posts it is about allows it; everything else as it is."""
        if problem.severity is Severity.ERROR:
            return problem
        reasons = (self.reason(problem.code, key, problem) for key in keys)
        reason = next((each for each in reasons if each), None)
        return problem.silenced(reason) if reason else problem
