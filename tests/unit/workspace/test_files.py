from typing import Any

from scheduler.workspace.files import hash_of_files


def test_the_hash_changes_with_any_name_or_byte(make: Any) -> None:
    """A plan knows that a file was edited, added, renamed or removed."""
    root = make()
    seen = [hash_of_files(root)]
    path = root / "templates" / "hello.j2"
    for change in (
        lambda: path.write_text("Hello, you", "utf-8"),
        (root / "config" / "articles").mkdir,
        lambda: (root / "config" / "articles" / "a.txt").write_text("", "utf-8"),
        lambda: path.rename(path.with_name("hallo.j2")),
        lambda: path.with_name("hallo.j2").unlink(),
    ):
        change()
        seen.append(hash_of_files(root))
    assert seen[2] == seen[1]  # an empty folder says nothing
    assert len(set(seen)) == len(seen) - 1


def test_locks_of_editors_and_state_are_no_part_of_it(make: Any) -> None:
    """Opening a sheet in a spreadsheet does not make a plan stale."""
    root = make()
    before = hash_of_files(root)
    (root / "config" / ".~lock.a.csv#").write_text("me", "utf-8")
    (root / ".env").write_text("A=1", "utf-8")
    (root / ".tminus").mkdir()
    (root / ".tminus" / "queue.db").write_text("", "utf-8")
    assert hash_of_files(root) == before
