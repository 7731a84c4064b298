"""What makes a lighting setup: ratios and directions, the taxonomy's ranges with a margin."""

from __future__ import annotations

from quality_control.readers.light_plan import LightPlan

HIGH_KEY_RATIO = 1.7
LOW_KEY_RATIO = 7.25  # between a Rembrandt light's largest and a low key's smallest
_ONLY = 40.0  # a key this much stronger than the rest stands alone


def classify_setup(plan: LightPlan) -> str | None:
    """The name of the setup that the lamps make, or None."""
    if plan.is_silhouette:
        return "silhouette"
    if plan.is_rim:
        return "rim"
    return _by_key(plan)


def _by_key(plan: LightPlan) -> str | None:
    """The setups that the key's direction and its ratio to the fill make."""
    key, ratio = plan.key, plan.key_fill_ratio
    if key is None:
        return None
    azimuth, elevation = abs(key.azimuth_deg), key.elevation_deg
    rear = plan.rear_strength / key.elements.strength
    rules = (
        ("high_key", ratio <= HIGH_KEY_RATIO and plan.background_radiance >= 0.55 * plan.card_radiance),
        ("split", 74.0 <= azimuth <= 106.0 and elevation <= 28.0 and ratio >= _ONLY),
        ("butterfly", azimuth <= 9.0 and 32.0 <= elevation <= 62.0 and ratio > 2.0 and rear < 0.2),
        ("low_key", 44.0 <= azimuth <= 88.0 and LOW_KEY_RATIO <= ratio < _ONLY and rear < 0.1),
        ("key_light_only", azimuth <= 70.0 and ratio >= _ONLY and rear < 0.05),
        ("three_point", 24.0 <= azimuth <= 60.0 and 1.6 <= ratio <= 5.0 and rear > 0.3),
        (
            "rembrandt",
            39.0 <= azimuth <= 58.0 and elevation >= 39.0 and 2.4 <= ratio < LOW_KEY_RATIO and rear < 0.1,
        ),
        ("loop", 20.0 <= azimuth < 39.0 and 25.0 <= elevation < 39.0 and 2.0 <= ratio <= 5.0 and rear < 0.1),
    )
    return next((name for name, holds in rules if holds), None)
