"""Look at the queue, and decide what only a person can.

One verb a file, found by its file name.
"""

from typing import Final

from scheduler.cli.console.program import Room

ORDER: Final = ("list", "show", "approve", "pause", "resume", "cancel", "move", "release", "retry", "resolve")

command = Room(
    package=__name__,
    order=ORDER,
    help="""Look at the queue, and decide what only a person can.

    SELECT is a post's key or how it starts, such as quiet-harbour/three-things; `*` stands for one segment. What is
    done by hand stays through every apply until it is released, and  tminus undo  takes the last deed back.
    """,
)
