"""Small MaterialX documents as text, for tests that read files."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr


def document(*elements: str, colorspace: str = "") -> str:
    """A whole document."""
    space = f" colorspace={quoteattr(colorspace)}" if colorspace else ""
    return "\n".join(
        ['<?xml version="1.0"?>', f'<materialx version="1.39"{space}>', *elements, "</materialx>", ""]
    )


def look(name: str, *inputs: str) -> str:
    """A material whose standard_surface, ``SR_<name>``, has these inputs."""
    surface = linked("surfaceshader", "surfaceshader", f"SR_{name}")
    return "\n".join(
        [
            node("standard_surface", f"SR_{name}", "surfaceshader", *inputs),
            node("surfacematerial", name, "material", surface),
        ]
    )


def node(category: str, name: str, kind: str, *inputs: str) -> str:
    """A node of the type ``kind``."""
    return "\n".join(
        [f'<{category} name="{name}" type="{kind}">', *(f"  {line}" for line in inputs), f"</{category}>"]
    )


def given(name: str, kind: str, value: str, **attributes: str) -> str:
    """An input with a value."""
    return _input(name, kind, value=value, **attributes)


def linked(name: str, kind: str, source: str, **attributes: str) -> str:
    """An input that another node drives."""
    return _input(name, kind, nodename=source, **attributes)


def _input(name: str, kind: str, **attributes: str) -> str:
    rest = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f'<input name="{name}" type="{kind}"{rest} />'
