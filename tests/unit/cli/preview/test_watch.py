"""Drawing again after each save."""

from pathlib import Path

import pytest

from scheduler.cli.console.preview.watch import again_after_each_save, stamps


def test_each_save_is_drawn_once_and_the_last_one_too(tmp_path: Path) -> None:
    """A new file, a changed one, a removed one; a save while it draws is not lost."""
    template = tmp_path / "templates" / "one.j2"
    for folder in ("config", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "config" / "workspace.yaml").write_text("id: a\n")
    drawn: list[int] = []
    saves = iter(
        [
            lambda: template.write_text("a"),
            lambda: template.write_text("ab"),
            lambda: (tmp_path / ".env").write_text("A=b"),
            template.unlink,
        ]
    )

    def draw() -> None:
        drawn.append(len(stamps(tmp_path)))
        if len(drawn) == 2:
            (tmp_path / "config" / "channels.yaml").write_text("saved while it drew")

    def wait(seconds: float) -> None:
        assert seconds <= 0.1
        save = next(saves, None)
        if save is None:
            raise KeyboardInterrupt
        save()

    with pytest.raises(KeyboardInterrupt):
        again_after_each_save(tmp_path / "config", draw, wait=wait)
    assert drawn == [1, 2, 3, 3, 4, 3]


def test_a_file_that_is_gone_between_two_looks_stops_nothing(tmp_path: Path) -> None:
    """Editors write beside a file and put it in its place: a link to nothing is such a moment, kept."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "gone").symlink_to(tmp_path / "nowhere")
    assert stamps(tmp_path) == {}
