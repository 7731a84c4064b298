"""Five captions of one sample, from read-back values alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pipelines.captions.lengths import caption_limits
from pipelines.captions.phrases import draw_phrases, load_phrases
from quality_control.contract import TermReading

_OPENINGS = ("A picture of {subject}", "{Subject}", "A scene with {subject}", "A view of {subject}")
_ART_OPENINGS = ("A study of {subject}", "{Subject} takes the stage", "An image built around {subject}")


def captions_of(readings: Sequence[TermReading], *, subject: str, rng: np.random.Generator) -> dict[str, str]:
    """Caption style -> text, each within the lengths of ``schemas/json/sample.schema.json``.

    Args:
        readings: what was read back; nothing else is claimed.
        subject: semantic class of the subject, such as "fluted_vase".
        rng: decides the wording only.
    """
    phrases = draw_phrases(readings, rng)
    noun = _subject(phrases, subject)
    pick = rng.random(2)
    opening = _open(_OPENINGS[int(pick[0] * len(_OPENINGS))], noun)
    art_opening = _open(_ART_OPENINGS[int(pick[1] * len(_ART_OPENINGS))], noun)
    drafts = {
        "short": _short(noun, phrases),
        "medium": _medium(opening, phrases),
        "long": _long(opening, phrases),
        "technical": _technical(noun, readings),
        "artistic": _artistic(art_opening, phrases),
    }
    return {style: _fit(parts, style) for style, parts in drafts.items()}


def _subject(phrases: Mapping[str, str], subject: str) -> str:
    noun = phrases.get("shape") or load_phrases().nouns.get(subject) or subject.replace("_", " ")
    if "fluid" in phrases:
        return phrases["fluid"]
    look = phrases.get("look", "")
    if set(look.split()) & set(noun.split()):  # a mossy stone is mossy already
        look = ""
    words = f"{look} {noun}".strip()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _open(template: str, noun: str) -> str:
    return template.format(subject=noun, Subject=noun[0].upper() + noun[1:])


def _short(noun: str, phrases: Mapping[str, str]) -> list[str]:
    parts = [noun[0].upper() + noun[1:]]
    parts += [f", {phrases[slot]}" for slot in ("air", "style") if slot in phrases]
    parts += [f", {phrase}" for phrase in (_lighting(phrases)[:1] or _said(phrases, ("framing", "angle")))]
    return parts


def _medium(opening: str, phrases: Mapping[str, str]) -> list[str]:
    said = _said(phrases, ("shape_detail", "air"))
    said += _lighting(phrases)[:2]
    said += _said(phrases, ("set", "framing", "angle", "mood", "palette", "style", "finish"))
    return [opening, *(f", {phrase}" for phrase in said)]


def _long(opening: str, phrases: Mapping[str, str]) -> list[str]:
    return [
        opening,
        *(f", {phrase}" for phrase in _said(phrases, ("shape_detail", "air"))),
        *_sentence("It is", _lighting(phrases)),
        *_sentence("The camera shows it", _said(phrases, ("framing", "angle", "lens", "focus"))),
        *_sentence("The scene is dressed", _said(phrases, ("set", "palette"))),
        *_sentence("The picture is", _said(phrases, ("style", "mood", "palette_mood", "finish"))),
    ]


def _artistic(opening: str, phrases: Mapping[str, str]) -> list[str]:
    said = (
        _said(phrases, ("mood", "palette"))
        + _lighting(phrases)
        + _said(phrases, ("air", "set", "angle", "style", "focus"))
    )
    return [opening, *(f", {phrase}" for phrase in said)]


def _lighting(phrases: Mapping[str, str]) -> list[str]:
    """What lights the scene; a source needs its verb unless the setup has just said it."""
    said = _said(phrases, ("light", "light_source", "light_color"))
    if "light_source" in phrases and not phrases.get("light", "").startswith("lit "):
        said["light" in phrases] = f"lit {phrases['light_source']}"
    return said


def _said(phrases: Mapping[str, str], slots: Sequence[str]) -> list[str]:
    return [phrases[slot] for slot in slots if slot in phrases]


def _sentence(start: str, said: Sequence[str]) -> list[str]:
    return [f". {start} {said[0]}", *(f", {phrase}" for phrase in said[1:])] if said else []


def _technical(noun: str, readings: Sequence[TermReading]) -> list[str]:
    parts = [f"{noun[0].upper() + noun[1:]}; read back from the stage"]
    for number, reading in enumerate(readings):
        values = ", ".join(f"{name} {_number(value)}" for name, value in reading.values)
        joint = ": " if number == 0 else "; "
        parts.append(f"{joint}{reading.term}" + (f" ({values})" if values else ""))
    return parts


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"


def _fit(parts: Sequence[str], style: str) -> str:
    """The parts in order, without those at the end that would pass the longest length that the schema allows."""
    _, longest = caption_limits()[style]
    text = ""
    for part in parts:
        if len(text) + len(part) + 1 > longest:
            break
        text += part
    return text + "."
