"""Each widget of the solutions has its picture, for pages on which no widget runs, and none is left over."""

import pictured

_MOST = 3_000_000  # bytes of all together: they travel in the wheel


def test_every_widget_has_a_picture_and_no_picture_is_left_over():
    wanted, kept = pictured.wanted(), pictured.present(pictured.KEPT)
    assert len(wanted) > 30
    ways = f"missing {sorted(wanted - kept)}, left over {sorted(kept - wanted)}. Run: make pictures"
    assert wanted == kept, ways


def test_the_pictures_are_small():
    sizes = {name: (pictured.KEPT / name).stat().st_size for name in pictured.present(pictured.KEPT)}
    assert sum(sizes.values()) < _MOST, sorted(sizes, key=sizes.get)[-5:]


def test_every_picture_is_as_wide_as_a_page_needs():
    from PIL import Image

    for name in pictured.present(pictured.KEPT):
        with Image.open(pictured.KEPT / name) as picture:
            assert 1000 <= picture.width <= 2000, name
