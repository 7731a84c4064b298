"""Every form by name. A new form is a function and one line of its module's ``FORMS``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import assets.forms
from assets.forms.form import Form
from schemas.errors import AssetError


@cache
def all_forms() -> Mapping[str, Form]:
    """The forms of all modules of this folder, by name.

    Raises:
        AssetError: two forms have one name.
    """
    found: dict[str, Form] = {}
    for module in sorted(one.name for one in iter_modules(assets.forms.__path__) if not one.ispkg):
        for form in getattr(import_module(f"assets.forms.{module}"), "FORMS", ()):
            if form.name in found:
                raise AssetError(f"two forms are called {form.name!r}; one is in assets/forms/{module}.py")
            found[form.name] = form
    return MappingProxyType(found)


def find_form(name: str) -> Form:
    """The form of that name.

    Raises:
        AssetError: there is none; the message lists those that are.
    """
    forms = all_forms()
    if name not in forms:
        raise AssetError(f"no form {name!r}; there are {', '.join(sorted(forms))}")
    return forms[name]
