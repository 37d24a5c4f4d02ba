"""A real browser, for tests that need one."""

import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE = "no browser; on Debian: apt-get install chromium, elsewhere: playwright install chromium"


@pytest.fixture(scope="session")
def start_chromium():
    """Call it for a browser without a window; it takes words of Chromium's command line."""
    playwright = pytest.importorskip("playwright.sync_api", reason="nox -s tests-page has it")
    with playwright.sync_playwright() as started:
        path = next(filter(None, map(shutil.which, NAMES)), None)

        def start(*words: str):
            try:
                return started.chromium.launch(executable_path=path, args=["--no-sandbox", *words])
            except playwright.Error:
                pytest.exit(NONE, returncode=2)

        yield start


@pytest.fixture(scope="session")
def chromium(start_chromium):
    """A browser without a window."""
    browser = start_chromium()
    yield browser
    browser.close()
