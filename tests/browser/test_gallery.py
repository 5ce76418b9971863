"""Every widget that is exported, in the real JupyterLab: it draws, answers to keys, and is for everyone."""

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LAB = "gallery.ipynb"
THEMES = ("JupyterLab Light", "JupyterLab Dark")

gallery_page = pytest.importorskip("gallery_page", reason="Playwright is not installed", exc_type=ImportError)


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """Open the gallery in JupyterLab and run it."""
    server = gallery_page.LabServer("07", tmp_path_factory.mktemp("learner"))
    try:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        opened = gallery_page.open_gallery(context, server)
        opened.run("setup", "gallery")
        yield opened
        context.close()
    finally:
        server.stop()


@pytest.fixture(params=gallery_page.EXAMPLES)
def widget(request, lab):
    found = gallery_page.find_widget(lab, request.param)
    found.scroll_into_view_if_needed()
    gallery_page.wait_until_drawn(found)
    return found


def test_the_gallery_shows_every_widget_once(lab, expect):
    expect(lab.output("gallery").locator(".nnl-widget")).to_have_count(len(gallery_page.EXAMPLES))


def test_it_answers_to_a_key_and_the_notebook_does_not(lab, widget, expect):
    cells = lab.page.locator(".jp-Notebook .jp-Cell").count()
    assert gallery_page.answers_a_key(lab.page, widget), "no control of it answers to a key"
    expect(lab.page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)
    expect(lab.page.locator(".jp-Notebook .jp-mod-active .nnl-widget").first).to_be_attached()


def test_focus_is_seen(lab, widget):
    """Hold that a control looks different when the keyboard has reached it."""
    control = widget.locator("[tabindex='0'], button, input, select").locator("visible=true").first
    control.scroll_into_view_if_needed()
    lab.page.keyboard.press("Escape")
    control.evaluate("(each) => each.blur()")
    away = lab.page.screenshot(animations="disabled")
    control.focus()
    lab.page.keyboard.press("Shift")  # a key was pressed: from now on the focus is the keyboard's
    assert lab.page.screenshot(animations="disabled") != away


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_bars_the_way(lab, expect, photograph, theme):
    """Ask axe about each widget, in both themes; it names the rule, the element and what to do.

    Axe measures no contrast inside a notebook, which lies in many scrolled frames; the next test does.
    """
    from obstacles import obstacles

    lab.choose_theme(theme)
    faults = []
    for place, example in enumerate(gallery_page.EXAMPLES):
        found = gallery_page.find_widget(lab, example)
        found.scroll_into_view_if_needed()
        gallery_page.wait_until_drawn(found)
        found.evaluate("(root, place) => root.setAttribute('data-example', place)", place)
        faults += [f"{example}: {fault}" for fault in obstacles(lab.page, f"[data-example='{place}']")]
    assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize("theme", THEMES)
def test_it_can_be_read_wide_and_narrow(lab, photograph, theme):
    lab.choose_theme(theme)
    faults = []
    for width in (1280, 420):
        lab.resize(width)
        for place, example in enumerate(gallery_page.EXAMPLES):
            found = gallery_page.find_widget(lab, example)
            found.scroll_into_view_if_needed()
            gallery_page.wait_until_drawn(found)
            photograph(found, f"{place:02d}-{example.partition('(')[0]}-{theme.split()[1].lower()}-{width}")
            faults += [f"{example}, {width} px: {fault}" for fault in illegible(found)]
    lab.resize(1280)
    assert not faults, "\n".join(faults)
