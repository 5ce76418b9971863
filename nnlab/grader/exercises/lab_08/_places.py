"""Which cell of the lab explains which of its known mistakes."""

from nnlab.grader.exercises.places import placer

#: The cell that explains the function; by the first half of a fault's id.
_HOMES = {
    "log_sum_exp": "concept-lse",
    "log_softmax": "concept-log-softmax",
    "sparse_categorical_crossentropy_from_logits": "concept-sparse",
    "binary_crossentropy_from_logits": "concept-logistic",
}
#: Cells that explain what can go wrong in any of them; by the second half.
_COMMON = {
    "concept-shift": (
        *("absolute_shift", "max_with_zero", "mean_shift", "min_shift", "no_max_shift"),
        *("shift_above_only", "shift_added", "shift_below_only", "shift_forgotten", "shift_multiplied"),
        *("shift_not_added", "shift_subtracted", "shift_twice", "shift_when_large"),
    ),
    "concept-rows": (
        *("averaged_over_samples", "axes_mixed", "axis0", "axis1_only", "batch_only"),
        *("global_max", "global_max_axis"),
        *("first_row_shift", "global_sum", "keepdims", "no_keepdims", "one_sample_only"),
        "summed_over_samples",
    ),
    "concept-patches": ("clipped", "clipped_logits", "inf_hidden", "nan_hidden", "small_number_added"),
    "concept-underflow": ("clipped_probabilities", "log_of_softmax"),
    "concept-labels": (
        *("all_classes", "broadcast", "column_labels", "every_pair", "first_class", "float_index"),
        *("largest_class", "off_by_one_label", "rows_by_label", "treats_as_onehot"),
    ),
    "concept-logistic-formula": (
        *("abs_for_max", "abs_missing", "clipped_sigmoid", "largest_for_each", "log1p_exp_overflow"),
        *("log_of_sigmoid", "log_term_missing", "log_without_1", "max_missing", "min_for_max"),
        *("plus_yz", "sign_of_abs", "tail_subtracted"),
    ),
}
_OWN = {
    "binary_crossentropy_from_logits.one_added_twice": "concept-log1p",
    "log_softmax.log_of_sigmoid": "concept-log-softmax",
    "sparse_categorical_crossentropy_from_logits.clipped": "concept-underflow",
}

#: Gives each misconception of the lab the cell that explains it.
placed = placer(_HOMES, _COMMON, _OWN)
