"""What a sample's loss and gradient are does not depend on the other samples, be they infinite or NaN."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab import losses

CORNERS = [0.0, -0.0, 1e-45, 1e-7, 0.5, 1.0, -1.0, 40.0, -120.0, 1e38, -3e38, np.inf, -np.inf, np.nan]
NAMES = ["mean_squared_error", "mean_absolute_error", "binary_crossentropy"]
NAMES += ["categorical_crossentropy", "sparse_categorical_crossentropy"]


@st.composite
def batches(draw, name):
    """Targets, predictions of every kind, and options."""
    dtype = draw(st.sampled_from(["float32", "float64"]))
    shape = (draw(st.integers(1, 5)), draw(st.integers(2, 4)))
    y_pred = draw(
        hnp.arrays(dtype, shape, elements=st.sampled_from([float(np.dtype(dtype).type(x)) for x in CORNERS]))
    )
    labels = draw(hnp.arrays(np.int64, shape[:1], elements=st.integers(0, shape[1] - 1)))
    if name.startswith("sparse"):
        return labels, y_pred, {"from_logits": draw(st.booleans())}
    y_true = np.eye(shape[1])[labels]
    if not name.endswith("crossentropy"):
        return y_true, y_pred, {}
    smoothing = draw(st.sampled_from([0.0, 0.1]))
    return y_true, y_pred, {"from_logits": draw(st.booleans()), "label_smoothing": smoothing}


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_row_alone_gives_what_it_gives_among_others(name, data):
    y_true, y_pred, options = data.draw(batches(name))
    for function in (getattr(losses, name), getattr(losses, f"{name}_gradient")):
        together = function(y_true, y_pred, **options)
        alone = [function(y_true[i : i + 1], y_pred[i : i + 1], **options)[0] for i in range(len(y_pred))]
        np.testing.assert_allclose(together, alone, rtol=1e-6)  # also where both are NaN


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_the_sum_is_nan_only_where_a_loss_is(name, data):
    y_true, y_pred, options = data.draw(batches(name))
    each = getattr(losses, name)(y_true, y_pred, **options)
    cls = getattr(losses, "".join(word.capitalize() for word in name.split("_")))
    for reduction in ("sum", "sum_over_batch_size"):
        reduced = cls(reduction=reduction, **options)(y_true, y_pred)
        assert np.isnan(reduced) == np.isnan(each).any()


def test_right_answers_cost_nothing_beside_an_infinite_loss():
    logits = np.array([[-np.inf], [3e38], [-np.inf]], dtype="float32")
    loss = losses.BinaryCrossentropy(from_logits=True, reduction=None)
    np.testing.assert_array_equal(loss([[0], [1], [1]], logits), [0, 0, np.inf])
