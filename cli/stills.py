"""Pictures of many stills, with a progress bar and a contact sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cli.output import open_progress, print_line

if TYPE_CHECKING:
    from studies.stills import PictureOptions, Still


def show_stills(stills: Sequence[Still], output: Path, options: PictureOptions) -> int:
    """`picture_stills`, and say where to look; returns the exit code."""
    from studies.contact_sheet import SHEET_FILE

    shown = picture_stills(stills, output, options)
    if shown:
        print_line(f"look at {output / (SHEET_FILE if len(shown) > 1 else f'{shown[0]}.png')}")
    return 1 if len(shown) < len(stills) else 0


def picture_stills(stills: Sequence[Still], output: Path, options: PictureOptions) -> list[str]:
    """Render ``stills`` into a folder, of several a contact sheet too; returns the names that rendered."""
    from studies.contact_sheet import write_sheet
    from studies.stills import render_stills

    shown = []
    with open_progress() as progress:
        task = progress.add_task("render", total=len(stills))
        for picture in render_stills(stills, output, options):
            progress.update(task, advance=1)
            if picture.error:
                print_line(f"error: {picture.name}: {picture.error}")
            else:
                shown.append(picture.name)
    if len(shown) > 1:
        write_sheet(shown, output)
    return shown
