"""What axe finds that bars somebody's way in a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

# What WCAG 2.2 asks at levels A and AA, as far as a program can tell, and what axe calls good practice.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def obstacles(page: Any, place: str | None = None, **options: Any) -> list[str]:
    """Return a text for each fault: the rule, the element and what to do.

    Parameters
    ----------
    page : playwright.sync_api.Page
    place : str, optional
        A CSS selector of what is looked at; the whole page by default.
    **options
        More options of axe.
    """
    options = {"runOnly": _RULES, "resultTypes": ["violations"], **options}
    report = Axe().run(page, place, options).response
    assert report["passes"], "axe found nothing to look at"
    return [
        f"{rule['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for rule in report["violations"]
        for node in rule["nodes"]
    ]
