"""Front matter: the block above a Markdown article that states its title, its authors and its date.

`---` holds YAML and `+++` holds TOML. Every scalar is read as text, so that a date keeps the day it is written with.
A block that a person typed and no parser takes (a title with a colon) is read line by line.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

LONGEST_CHARACTERS: Final = 50_000
MOST_BRACKETS: Final = 500

TITLES: Final = ("title", "headline", "name")
PUBLISHED: Final = (
    "date", "published", "date_published", "datepublished", "pubdate", "publishdate", "publish_date", "published_at",
    "published_date", "publication_date", "created", "created_at", "posted",
)  # fmt: skip
MODIFIED: Final = (
    "updated",
    "lastmod",
    "date_modified",
    "datemodified",
    "modified",
    "last_modified_at",
    "updated_at",
    "last_updated",
)
AUTHORS: Final = ("author", "authors", "byline", "by", "creator")
ADDRESSES: Final = (
    "url",
    "canonical_url",
    "canonical",
    "canonicalurl",
    "link",
    "permalink",
    "original_url",
    "source_url",
)
IMAGES: Final = (
    "image", "cover", "cover_image", "featured_image", "featuredimage", "hero", "hero_image", "thumbnail", "banner",
    "og_image", "images", "feature_image",
)  # fmt: skip
LANGUAGES: Final = ("lang", "language", "locale")
PUBLISHERS: Final = ("publisher", "site", "site_name", "outlet", "publication", "source")
PATHS: Final = ("path", "slug", "permalink", "url", "aliases")

_YAML: Final = re.compile(r"---[ \t]*\n(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(?P<block>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_UNCLOSED: Final = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<block>(?:[A-Za-z_][\w-]{0,40}[ \t]*[:=][ \t]+\S[^\n]*\n)+)(?=\n|\Z)"
)
_LINE: Final = re.compile(r"^(?P<key>[A-Za-z_][\w -]{0,40}?)[ \t]*[:=][ \t]*(?P<value>\S.*)$", re.MULTILINE)
_ITEM: Final = re.compile(r"^[ \t]*-[ \t]+(?:name:[ \t]*)?(?P<value>\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter states: keys in lower case with `_`; where the body begins; what a person should check."""

    values: Mapping[str, object]
    end: int
    notes: tuple[str, ...] = ()

    def text(self, *keys: str) -> str | None:
        """Return the first text that one of these keys has."""
        return next(iter(self.texts(*keys)), None)

    def texts(self, *keys: str) -> list[str]:
        """Return every text below the first of these keys that has any."""
        for key in keys:
            found = list(_texts(self.values.get(key), 0))
            if found:
                return found
        return []

    def dates(self, *keys: str) -> list[str]:
        """Return the texts of all these keys, in their order."""
        return [each for key in keys for each in _texts(self.values.get(key), 0)]


def opens(text: str) -> bool:
    """Say whether a text begins with front matter."""
    return any(rule.match(text[:LONGEST_CHARACTERS]) for rule in (_YAML, _TOML, _UNCLOSED))


def read_front_matter(text: str) -> FrontMatter:
    """Return what the front matter of a text states; nothing, and 0 as its end, where there is none.

    What was typed by hand and breaks the rules of YAML or TOML is read line by line, and said.
    """
    for name, rule, load in (("YAML", _YAML, _load_yaml), ("TOML", _TOML, _load_toml)):
        found = rule.match(text[:LONGEST_CHARACTERS])
        if found:
            loaded = load(found["block"])
            if loaded is not None:
                return _stated(loaded, found.end())
            return _typed(found, f"is no {name} that can be read")
    found = _UNCLOSED.match(text[:LONGEST_CHARACTERS])
    return _typed(found, f"has no line {found['mark']} below it") if found else FrontMatter({}, 0)


def _stated(values: Mapping[str, object], end: int) -> FrontMatter:
    return FrontMatter({_key(key): value for key, value in values.items()}, end)


def _typed(found: re.Match[str], fault: str) -> FrontMatter:
    """Read broken front matter line by line; where its title or its date is not among them, a person is asked."""
    read = _stated(_by_lines(found["block"]), found.end())
    if read.text(*TITLES) and read.dates(*PUBLISHED):
        return read
    return replace(read, notes=(f"The front matter {fault}: please check headline, author and date.",))


def _key(key: object) -> str:
    return str(key).strip().lower().replace("-", "_").replace(" ", "_")


def _load_yaml(block: str) -> Mapping[str, object] | None:
    from ruamel.yaml import YAML  # noqa: PLC0415 - plain text needs no YAML
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - the same

    if block.count("[") + block.count("{") > MOST_BRACKETS:
        return None
    try:
        loaded = YAML(typ="base", pure=True).load(block)
    except (YAMLError, ValueError, RecursionError):
        return None
    return loaded if isinstance(loaded, dict) else None


def _load_toml(block: str) -> Mapping[str, object] | None:
    try:
        return dict(tomllib.loads(block))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _by_lines(block: str) -> Mapping[str, object]:
    """Read `key: value` and `key = value` lines, whatever the value holds, and lists below a key."""
    values: dict[str, object] = {}
    lines = list(_LINE.finditer(block))
    for found in lines:
        values.setdefault(found["key"], _unquoted(found["value"].strip()))
    for found in re.finditer(
        r"^(?P<key>[A-Za-z_][\w-]{0,40}):[ \t]*\n(?P<items>(?:[ \t]*-[ \t]+\S.*\n?)+)", block, re.MULTILINE
    ):
        values.setdefault(found["key"], [_unquoted(each["value"].strip()) for each in _ITEM.finditer(found["items"])])
    return values


def _unquoted(value: str) -> object:
    if value.startswith("["):
        try:
            loaded = json.loads(value.replace("'", '"'))
        except (ValueError, RecursionError):
            return [each.strip(" \"'") for each in value.strip("[]").split(",")]
        return loaded
    quote = value[:1]
    return value[1:-1] if quote in {"'", '"'} and value.endswith(quote) and len(value) > 1 else value


def _texts(value: object, depth: int) -> Iterator[str]:
    """Yield the texts in a value: of a mapping its name or its address."""
    if isinstance(value, (datetime, date)):
        yield value.isoformat()
    elif isinstance(value, str) and value.strip():
        yield " ".join(value.split())
    elif isinstance(value, list) and depth < 3:  # noqa: PLR2004 - a list of mappings of lists is all there is
        for each in value[:50]:
            yield from _texts(each, depth + 1)
    elif isinstance(value, dict) and depth < 3:  # noqa: PLR2004 - the same
        for key in ("name", "title", "url", "src", "image", "path"):
            if key in value:
                yield from _texts(value[key], depth + 1)
                return
