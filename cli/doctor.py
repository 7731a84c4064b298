"""``doctor``: is this machine ready, and how to mend what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import AsJson
from cli.output import print_json, print_line


def add_commands(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("doctor")(doctor)


def doctor(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where datasets are to go: its disk is checked.")
    ] = Path(),
    as_json: AsJson = False,
) -> int:
    """Check interpreter, wheels, system libraries, EGL, GPUs and disk; say how to mend each gap."""
    from cli.machine_checks import check_machine

    checks = check_machine(output)
    if as_json:
        print_json({"checks": [check.to_json() for check in checks]})
    else:
        for check in checks:
            print_line(f"{check.state:<8} {check.name}: {check.found}")
            if check.mend:
                print_line(f"         mend: {check.mend}")
    return 2 if any(check.state == "missing" for check in checks) else 0
