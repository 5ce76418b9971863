"""Which cell of the lab explains which of its known mistakes."""

from nnlab.grader.exercises.places import placer

#: The cell that explains the function; by the first half of a fault's id.
_HOMES = {
    "numerical_gradient": "concept-nudge",
    "dense_backward": "concept-product",
    "activation_backward": "concept-activation",
    "softmax_crossentropy_backward": "concept-loss",
    "two_layer_gradients": "concept-factors",
}
#: Cells that explain what can go wrong in several of them; by the second half.
_COMMON = {
    "concept-step": ("backward", "eps_too_large", "eps_too_small", "forward"),
    "concept-ndindex": (
        "first_only",
        "flat_argument",
        "flat_result",
        "last_only",
        "one_axis",
        "one_coordinate",
        "rows_apart",
        "rows_at_once",
        "two_axes",
        "vectors_only",
    ),
    "concept-whole-numbers": (
        "integer_gradient",
        "integer_output",
        "integer_slopes",
        "integer_steps",
        "single_precision",
    ),
    "concept-dense": ("dA_times_input", "dW_from_weights", "dW_times_weights", "db_ones", "dA_summed"),
    "concept-value": (
        "activation_twice",
        "sigmoid_of_sums",
        "sigmoid_twice",
        "sigmoid_value",
        "slope_of_sums",
        "slope_twice",
        "taken_for_activations",
        "tanh_of_sums",
        "tanh_twice",
        "tanh_value",
        "values_for_slopes",
        "values_only",
    ),
    "concept-pairs": (
        "all_columns",
        "counted_from_one",
        "everywhere",
        "first_class",
        "first_sample_only",
        "index_exchanged",
        "rows",
    ),
    "concept-large": (
        "clipped_logits",
        "global_max",
        "hidden_overflows",
        "nan_hidden",
        "no_max_shift",
        "sigmoid_overflows",
        "tanh_overflows",
    ),
}
_ABOUT_THE_MEAN = ("not_over_m", "over_all", "over_classes", "over_m_twice", "times_m")
_OWN = {
    **{f"softmax_crossentropy_backward.{fault}": "concept-mean" for fault in _ABOUT_THE_MEAN},
    **{f"two_layer_gradients.{fault}": "concept-mean" for fault in _ABOUT_THE_MEAN},
    **{
        f"dense_backward.{fault}": "predict-once"
        for fault in ("dA_over_m", "dW_over_m", "db_mean", "over_features", "over_m")
    },
    "activation_backward.over_m": "predict-once",
    "dense_backward.dA_relu_mask": "concept-activation",
    "softmax_crossentropy_backward.one_undivided": "concept-mean",
    "two_layer_gradients.over_inputs": "concept-mean",
    "two_layer_gradients.ones_again": "concept-matrix",
    "dense_backward.dA_sigmoid_slope": "concept-activation",
}

#: Gives each misconception of the lab the cell that explains it.
placed = placer(_HOMES, _COMMON, _OWN)
