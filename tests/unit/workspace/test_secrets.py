import stat
from datetime import timedelta
from typing import Any

import pytest

from scheduler.destinations.signing import key_of
from scheduler.errors import Severity, TminusError, WorkspaceError
from scheduler.model import OnUnknown, Secret
from scheduler.workspace import Workspace, catch_secret, caught_secrets, endpoint, load, secret_problems, secret_words

CHANNELS = """\
x: {platform: x, destination: webhook, url: "${X_URL}", secret: ["${NEW}", "${OLD}"], deadline: 5s}
bluesky: {platform: bluesky, destination: catch}
"""
SET = {"X_URL": "https://example.org/hook/T0PSECRET", "NEW": "whsec_bmV3", "OLD": "plain"}


def opened(make: Any, **environment: str) -> Workspace:
    return load(make({"config/channels.yaml": CHANNELS}), environment)


def test_an_endpoint_has_the_values_behind_the_names(make: Any) -> None:
    """Newest secret first; what the channel leaves open is as its destination has it."""
    found = endpoint(opened(make, **SET), "x")
    assert found.url == Secret(SET["X_URL"])
    assert found.secrets == (Secret("whsec_bmV3"), Secret("plain"))
    assert (found.channel, found.platform, found.destination.name) == ("x", "x", "webhook")
    assert found.deadline == timedelta(seconds=5)
    assert found.on_unknown is OnUnknown.HOLD
    assert found.allow_private == ()


def test_every_name_that_is_not_set_is_an_error_at_its_place(make: Any) -> None:
    """Set to nothing is not set."""
    workspace = opened(make, NEW="", OLD="plain")
    problems = secret_problems(workspace)
    assert [(each.code, str(each.place), each.end_column) for each in problems] == [
        ("secret-missing", "config/channels.yaml:1:45", 55),
        ("secret-missing", "config/channels.yaml:1:66", 74),
    ]
    assert all(each.severity is Severity.ERROR for each in problems)
    assert secret_problems(workspace, ["bluesky"]) == ()
    with pytest.raises(WorkspaceError) as raised:
        endpoint(workspace, "x")
    assert raised.value.problems == problems


def test_a_value_that_cannot_be_used_is_told_and_not_repeated(make: Any) -> None:
    """An address without its scheme, a key that is no base64."""
    problems = secret_problems(opened(make, X_URL="T0PSECRET", NEW="whsec_!!", OLD="plain"))
    assert [each.code for each in problems] == ["secret-invalid", "secret-invalid"]
    assert "T0PSECRET" not in str(problems)


def test_no_value_is_kept_in_what_is_shown_of_a_workspace(make: Any) -> None:
    """A log line or a traceback with the whole workspace in it gives nothing away."""
    workspace = opened(make, **SET, DATABASE_URL="postgresql://me:T0PSECRET@db/q")
    assert "T0PSECRET" not in repr(workspace)
    assert "T0PSECRET" not in repr(endpoint(workspace, "x"))


def test_the_built_in_receiver_needs_nothing(make: Any) -> None:
    """Its address and its secret are there from the first use on, the secret for its owner's eyes only."""
    workspace = opened(make, **SET)
    found = endpoint(workspace, "bluesky")
    assert found.url.reveal() == "http://127.0.0.1:8787/bluesky"
    assert found.secrets == (catch_secret(workspace),)
    assert len(key_of(found.secrets[0])) == 32
    assert "127.0.0.0/8" in found.allow_private
    assert stat.S_IMODE((workspace.root / ".tminus" / "catch.secret").stat().st_mode) == 0o600


def test_the_built_in_receiver_knows_every_channels_key(make: Any) -> None:
    """So that what a channel with a secret of its own sends there is not taken for a stranger's."""
    workspace = opened(make, **SET)
    keys = {name for channel in workspace.channels.values() for name in channel.secret_names}
    known = caught_secrets(workspace)
    assert catch_secret(workspace) in known
    assert {workspace.environment[name] for name in keys} <= {each.reveal() for each in known}
    assert keys


def test_a_state_folder_that_cannot_be_made_is_told(make: Any) -> None:
    """A file in its place, a disk that is read only: a problem, and no traceback."""
    workspace = opened(make, **SET)
    (workspace.root / ".tminus").write_text("", "utf-8")
    with pytest.raises(TminusError) as raised:
        catch_secret(workspace)
    assert [each.code for each in raised.value.problems] == ["state-unwritable"]


def test_the_database_comes_from_the_environment(make: Any) -> None:
    """Its address holds a password, so it stands in no file."""
    settings = 'id: desk\nzone: Europe/Berlin\ndatabase: "${DATABASE_URL}"\n'
    root = make({"config/workspace.yaml": settings})
    assert load(root, {"DATABASE_URL": "postgresql://db/q"}).database_url == "postgresql://db/q"
    unset = load(root, {})
    assert [str(each.place) for each in secret_problems(unset)] == ["config/workspace.yaml:3:11"]
    with pytest.raises(WorkspaceError, match="DATABASE_URL is not set"):
        _ = unset.database_url


def test_every_value_behind_a_name_must_not_be_repeated(make: Any) -> None:
    """Addresses with what is telling in them, keys, the catch receiver's own; not the names of channels."""
    workspace = opened(make, **(SET | {"X_URL": "https://example.org/bluesky"}))
    own = catch_secret(workspace).reveal()
    words = secret_words(workspace)
    assert {"whsec_bmV3", "bmV3", "plain", "https://example.org/bluesky", own} <= words
    assert "bluesky" not in words


def test_an_address_typed_in_full_is_kept_back_too(make: Any) -> None:
    """It should stand in .env; a log need not make it worse."""
    url = "https://hooks.example/services/T0PSECRET0000"
    root = make({"config/channels.yaml": f"x: {{platform: slack, destination: slack, url: '{url}'}}\n"})
    assert "T0PSECRET0000" in secret_words(load(root, {}))
