"""Exports are read by the libraries that trainers use."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from cli.main import main
from pipelines.export.image_text import ExportJob, export_image_text
from schemas.errors import ImageError, SchemaError, UsageError
from tests.pipelines.made_dataset import CAPTIONS


def test_webdataset_loads_picture_caption_and_metadata(dataset: Path, tmp_path: Path) -> None:
    import webdataset

    shards = list(export_image_text(ExportJob(dataset=dataset, output=tmp_path / "out", layout="webdataset")))
    assert {(shard.split, shard.samples) for shard in shards} == {("train", 3), ("test", 1)}
    train = str(tmp_path / "out" / "train-000000.tar")
    samples = list(webdataset.WebDataset(train, shardshuffle=False).decode("rgb8"))
    assert [sample["txt"] for sample in samples] == [CAPTIONS["medium"]] * 3
    assert samples[0]["png"].shape == (24, 32, 3)
    assert samples[0]["json"]["spec"]["index"] == 0


def test_parquet_loads_in_hugging_face_datasets_with_pictures(dataset: Path, tmp_path: Path) -> None:
    import datasets

    list(export_image_text(ExportJob(dataset=dataset, output=tmp_path / "out", layout="parquet")))
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert loaded["train"].num_rows == 3
    assert loaded["test"].num_rows == 1
    row = loaded["train"][0]
    assert row["image"].size == (32, 24)
    assert row["caption"] == CAPTIONS["medium"]
    assert row["labels"] == ["camera.angles.eye_level"]
    assert json.loads(row["metadata"])["category"] == "camera"


def test_an_export_is_the_same_bytes_again(dataset: Path, tmp_path: Path) -> None:
    for layout in ("webdataset", "parquet"):
        for name in ("one", "two"):
            list(export_image_text(ExportJob(dataset=dataset, output=tmp_path / layout / name, layout=layout)))
        for file in sorted((tmp_path / layout / "one").iterdir()):
            assert file.read_bytes() == (tmp_path / layout / "two" / file.name).read_bytes(), file.name


def test_shards_hold_no_more_than_asked(dataset: Path, tmp_path: Path) -> None:
    job = ExportJob(dataset=dataset, output=tmp_path / "out", layout="webdataset", shard_size=2)
    list(export_image_text(job))
    with tarfile.open(tmp_path / "out" / "train-000000.tar") as first:
        assert len({name.split(".")[0] for name in first.getnames()}) == 2
    assert (tmp_path / "out" / "train-000001.tar").is_file()


def test_the_chosen_caption_leads(dataset: Path, tmp_path: Path) -> None:
    assert main(["export", str(dataset), "-o", str(tmp_path / "out"), "--caption", "artistic"]) == 0
    with tarfile.open(tmp_path / "out" / "test-000000.tar") as shard:
        text = next(name for name in shard.getnames() if name.endswith(".txt"))
        stream = shard.extractfile(text)
        assert stream is not None
        assert stream.read().decode() == CAPTIONS["artistic"]


def test_a_damaged_record_names_file_and_field(dataset: Path, tmp_path: Path) -> None:
    record = dataset / "samples/000000/000000002/sample.json"
    document = json.loads(record.read_text())
    document["captions"]["short"] = ""
    record.write_text(json.dumps(document))
    with pytest.raises(SchemaError, match=r"000000002/sample\.json: /captions/short"):
        list(export_image_text(ExportJob(dataset=dataset, output=tmp_path, layout="webdataset")))


def test_a_damaged_picture_is_named(dataset: Path, tmp_path: Path) -> None:
    (dataset / "samples/000000/000000002/picture.png").write_bytes(b"not a picture")
    with pytest.raises(ImageError, match=r"000000002/picture\.png"):
        list(export_image_text(ExportJob(dataset=dataset, output=tmp_path / "out", layout="parquet")))


def test_an_empty_folder_says_what_would_fill_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="parallel-synth generate"):
        list(export_image_text(ExportJob(dataset=tmp_path, output=tmp_path / "out", layout="parquet")))
