"""What a single value in a file may be: each type reads a text, or says in a marketer's words why it cannot."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from ipaddress import ip_network
from types import MappingProxyType
from typing import Annotated, Final

from scheduler import compose
from scheduler.errors import did_you_mean
from scheduler.model import DayOffset, Elapsed, Every, Moment, Rate, WallTime, When
from scheduler.plan.phrases import parse_clock, parse_day, parse_duration, parse_every, parse_when
from scheduler.workspace.addresses import is_address
from scheduler.workspace.reads import Reads, refuse
from scheduler.workspace.zones import zone_exists, zone_hint

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_REFERENCE: Final = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_HOST_FIRST: Final = re.compile(r"[\w-]+(\.[\w-]+)*\.(?!png|jpe?g|gif|webp)[a-z]{2,}(/\S*)?", re.IGNORECASE)
_PASSWORD: Final = re.compile(r"://[^/@]*:[^/@]+@")
_RATE: Final = re.compile(r"(\d{1,6})\s+per\s+(.+)")
_TAG: Final = re.compile(r"\w+")
_PLACEHOLDER: Final = re.compile(r"\{(\w*)\}")
PLACEHOLDERS: Final = ("channel", "platform", "campaign", "step")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value typed in full (`text`), or the `name` of the environment variable it comes from; exactly one of them."""

    text: str | None = None
    name: str | None = None


def suggested_name(text: str) -> str:
    """Return the name nearest to what was typed: `Three Things!` becomes `three-things`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "name"


def read_name(text: str) -> str:
    """Return a name; raises where it has other characters than keys and addresses can carry."""
    if NAME.fullmatch(text):
        return text
    message = f'"{text}" is no name: small letters, digits and dashes, at most 40, the first no dash'
    raise refuse("name-invalid", message, f"try {suggested_name(text)}")


def read_address(text: str) -> str:
    """Return a web address with its scheme and host."""
    if not is_address(text):
        hint = f"write https://{text}" if _HOST_FIRST.fullmatch(text) else None
        raise refuse("address-invalid", f'"{text}" is not a web address: it starts with https://', hint)
    return text


def read_secret_name(text: str) -> str:
    """Return NAME of `${NAME}`; a secret typed into the file is refused, and never repeated."""
    name = _reference(text)
    if name is None:
        hint = "write ${NAME} here and put NAME=... into .env, which stays out of git"
        raise refuse("secret-in-file", "A secret is typed into this file", hint)
    return name


def _reference(text: str) -> str | None:
    """Return NAME if the text is `${NAME}`, None if it refers to nothing."""
    if found := _REFERENCE.fullmatch(text):
        return found[1]
    if found := _REFERENCE.search(text):
        hint = f"put the whole value into {found[1]}"
        raise refuse("secret-form", f"${{{found[1]}}} must be the whole value, with nothing before or behind it", hint)
    if re.fullmatch(r"\$\w+|\$\{.*|\{\{.*|\$\(.*", text):
        raise refuse("secret-form", "A reference to the environment is written ${NAME}", "check the $, { and }")
    return None


def _given(read: Callable[[str], str]) -> Callable[[str], Given]:
    def given(text: str) -> Given:
        name = _reference(text)
        return Given(name=name) if name else Given(text=read(text))

    return given


def _database(text: str) -> str:
    if _PASSWORD.search(text):
        hint = "put the address into .env as DATABASE_URL=... and write ${DATABASE_URL} here"
        raise refuse("secret-in-file", "A password is typed into this file", hint)
    if "://" not in text:
        raise refuse("value-invalid", "This is no address of a database", "write ${DATABASE_URL}, or sqlite:///FILE")
    return text


def _zone(text: str) -> str:
    if not zone_exists(text):
        raise refuse("zone-unknown", f'"{text}" is not a time zone', zone_hint(text))
    return text


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f'"{text}" is neither true nor false')
    return text == "true"


def _whole(least: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < least:
            raise ValueError(f'"{text}" is not a whole number of at least {least}')
        return int(text)

    return whole


def _positive_duration(text: str) -> timedelta:
    length = parse_duration(text)
    if not length:
        raise ValueError(f'"{text}" is no time at all: it must be more than nothing')
    return length


def _rate(text: str) -> Rate:
    found = _RATE.fullmatch(text)
    if not found or not int(found[1]):
        raise ValueError(f'"{text}" is not a rate: write 5 per 2s, or 60 per 1h')
    return Rate(int(found[1]), _positive_duration(found[2]))


def _network(text: str) -> str:
    try:
        return str(ip_network(text))
    except ValueError:
        raise ValueError(f'"{text}" is not a range of network addresses: write 127.0.0.0/8 or 192.168.1.20') from None


def _tag(text: str) -> str:
    bare = text.removeprefix("#")
    if not _TAG.fullmatch(bare) or bare.isdigit():
        joined = "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", bare))
        hint = f"try {joined}" if joined and not joined.isdigit() else None
        raise refuse("tag-invalid", f'"{text}" is not a hashtag: letters and digits without spaces', hint)
    return bare


def _utm(text: str) -> str:
    for word in _PLACEHOLDER.findall(text):
        if word not in PLACEHOLDERS:
            hint = did_you_mean(word, PLACEHOLDERS) or "there are {" + "}, {".join(PLACEHOLDERS) + "}"
            raise refuse("placeholder-unknown", f"{{{word}}} stands for nothing", hint)
    return text


def _language(text: str) -> str:
    try:
        return compose.language(text).code
    except ValueError as error:
        hint = "language: en is English, de German, fr French, es Spanish, ja Japanese"
        raise refuse("language-unknown", str(error), hint) from None


def languages_in(text: str) -> list[str]:
    """Return the codes of `en, de`; the first is the one that dates and words of time are written in."""
    return text.replace(",", " ").split()


def _languages(text: str) -> str:
    return ", ".join(_language(code) for code in languages_in(text) or [text])


def _handle(text: str) -> str:
    return text.removeprefix("@")


def _moment(text: str) -> WallTime | Moment:
    when = parse_when(text)
    if isinstance(when, DayOffset | Elapsed):
        raise ValueError(f'"{text}" counts from T: write a day and a time here, as 2027-01-08 09:00')  # noqa: TRY004 - a wrong text
    return when


def _schema(kind: str = "string", **more: object) -> Mapping[str, object]:
    return MappingProxyType({"type": kind, **more})


_T = r"^T\s*[+-]\s*\d+(\s+\d{1,2}:\d{2}|\s*[hm])?$|^\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}"

Name = Annotated[str, Reads(read_name, "name-invalid", _schema(pattern=f"^{NAME.pattern}$"))]
Text = Annotated[str, Reads(str, "value-invalid", _schema(minLength=1))]
Handle = Annotated[str, Reads(_handle, "value-invalid", _schema(minLength=1))]
Tag = Annotated[str, Reads(_tag, "tag-invalid", _schema(examples=["QuietHarbour"]))]
Zone = Annotated[str, Reads(_zone, "zone-unknown", _schema(examples=["Europe/Berlin", "America/New_York"]))]
Flag = Annotated[bool, Reads(_flag, "choice-unknown", _schema("boolean"))]
Count = Annotated[int, Reads(_whole(0), "number-invalid", _schema("integer", minimum=0))]
Positive = Annotated[int, Reads(_whole(1), "number-invalid", _schema("integer", minimum=1))]
Duration = Annotated[
    timedelta, Reads(_positive_duration, "duration-invalid", _schema(examples=["90s", "5m", "6h", "2d"]))
]
Clock = Annotated[time, Reads(parse_clock, "time-invalid", _schema(pattern=r"^\d{1,2}:\d{2}$", examples=["09:00"]))]
Day = Annotated[date, Reads(parse_day, "date-invalid", _schema(pattern=r"^\d{4}-\d{2}-\d{2}$"))]
TimeRule = Annotated[
    When, Reads(parse_when, "when-invalid", _schema(pattern=_T, examples=["T-7 09:00", "T+0", "T-3h"]))
]
MomentRule = Annotated[WallTime | Moment, Reads(_moment, "when-invalid", _schema(examples=["2027-01-08 09:00"]))]
EveryRule = Annotated[Every, Reads(parse_every, "every-invalid", _schema(examples=["Mon-Fri 09:00", "Thursday 15:03"]))]
AllowedRate = Annotated[Rate, Reads(_rate, "rate-invalid", _schema(examples=["5 per 2s"]))]
Network = Annotated[str, Reads(_network, "network-invalid", _schema(examples=["127.0.0.0/8"]))]
LanguageCode = Annotated[str, Reads(_language, "language-unknown", _schema(examples=["en", "de", "pt-BR"]))]
LanguageCodes = Annotated[str, Reads(_languages, "language-unknown", _schema(examples=["en", "de, en"]))]
Utm = Annotated[str, Reads(_utm, "placeholder-unknown", _schema(examples=["{channel}"]))]
Address = Annotated[str, Reads(read_address, "address-invalid", _schema(format="uri"))]
GivenAddress = Annotated[Given, Reads(_given(read_address), "address-invalid", _schema(examples=["${WEBHOOK_URL}"]))]
GivenText = Annotated[Given, Reads(_given(_database), "value-invalid", _schema(examples=["${DATABASE_URL}"]))]
SecretName = Annotated[str, Reads(read_secret_name, "secret-in-file", _schema(pattern=rf"^{_REFERENCE.pattern}$"))]
