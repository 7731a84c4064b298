"""A small dataset written by hand, for what reads datasets."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from finishing import write_png
from pipelines.layout import DatasetLayout
from pipelines.manifests import new_manifest
from pipelines.records import file_records
from schemas.documents import write_document, write_text
from schemas.sample import Label, RenderRecord, SampleRecord
from schemas.sample_files import PICTURE_FILE, RECORD_FILE, STAGE_FILE
from schemas.spec import SampleSpec
from usd_scenes.departments import Department

CAPTIONS = {
    "short": "A gold vase at eye level.",
    "medium": "A gold vase, in three-point lighting, framed as a full shot at eye level.",
    "long": "A gold vase. The lighting is set in three-point lighting. The camera shows it framed as a full "
    "shot, at eye level, on a normal lens, in deep focus.",
    "technical": "A gold vase; read back from the stage: camera.angles.eye_level (pitch_deg 2.1); and "
    "some more of it.",
    "artistic": "A study of a gold vase, in a triadic palette, in three-point lighting.",
}


def make_dataset(root: Path, count: int = 4) -> Path:
    """Write ``count`` samples, the last of them in the test split; returns ``root``."""
    layout = DatasetLayout(root=root)
    write_document(new_manifest(seed=7, backend="flat").to_json(), layout.manifest)
    for index in range(count):
        _make_sample(layout, index, split="test" if index == count - 1 else "train")
    return root


def _make_sample(layout: DatasetLayout, index: int, *, split: str) -> None:
    folder = layout.sample(index)
    (folder / "previews").mkdir(parents=True)
    rng = np.random.Generator(np.random.Philox(index))
    write_png(rng.random((24, 32, 3), dtype=np.float32), folder / PICTURE_FILE)
    write_png(rng.random((24, 32, 3), dtype=np.float32), folder / "previews" / "normal.png")
    write_text("#usda 1.0\n", folder / STAGE_FILE)
    for department in Department:
        write_text(f"#usda 1.0\n# {department.value}\n", folder / department.file_name)
    angle = ("camera.angles.eye_level", "camera.angles.low_angle")[index % 2]
    spec = SampleSpec(
        dataset_version="test",
        seed=7,
        index=index,
        focus=angle,
        split=split,
        terms=(angle,),  # type: ignore[arg-type]
    )
    record = SampleRecord(
        spec=spec,
        labels=(Label(term=angle, values={"pitch_deg": 2.1}),),
        subject="vase",
        captions=CAPTIONS,
        render=RenderRecord(backend="flat", resolution=(32, 24), spp=1, seed=3, denoise=False, aovs=("beauty",)),
        files=file_records(folder),
        findings=(),
        perceptual_hash=hashlib.sha256(str(index).encode()).hexdigest()[:16],
    )
    write_document(record.to_json(), folder / RECORD_FILE)
