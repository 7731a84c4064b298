"""Composing alone: stages and assets, no pictures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import gcd
from pathlib import Path

from pxr import Usd

from assets.store import AssetStore
from composers.registry import all_composers, composable_terms
from pipelines.compose import compose_sample
from pipelines.layout import DatasetLayout
from schemas.documents import broken_rules, read_document
from schemas.errors import SchemaError, UsageError
from schemas.sample import SampleRecord
from schemas.sample_files import STAGE_FILE
from schemas.spec import SampleSpec
from taxonomy.loading import load_catalog
from taxonomy.sampler import Sampler
from taxonomy.spec_faults import spec_faults
from usd_scenes.layer_files import save_layer
from usd_scenes.session import RenderOpinions, set_render_opinions


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeJob:
    """One call of ``compose``; ``opinions`` are what the user asks beside the specs."""

    output: Path
    specs: Iterable[SampleSpec]
    opinions: RenderOpinions = field(default_factory=RenderOpinions)


def compose_specs(job: ComposeJob) -> Iterator[Path]:
    """The root layers of composed samples, one by one, under ``<output>/samples``.

    What the user asks is authored in each root layer, over the departments: here is no session that could hold it.
    """
    layout = DatasetLayout(root=job.output)
    width, height = job.opinions.resolution or (1, 1)
    composers = all_composers((width // gcd(width, height), height // gcd(width, height)))
    assets = AssetStore(layout.assets)
    for spec in job.specs:
        folder = layout.sample(spec.index)
        sample = compose_sample(spec, folder, assets=assets, composers=composers)
        if job.opinions != RenderOpinions():
            root = sample.stage.GetRootLayer()
            with Usd.EditContext(sample.stage, root):
                set_render_opinions(sample.stage, job.opinions)
            save_layer(root)
        yield folder / STAGE_FILE


def drawn_specs(
    indices: Sequence[int], *, seed: int, category: str | None = None, term: str | None = None
) -> Iterator[SampleSpec]:
    """The specs that the sampler gives to ``indices``, all about ``category`` or ``term`` where one is named."""
    sampler = Sampler(load_catalog())
    return (sampler.spec(seed, index, category=category, term=term) for index in indices)


def read_spec(file: Path) -> SampleSpec:
    """A recorded spec: of a ``sample.json`` of any version, or alone as a JSON object; of any dataset version.

    Raises:
        SchemaError: the file is missing, no JSON, or holds neither, or the spec is not sound.
        UsageError: the spec asks for a term that no composer of this version authors.
    """
    within, spec = _recorded_spec(file)
    gone = sorted(set(spec.terms) - composable_terms())
    if gone:
        raise UsageError(f"{file}: asks for {', '.join(gone)}, which this version does not compose")
    for pointer, message in spec_faults(spec, load_catalog()):
        raise SchemaError(message, file=str(file), pointer=within + pointer)
    return spec


def _recorded_spec(file: Path) -> tuple[str, SampleSpec]:
    """Where in the file the spec stands, as a JSON Pointer, and the spec."""
    try:
        alone = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        alone = None
    if not isinstance(alone, dict) or "schema" in alone:
        return "/spec", SampleRecord.from_json(read_document(file, "sample"), file=str(file)).spec
    for pointer, message in broken_rules(alone, "sample", part="spec"):
        raise SchemaError(message, file=str(file), pointer=pointer)
    return "", SampleSpec.from_json(alone)
