"""Every widget on a small screen under a finger, where the system asks for less motion."""

import pytest
from legibility import illegible

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LAB = "gallery.ipynb"
WIDTH, NARROW = 420, 360
# What WCAG 2.2 asks of a target (success criterion 2.5.8), in pixels.
LEAST = 24

gallery_page = pytest.importorskip("gallery_page", reason="Playwright is not installed", exc_type=ImportError)
pages = pytest.importorskip("notebook_page")

SCROLLED = "document.querySelector('.jp-WindowedPanel-outer').scrollTop"
# Of the widget's own parts: those that are wider than their place, and those that stick out at its side.
OUTSIDE = """
(root) => {
  const frame = root.getBoundingClientRect();
  const name = (e) => `${e.tagName} ${e.getAttribute("class") ?? ""} ${e.getAttribute("aria-label") ?? ""}`;
  return [...root.querySelectorAll("svg, canvas, button, input, select, .nnl-knob")]
    .filter((e) => e.checkVisibility())
    .filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
    })
    .map(name)
    .concat(root.scrollWidth > root.clientWidth ? ["the widget scrolls sideways"] : []);
}
"""
# Presses Play; resolves, three seconds later, with the times of the frames in which the drawing changed.
CHANGES = """
([root, play]) => new Promise((done) => {
  const times = [];
  let frame = 0;
  const observer = new MutationObserver(() => {
    frame ||= requestAnimationFrame((now) => {
      frame = 0;
      times.push(now);
    });
  });
  for (const each of root.querySelectorAll("svg"))
    observer.observe(each, { subtree: true, attributes: true, childList: true });
  play.click();
  setTimeout(() => (observer.disconnect(), done(times)), 3000);
})
"""


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """Open the gallery in JupyterLab as on a phone, and run it."""
    server = gallery_page.LabServer("07", tmp_path_factory.mktemp("learner"))
    try:
        size = {"width": 1280, "height": 900}
        context = browser.new_context(viewport=size, has_touch=True, reduced_motion="reduce")
        opened = gallery_page.open_gallery(context, server)
        opened.run("setup", "gallery")
        opened.resize(WIDTH)
        yield opened
        context.close()
    finally:
        server.stop()


@pytest.fixture(scope="module")
def finger(lab):
    from finger import Finger

    return Finger(lab.page)


@pytest.fixture(params=gallery_page.EXAMPLES)
def widget(request, lab):
    found = gallery_page.find_widget(lab, request.param)
    found.scroll_into_view_if_needed()
    gallery_page.wait_until_drawn(found)
    return found


def visible(widget, what):
    return [each for each in widget.locator(what).all() if each.is_visible()]


def answers_the_finger(finger, widget, slider):
    """Whether what the widget draws changes when the slider is dragged one way or another."""
    knob = slider.locator(".nnl-knob")
    grip = knob if knob.count() else slider
    for right, down in [(100, 0), (-100, 0), (0, 100), (0, -100)]:
        before = gallery_page.drawing(widget)
        finger.drag(grip, right, down)
        pages.next_frames(widget.page)
        if gallery_page.drawing(widget) != before:
            return True
    return False


def test_everything_that_can_be_dragged_follows_a_finger_and_the_page_stays(lab, finger, widget):
    sliders = visible(widget, "[role=slider]")
    faults = []
    for slider in sliders:
        slider.scroll_into_view_if_needed()
        place = lab.page.evaluate(SCROLLED)
        name = slider.get_attribute("aria-label")
        if not answers_the_finger(finger, widget, slider):
            faults.append(f"{name!r} does not follow a finger")
        if lab.page.evaluate(SCROLLED) != place:
            faults.append(f"the page scrolls under a finger on {name!r}")
    assert sliders, "there is nothing to drag"
    assert not faults, "\n".join(faults)


def test_a_finger_beside_the_handles_scrolls_the_page(lab, finger, widget):
    """Hold that a widget that fills the screen is no trap."""
    note = widget.locator(".nnl-note")
    note.scroll_into_view_if_needed()
    for way in (-150, 150):
        place = lab.page.evaluate(SCROLLED)
        finger.drag(note, 0, way)
        pages.wait_for(lambda: lab.page.evaluate(SCROLLED), lambda now, then=place: now != then)


def test_what_is_touched_is_large_enough(lab, widget):
    small = []
    for control in visible(widget, "[role=slider], [role=option], button, input, select"):
        box = control.bounding_box()
        if min(box["width"], box["height"]) < LEAST - 0.5:
            name = control.get_attribute("aria-label") or control.text_content()
            small.append(f"{name!r} is {box['width']:.0f} by {box['height']:.0f}")
    assert not small, "\n".join(small)


def test_it_fits_into_a_narrow_window(lab, widget):
    lab.resize(NARROW)
    pages.next_frames(lab.page)
    widget.scroll_into_view_if_needed()
    faults = [*illegible(widget), *(f"{each} sticks out at the side" for each in widget.evaluate(OUTSIDE))]
    lab.resize(WIDTH)
    assert not faults, "\n".join(faults)


def test_nothing_moves_by_itself(lab, widget):
    before = gallery_page.drawing(widget)
    for control in visible(widget, "[role=slider], button")[:6]:
        control.hover(force=True)
        running = widget.evaluate("(root) => root.getAnimations({ subtree: true }).length")
        assert running == 0, f"{running} animations or transitions run"
    lab.page.wait_for_timeout(600)
    assert gallery_page.drawing(widget) == before


def test_playing_goes_by_slow_steps(lab, widget):
    play = widget.get_by_role("button", name="Play")
    if play.count() == 0:
        return
    times = lab.page.evaluate(CHANGES, [widget.element_handle(), play.first.element_handle()])
    pause = widget.get_by_role("button", name="Pause")
    if pause.count():
        pause.first.click()
    assert times, "nothing moves"
    # One change at once, then one every half second; frames come late where the machine is busy.
    assert len(times) <= 1 + (times[-1] - times[0]) / 250
