"""Loops over the samples that do not make every turn."""

#: Each with the turns that are made, by the fault's name without its family.
TOO_FEW = (
    ("first_sample_only", slice(1)),
    ("sample_left_out", slice(1, None)),
    ("sample_left_out", slice(None, -1)),
)
