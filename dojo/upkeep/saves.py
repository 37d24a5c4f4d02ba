"""The ways in which editors save a file; `watch` has to see each of them."""

from pathlib import Path


def in_place(file: Path, text: str) -> None:
    """Write over the file."""
    file.write_text(text, encoding="utf-8")


def by_rename(file: Path, text: str) -> None:
    """Write a new file and let it take the old one's name."""
    new = file.with_name(f".{file.name}.part")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def as_vim_does(file: Path, text: str) -> None:
    """The old file becomes a backup, a new one is written, the backup goes."""
    probe, backup = file.with_name("4913"), file.with_name(f"{file.name}~")
    probe.touch()
    probe.unlink()
    file.rename(backup)
    file.write_text(text, encoding="utf-8")
    backup.unlink()


def as_jetbrains_does(file: Path, text: str) -> None:
    """A temporary file beside it, then two renames."""
    new = file.with_name(f"{file.name}___jb_tmp___")
    old = file.with_name(f"{file.name}___jb_old___")
    new.write_text(text, encoding="utf-8")
    file.rename(old)
    new.rename(file)
    old.unlink()


SAVES = [in_place, by_rename, as_vim_does, as_jetbrains_does]
