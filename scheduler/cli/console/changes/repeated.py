"""Warnings that `validate`, `preview` and `plan` tell whole: the commands that come after them only count them."""

from scheduler.cli.console.desk import Desk
from scheduler.errors import Problem, Severity


def repeated(desk: Desk, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the warnings of the files among those of a plan; none for who wants to see everything again.

    What is said of this very change (a post that is missed, or sent already) is not among them.
    """
    if desk.options.verbose or desk.options.strict:
        return ()
    known = {each for each in desk.problems if each.severity is Severity.WARNING}
    return tuple(each for each in problems if each in known)
