"""The gallery in a real browser, opened from disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from pipelines.gallery import write_gallery
from schemas.errors import UsageError

pytestmark = pytest.mark.browser


@pytest.fixture
def page(dataset: Path) -> Iterator[Page]:
    """The gallery's page with a list of what went wrong in it."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser_path, "chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        tab = browser.new_page()
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("requestfailed", lambda request: errors.append(f"missing {request.url}"))
        tab.goto(write_gallery(dataset).as_uri())
        yield tab
        assert errors == []
        browser.close()


def test_every_sample_has_a_card_with_its_picture(page: Page) -> None:
    assert page.locator(".card").count() == 4
    page.wait_for_function("[...document.images].filter(i => i.src).every(i => i.complete && i.naturalWidth > 0)")


def test_a_term_filters_the_grid(page: Page) -> None:
    page.fill("#term", "camera.angles.low_angle")
    assert page.locator(".card").count() == 2
    page.fill("#term", "eye_level")
    assert page.locator("#count").inner_text() == "2 of 4 samples"
    page.fill("#term", "no_such_term")
    assert page.locator(".card").count() == 0


def test_the_aov_switch_changes_the_pictures(page: Page) -> None:
    page.select_option("#aov", "normal")
    assert "previews/normal.png" in (page.locator(".card img").first.get_attribute("src") or "")


def test_a_card_opens_caption_parameters_stage_and_command(page: Page) -> None:
    page.locator(".card").nth(1).click()
    assert "three-point lighting" in page.locator("#caption").inner_text()
    page.get_by_role("button", name="artistic").click()
    assert page.locator("#caption").inner_text().startswith("A study of")
    assert "pitch_deg 2.1" in page.locator("#labels").inner_text()
    assert "generate --indices 1 --seed 7" in page.locator("#command").inner_text()
    page.wait_for_function("document.getElementById('layertext').textContent.includes('#usda')")
    page.get_by_role("button", name="layers/camera.usda").click()
    assert "# camera" in page.locator("#layertext").inner_text()
    page.locator("#aovs").get_by_role("button", name="normal").click()
    assert "normal.png" in (page.locator("#large").get_attribute("src") or "")


def test_a_folder_without_a_dataset_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"dataset\.json"):
        write_gallery(tmp_path)
