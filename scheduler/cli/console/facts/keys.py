"""Single keys and edited lines from a terminal."""

import os
import select
import sys
import termios
import tty
from collections.abc import Callable
from contextlib import suppress
from typing import Final

ESCAPE: Final = b"\x1b"
END_OF_INPUT: Final = b"\x04"
LONGEST_WAIT_SECONDS: Final = 0.2


def is_terminal() -> bool:
    """Say whether somebody sits there who sees what is asked and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def read_key(show: Callable[[], None]) -> str:
    """Show what is asked, and return the next key as a lower-case letter, "" for one that is none (an arrow, say).

    Raises EOFError at the end of input; Ctrl-C interrupts as it does anywhere.
    """
    stream = sys.stdin.fileno()
    before = termios.tcgetattr(stream)
    byte = b""
    try:
        tty.setcbreak(stream, termios.TCSADRAIN)  # before anything is shown: who answers at once is not overheard
        show()
        with suppress(OSError):  # the terminal was closed: the end of input
            # A signal that comes right before a system call does not interrupt it, so none may wait for long.
            while not select.select([stream], [], [], LONGEST_WAIT_SECONDS)[0]:
                pass
            byte = os.read(stream, 1)
        if byte == ESCAPE:
            while select.select([stream], [], [], 0)[0] and os.read(stream, 1):
                pass
            return ""
    finally:
        with suppress(termios.error):
            termios.tcsetattr(stream, termios.TCSADRAIN, before)
    if byte in {b"", END_OF_INPUT}:
        raise EOFError
    return byte.decode("ascii", errors="ignore").lower()


def read_line(prompt: str, value: str) -> str:
    """Return a line; `value` stands in it already, to be changed. Without a line editor Enter keeps it."""
    with suppress(ImportError):
        import readline  # noqa: PLC0415 - not every Python has it

        readline.set_startup_hook(lambda: readline.insert_text(value))
        try:
            return input(prompt).strip()
        finally:
            readline.set_startup_hook(None)
    return input(f"{prompt}[{value}] ").strip() or value
