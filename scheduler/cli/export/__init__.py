"""Give out the posts: for a spreadsheet, a calendar, a program.

One form a file, found by its file name.
"""

from typing import Final

from scheduler.cli.console.program import Room

ORDER: Final = ("csv", "ics", "json")

command = Room(
    package=__name__,
    order=ORDER,
    help="""Give out the posts: for a spreadsheet, a calendar, a program.

    What is given out is the queue, with how every post stands; with --planned the queue as the next apply will make it.
    SELECT is a post's key or how it starts, such as quiet-harbour/three-things; `*` stands for one segment.
    """,
)
