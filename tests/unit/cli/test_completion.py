"""Tab, in a real bash."""

import subprocess
from pathlib import Path

import pytest

from driving import TMINUS
from here import Here
from problem_fixtures import write

SCRIPT = """
eval "$(tminus completion bash)"
COMP_WORDS=({words}); COMP_CWORD={at}; COMPREPLY=()
_tminus_completion tminus
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("prev",), ["preview"]),
        (("preview", "film/"), ["film/one", "film/one/x"]),
        (("queue", "pause", "channel"), ["channel:bluesky", "channel:x"]),
        (("trigger", "blue"), ["bluesky"]),
        (("measure", "--platform", "mast"), ["mastodon"]),
        (("explain", "too-c"), ["too-close"]),
        (("schema", "camp"), ["campaign"]),
        (("validate", "--form"), ["--format"]),
    ],
)
def test_bash_completes_commands_flags_and_names(words: tuple[str, ...], offered: list[str], tmp_path: Path) -> None:
    """Names are those of the workspace one stands in."""
    write(tmp_path, {})
    script = SCRIPT.format(words=" ".join(("tminus", *words)), at=len(words))
    environment = {**Here(tmp_path, tmp_path).environment, "PATH": f"{TMINUS.parent}:/usr/bin:/bin"}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == offered


@pytest.mark.parametrize(
    ("shell", "says"), [("zsh", "#compdef tminus"), ("fish", "complete --no-files --command tminus")]
)
def test_other_shells_get_their_own_script(shell: str, says: str, tmp_path: Path) -> None:
    """As click writes it."""
    assert says in Here(tmp_path, tmp_path).tminus("completion", shell).out


def test_tab_in_a_folder_without_a_workspace_says_nothing(tmp_path: Path) -> None:
    """Whoever presses Tab asks for no error."""
    ran = Here(tmp_path, tmp_path).tminus("completion", "bash")
    assert "_TMINUS_COMPLETE=bash_complete" in ran.out
