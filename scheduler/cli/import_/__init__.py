"""Bring in posts that were written in a spreadsheet.

One form a file, found by its file name.
"""

from typing import Final

from scheduler.cli.console.program import Room

ORDER: Final = ("csv",)

command = Room(package=__name__, order=ORDER, help="Bring in posts that were written in a spreadsheet.")
