"""The link of a post: the most specific address, with its campaign parameters applied before anything is measured."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from scheduler.errors import WorkspaceError


def tagged(link: str | None, utm: Mapping[str, str], names: Mapping[str, str]) -> str | None:
    """Return the link with its `utm_` parameters; `{channel}` and the other names of `names` are filled in.

    A parameter that the link already carries is left as it is. Raises WorkspaceError where the link is no address.
    """
    if link is None or not utm:
        return link
    try:
        parts = urlsplit(link)
    except ValueError:
        hint = "write it as https://example.org/page"
        raise WorkspaceError.of("address-invalid", f'The link "{link}" is not a web address', hint) from None
    present = {key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    added = {f"utm_{key}": _filled(value, names) for key, value in utm.items() if f"utm_{key}" not in present}
    query = "&".join(filter(None, (parts.query, urlencode(added, quote_via=quote))))
    return urlunsplit(parts._replace(query=query))


def _filled(value: str, names: Mapping[str, str]) -> str:
    for name, given in names.items():
        value = value.replace(f"{{{name}}}", given)
    return value
