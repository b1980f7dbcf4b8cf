import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.destinations import secrecy
from scheduler.destinations.secrecy import veiled

SECRET = "T0P/secret+\"é\\ $#%&'x"
FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "percent-encoded": quote,
    "percent-encoded whole": lambda text: quote(text, safe=""),
    "in lower-case hex": lambda text: quote(text, safe="").lower() if text.islower() else quote(text, safe=""),
    "of a form": quote_plus,
    "in JSON": json.dumps,
    "in JSON as UTF-8": lambda text: json.dumps(text, ensure_ascii=False),
    "in JSON of PHP": lambda text: json.dumps(text).replace("/", r"\/"),
    "in HTML": html.escape,
    "as Python shows it": repr,
    **{
        f"in base64 behind {before}": lambda text, before=before: base64.b64encode(
            f"{before}{text}tail".encode()
        ).decode()
        for before in ("", "a", "ab", "abc")
    },
    "in base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_secret_is_found_in_every_form(form: Callable[[str], str]) -> None:
    """Whoever repeats it may have encoded it first."""
    told = veiled(f"refused: {form(SECRET)}!", [SECRET])
    assert "***" in told
    assert SECRET not in told
    assert form(SECRET) not in told
    assert told.startswith("refused: ")


@given(st.text(st.characters(codec="utf-8"), min_size=8, max_size=40), st.sampled_from(sorted(FORMS)))
def test_no_form_of_any_secret_stays(secret: str, form: str) -> None:
    """Whatever characters it is made of."""
    encoded = FORMS[form](secret)
    assert "***" in veiled(encoded, [secret])


def test_what_is_no_secret_stays() -> None:
    """A text without one is the same text; a stretch too short to be one is none."""
    assert veiled("the receiver said: no such channel", [SECRET, "no", "x"]) == "the receiver said: no such channel"
    assert veiled("as it is", []) == "as it is"


def test_of_an_address_everything_behind_the_host_and_its_telling_stretches_are_secret() -> None:
    """A receiver that repeats only the last segment, decoded, repeats the secret."""
    words = secrecy.of_address(
        "https://me:pass-word@hooks.example/services/T0000/abcdefghijkl%2Bmno?sig=ABCDEFGHIJKLMNOP"
    )
    assert {"pass-word", "abcdefghijkl%2Bmno", "abcdefghijkl+mno", "ABCDEFGHIJKLMNOP"} <= words
    assert "hooks.example" not in words
    assert "services" not in words


def test_an_address_of_a_host_alone_has_no_secret() -> None:
    """A log may name the server."""
    assert secrecy.of_address("https://social.example") == set()


def test_of_a_database_the_password_is_secret() -> None:
    """As it stands in the address, and decoded; a file has none."""
    assert {"p%40ss", "p@ss"} <= secrecy.of_database("postgresql://me:p%40ss@db/queue")
    assert secrecy.of_database("sqlite:////var/lib/harbour-press/queue.db") == set()


def test_a_signing_key_is_secret_without_its_prefix_too() -> None:
    """Libraries take it either way."""
    assert secrecy.of_key("whsec_bmV3") == {"whsec_bmV3", "bmV3"}
