"""Text that is as it will be sent."""


class Done(str):
    """Text whose values are escaped already: the result of a macro, a block or a set."""

    __slots__ = ()
