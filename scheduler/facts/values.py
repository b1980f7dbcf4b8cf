"""Values of facts as plain data (text, true and false, null, groups of them), the form in which"
" files and JSON hold them.
"""

from enum import Enum

from scheduler.model import Source, Subject

Plain = str | bool | int | dict[str, "Plain"] | list["Plain"] | None


def plain(value: object) -> Plain:
    """Return a value of a fact as plain data."""
    if type(value) is str or value is None or isinstance(value, int):  # most are
        return value
    match value:
        case Enum():
            return str(value.value)
        case Subject():
            return {"type": value.type, "name": value.name}
        case Source():
            return {"exact": value.exact, "start": value.start, "end": value.end}
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            return str(value)
