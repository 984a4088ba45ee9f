"""A transcript file read: its title, what it shows, its settings, and the lines that somebody acts in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
PEOPLE = ("Alex", "Sammy", "Sam", "Robin")
"""Robin is somebody else: a friend who joins the group. Sammy is a new account of Sam's."""
_SETTING = re.compile(r"- (seed|languages|include|step|agreed): (.+)")
_ACTION = re.compile(rf"(?:{'|'.join(PEOPLE)})(?: |: )|-- ")
_GENERATED = (">", "**")
"""What the bot said, and what time it is: written anew by each replay, so nobody reads it back."""


class NotATranscript(Exception):
    """A line is neither a heading, a note, a setting nor something that somebody does."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is kept as it is. ``number`` is its place in the file; ``acts``: it is to be done."""

    number: int
    text: str
    acts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """``head`` is all above the first heading. ``include`` names the file that is played before.

    ``step`` is the step that is offered at the beginning, as if the couple had done those before it; None: the first.
    ``agreed`` is the rung of the touch ladder in the agreement that they have signed, None if they have signed none.
    """

    path: Path
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    seed: int = 1
    languages: tuple[str, str] = ("en", "en")
    include: Path | None = None
    step: str | None = None
    agreed: int | None = None


def paths() -> list[Path]:
    return sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


def read(path: Path) -> Script:
    """Return what a file says.

    Raises:
        NotATranscript: one of its lines is not of this language.
    """
    rows = [row.rstrip() for row in path.read_text("utf-8").splitlines()]
    first = next((n for n, row in enumerate(rows) if row.startswith("## ")), len(rows))
    head = [row for row in rows[:first] if not row.startswith(_GENERATED)]
    settings = {found[1]: found[2] for row in head if (found := _SETTING.fullmatch(row))}
    both = settings.get("languages", "en, en").split(", ")
    include = settings.get("include")
    return Script(
        path=path,
        head=tuple("\n".join(head).strip().splitlines()),
        lines=tuple(_line(path, n, row) for n, row in enumerate(rows, 1) if n > first and _kept(row)),
        seed=int(settings.get("seed", "1")),
        languages=(both[0], both[1]),
        include=FOLDER / include if include else None,
        step=settings.get("step"),
        agreed=int(settings["agreed"]) if "agreed" in settings else None,
    )


def _kept(row: str) -> bool:
    return bool(row) and not row.startswith(_GENERATED)


def _line(path: Path, number: int, row: str) -> Line:
    acts = bool(_ACTION.match(row))
    if not acts and not row.startswith(("## ", "*")):
        raise NotATranscript(f"{path.name}:{number}: {row}")
    return Line(number, row, acts)
