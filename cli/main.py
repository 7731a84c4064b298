"""The ``parallel-synth`` command."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from cli import (
    bench,
    checking,
    comparing,
    composing,
    delivery,
    doctor,
    generation,
    showing,
)
from cli.comparing import add_look_comparison
from cli.forms import forms_app
from cli.looks import looks_app
from cli.places import places_app
from cli.study import study_app
from cli.taxonomy_plan import taxonomy_app
from cli.taxonomy_verify import add_verification
from schemas.errors import ParallelSynthError

INTERRUPTED = 130

app = typer.Typer(
    name="parallel-synth",
    help="Training data for models of computer graphics: layered OpenUSD stages whose labels are measured.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (generation, composing, comparing, checking, showing, delivery, bench, doctor):
    module.add_commands(app)
add_verification(taxonomy_app)
add_look_comparison(looks_app)
app.add_typer(taxonomy_app, name="taxonomy")
app.add_typer(looks_app, name="looks")
app.add_typer(forms_app, name="forms")
app.add_typer(places_app, name="places")
app.add_typer(study_app, name="study")


@app.callback()
def _options(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what the libraries do.")] = False,
) -> None:
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(name)s: %(message)s")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 (something was rejected), 2 (wrong use or input) or 130."""
    try:
        code = app(args=arguments, standalone_mode=False)
    except typer.TyperException as error:
        said = error.format_message().rstrip(".")  # names the option; the error's own text does not
        sys.stderr.write(f"error: {said}; `parallel-synth --help` and each command's --help say what there is\n")
        return 2
    except ParallelSynthError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"error: {where}{error.strerror or error}\n")
        return 2
    if code == INTERRUPTED:
        sys.stderr.write("interrupted: what was finished is kept; the same command goes on from here\n")
    return code if isinstance(code, int) else 0


def entry() -> None:
    """Entry point of the console script."""
    sys.exit(main())
