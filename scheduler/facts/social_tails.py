"""The last line of a post from a social network as people paste it: — Name (@handle) July 5, 2023."""

import re
from typing import Final

_MONTH: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
HANDLE: Final = r"@\w{1,40}(?:[.-]\w{1,40}){0,4}(?:@\w[\w.-]{1,60})?"
TAIL: Final = re.compile(
    rf"[—–―-]{{1,2}} ?(?P<name>[^()\n]{{1,80}}?) ?\((?P<handle>{HANDLE})\) ?(?:on )?"
    rf"(?:{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})|(?P<day2>\d{{1,2}})"
    rf" {_MONTH.replace('?P<month>', '?P<month2>')},? (?P<year2>\d{{4}}))"
    r"(?: ?(?:at|,|·) ?\d{1,2}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?)?"
)
"""A signature with its day; the time behind it is left alone."""
UNDATED: Final = re.compile(rf"[—–―-]{{1,2}} ?(?P<name>[^()\n]{{1,80}}?) ?\((?P<handle>{HANDLE})\)\s*$")
"""A signature that names no day: enough where the page itself says that a block is a post."""
SHARED: Final = re.compile(rf"A post shared by (?P<name>[^()@\n]{{0,80}}?) ?\((?P<handle>{HANDLE})\)")
"""The signature of a picture post; it names no day."""
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
