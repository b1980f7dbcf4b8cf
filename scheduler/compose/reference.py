"""The reference page of templates, written from what templates are made of; a test says when it is out of date.

    python -m scheduler.workspace.library > docs/reference/templates.md

prints it. Every example on it is rendered.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from scheduler import platforms
from scheduler.compose.faults import TemplateFaultError
from scheduler.compose.filters import FILTERS
from scheduler.compose.languages import language
from scheduler.compose.render import render
from scheduler.compose.sandbox import ALLOWED_FILTERS
from scheduler.compose.scene import Scene
from scheduler.compose.wordings import WORDS
from scheduler.compose.words import VARIABLES
from scheduler.model import Template

HEAD = """\
# Templates

<!-- Written by: python -m scheduler.workspace.library > docs/reference/templates.md -->

A template is one file, `templates/NAME.j2`; a step names it as `template: NAME`. It is
[Jinja2](https://jinja.palletsprojects.com/), in a sandbox, and it is rendered as if it were the moment the post is due.
`tminus preview` shows what comes of it. How to write one: [a template in five minutes](../guide/write-a-template.md).

- The block `post` is the default; a block named after a platform replaces it there. A template without blocks is the
  post as a whole. What stands before the blocks may only `set` things, or define macros.
- A line `---` starts the next part: the post becomes a thread. Where a destination cannot thread, the parts are joined.
- What you write arrives as you write it. What comes from facts is escaped for the platform, so that a title such as
  `M*A*S*H` or `@everyone` arrives literally.
- A fact that is missing, a variable that does not exist and a text that is too long are problems with the line they
  stand in; nothing is left out silently. A fact that may be missing is tested first: `{% if facts.about %}`.
"""

LIBRARY = """\
## The library

The templates that `tminus init` brings. Each fits every platform; where it needs a fact that the article has not, it is
the problem `fact-missing` and not half a post.
"""

CLAIMS = """\
The words of time carry a **truth window**: a post that says `days_left` is true on one local day of the event's zone
and is not sent after it. Words of time that you type yourself ("tomorrow", "tonight", "now", "in 3 days") prove nothing
and are refused, unless the step says `true_from` and `true_until`. They are looked for in English and, of the languages
below, in the one that the post speaks. That a text speaks of a release as something to come ("will open", "out on"),
which ends with the release, is seen in English only.
"""

LINKS = """\
## Links and hashtags

`{{ link }}` is the most specific link there is (of the step, the channel, the campaign, the article) with the
parameters of `utm:`, from the campaign and from the channel, whose own ones win:

```yaml
utm: {source: "{channel}", medium: social, campaign: autumn}
```

makes `?utm_source=x&utm_medium=social&utm_campaign=autumn`. The keys are `source`, `medium`, `campaign`, `term`,
`content` and `id`; `{channel}`, `{platform}`, `{campaign}` and `{step}` are filled in. They go behind the parameters
that the link has and before its `#`; a parameter that it has already is left as it is; blanks, `&` and letters such as
ü are encoded. All of that happens before the text is measured.

Where a platform shows the link as a card beside the text it need not stand in the text too, and where nobody can follow
a link in a text it is of no use there: `{{ inline_link }}` knows. `{{ hashtags }}` writes as many tags as is the
custom, which is our judgement and no rule of the platforms:
"""

LANGUAGES = """\
## Languages

Filters and words of time speak the audience's language: that of the channel (`language: de`), else of the campaign,
else of the workspace, else English. Your template's own words stay as you wrote them; `{% if language == "de" %}` may
choose. The code is that of the web, as `de`, `en-GB` or `pt-BR`; dates, numbers and "in 7 days" exist in each language
that the Unicode CLDR has. Its data has no today and tomorrow, "out now", seasons and ordinals, so tminus has its own:
"""

EXAMPLES = {
    "day": '"2023-07-12" | day',
    "weekday": '"2023-07-12" | weekday',
    "date": '"2023-07" | date',
    "long_date": '"2023-07-12" | long_date',
    "month": '"2023-07" | month',
    "year": '"2023-07-12" | year',
    "time": '"09:00" | time',
    "ordinal": "7 | ordinal",
    "days": "1 | days",
    "hours": "3 | hours",
    "number": "12000 | number",
    "plural": '3 | plural("story", "stories")',
    "shorten": '"It began in a harbour. Then it rained for a week." | shorten(30)',
    "size": '"🎬 Out" | size',
    "quoted": "'She said \"no\"' | quoted",
    "pick": '["a", "b"] | pick(3)',
}
SHOWN = ("en", "en-GB", "de", "fr", "es", "it", "pt-BR", "nl", "pl", "ja", "ar", "ar-EG")
TODAY = datetime(2023, 7, 5, 8, tzinfo=UTC)


def page(templates: Iterable[Template]) -> str:
    """Return the whole page; `templates` are those that ship."""
    return "\n".join(_lines(sorted(templates, key=lambda each: each.name)))


def purpose(template: Template) -> str:
    """Return what a template is for: the comment it opens with."""
    first = template.source.partition("\n")[0]
    return first.removeprefix("{#").removesuffix("#}").strip() if first.startswith("{#") else ""


def _lines(templates: list[Template]) -> Iterator[str]:
    yield HEAD
    yield LIBRARY
    yield from _table(("template", "what it is for"), ((f"`{each.name}`", purpose(each)) for each in templates))
    yield "\n## Variables\n"
    yield from _table(("variable", "what it is"), ((f"`{name}`", about) for name, about in VARIABLES.items()))
    yield f"\n{CLAIMS}"
    yield "## Filters\n"
    yield from _table(("filter", "what it makes", "as in"), ((f"`{name}`", *_filter(name)) for name in FILTERS))
    others = ", ".join(f"`{name}`" for name in sorted(ALLOWED_FILTERS))
    yield f"""
A filter that asks for the day of a date that is only a month is a problem, not a guess. Of Jinja's own filters there
are {others}.
"""
    yield LINKS
    yield from _table(("platform", "hashtags", "the link"), _customs())
    yield f"\n{LANGUAGES}"
    heads = ("`language`", "`day`", "`long_date`", "`time`", "`countdown`", "`out_now`", "`days`", "`ordinal`")
    yield from _table(heads, (_language(code) for code in SHOWN))
    yield f"""
What a language has not is the problem `language-unsupported`, which names those that have it. Ordinals are masculine.
A regional code takes the words of its language; digits are those of the region. The languages with words of their own
are {", ".join(language(code).label for code in WORDS)}.
Quotation marks are theirs too, and English ones elsewhere."""


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _filter(name: str) -> tuple[str, str]:
    about = (FILTERS[name].__doc__ or "").partition("\n")[0].removeprefix("Return ").removesuffix(".")
    example = EXAMPLES.get(name)
    return about, f"`{example}`: {_rendered(example)}" if example else ""


def _rendered(expression: str) -> str:
    scene = Scene(
        facts=None, release=None, event_at=None, event_zone="UTC", due_at=TODAY, campaign="film", channel="main"
    )
    source = Template(name="example", source=f"{{{{ {expression} }}}}", file="templates/example.j2")
    return render(source, scene, platforms.get("x")).parts[0].text


def _customs() -> Iterator[tuple[str, str, str]]:
    for platform in map(platforms.get, platforms.names()):
        most = platform.rules.customary_tags
        where = "as a card" if platform.shows_card else "in the text" if platform.taps_links else "not in the text"
        yield platform.label, f"up to {most}" if most else "none", where


def _language(code: str) -> tuple[str, ...]:
    spoken = language(code)
    filters = {name: FILTERS[name](spoken, "2023-07-12") for name in ("day", "long_date")}
    try:
        ordinal = spoken.ordinal(7)
    except TemplateFaultError:
        ordinal = "none"
    countdown = ", ".join(spoken.in_days(days) for days in (7, 1, 0))
    return (
        f"`{code}`",
        filters["day"],
        filters["long_date"],
        FILTERS["time"](spoken, "09:00"),
        countdown,
        spoken.word("out_now"),
        f"{spoken.days(1)}, {spoken.days(2)}",
        ordinal,
    )
