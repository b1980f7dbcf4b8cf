r"""LinkedIn: 3,000 characters, counted after escaping, in UTF-16 units.

The number is third-party, the unit unstated, and whether escapes count is not known: the larger of each is charged.
The dialect is "little text": each of `\ | { } @ [ ] ( ) < > # * _ ~` takes a backslash, also where it means nothing. A
text that forgot one was seen cut silently at its first `(`. Hashtags stay hashtags, because a template's own tags
come this way too, and a tag in a fact reads the same. Links stay links: in one, only the brackets that could cut the
text are escaped. A mention needs an account's URN in brackets, and cannot form once the `@` is escaped.
"""

from datetime import date

from scheduler.platforms.dialect import Dialect, backslash_escapes, backslashed
from scheduler.platforms.finding import web_links
from scheduler.platforms.platform import Exactness, Platform
from scheduler.platforms.rules import Rules
from scheduler.platforms.units import utf16_units
from scheduler.text import first_come, hashtags

RESERVED = r"\|{}@[]()<>#*_~"

_everywhere = backslashed(RESERVED)
_in_links = backslashed(r"\|{}[]()<>")


def escape(text: str) -> str:
    """Return literal text in little text, with its links and hashtags still links and hashtags."""
    pieces, at = [], 0
    for span in first_come([*web_links(text), *hashtags(text)]):
        pieces.append(_everywhere(text[at : span.start]))
        pieces.append(_in_links(span.text) if span.kind == "link" else span.text)
        at = span.end
    return "".join([*pieces, _everywhere(text[at:])])


PLATFORM = Platform(
    name="linkedin",
    label="LinkedIn",
    limit=3000,
    unit="characters",
    exactness=Exactness.CONSERVATIVE,
    source="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format",
    read_on=date(2026, 11, 22),
    measure=utf16_units,
    finds=(web_links, hashtags),
    dialect=Dialect(name="little text", escape=escape, escaped=backslash_escapes(RESERVED)),
    threads=False,
    shows_card=True,
    rules=Rules(customary_tags=3, media="pictures, one film or one document"),
)
