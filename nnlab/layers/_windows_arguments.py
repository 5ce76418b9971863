"""Checks of what convolutions and poolings are given."""

from __future__ import annotations

from nnlab._validation import as_count, complaint
from nnlab.exceptions import WrongType
from nnlab.layers._windows import Sizes, output_size
from nnlab.layers.base import Shape


def as_sizes(value: object, rank: int, name: str, function: str) -> Sizes:
    """Return a whole number, or one for each of `rank` axes, as a tuple."""
    if not isinstance(value, tuple | list):
        return (as_count(value, name, function),) * rank
    if len(value) != rank:
        rule, example = f"be a whole number, or {rank} in a tuple", (3,) * rank
        raise ValueError(complaint(function, name, rule, value, f"Pass {name}=3 or {name}={example}."))
    return tuple(as_count(size, name, function) for size in value)


def as_padding(value: object, function: str, *also: str) -> str:
    """Return "valid", "same", or what else is allowed, in lower case."""
    allowed = ("valid", "same", *also)
    rule, way_out = f"be one of {', '.join(map(repr, allowed))}", 'Pass padding="valid" or padding="same".'
    if not isinstance(value, str):
        raise WrongType(complaint(function, "padding", rule, value, way_out))
    if value.lower() not in allowed:
        raise ValueError(complaint(function, "padding", rule, value, way_out))
    return value.lower()


def as_dilation(value: object, strides: Sizes, function: str) -> Sizes:
    """Return the distances between the cells of a window, which must be 1 where it has strides."""
    dilation = as_sizes(value, len(strides), "dilation_rate", function)
    if max(strides) > 1 and max(dilation) > 1:
        rule, way_out = "be 1 where strides are not, as in Keras", "Leave one of the two at 1."
        raise ValueError(complaint(function, "dilation_rate", rule, value, way_out))
    return dilation


def as_groups(value: object, filters: int, function: str) -> int:
    """Return the number of groups, which must divide the filters."""
    groups = as_count(value, "groups", function)
    if filters % groups:
        rule, way_out = f"divide the number of filters, {filters}", "Leave it out for filters that see all."
        raise ValueError(complaint(function, "groups", rule, value, way_out))
    return groups


def check_axes(shape: Shape, rank: int, data_format: str, function: str) -> None:
    """Complain about a batch that has too few or too many axes, or open channels."""
    sizes = ["length"] if rank == 1 else ["height", "width"]
    axes = ["batch", *sizes, "channels"] if data_format == "channels_last" else ["batch", "channels", *sizes]
    if len(shape) != rank + 2 or shape[axes.index("channels")] is None:
        rule = f"have {rank + 2} axes, ({', '.join(axes)}), the channels of a known size"
        way_out = "Where the axis of the channels is missing, add it: x[..., np.newaxis]."
        raise ValueError(complaint(function, "input_shape", rule, tuple(shape), way_out))


def check_channels(shape: Shape, channels: int, groups: int, known: int | None, function: str) -> None:
    """Complain about channels that are not those of the kernel, or that make no whole groups."""
    if known is not None and channels != known:
        rule = f"have {known} channels, which {function} was built for"
        way_out = "The layer is incompatible with this input; check the shape of the data."
        raise ValueError(complaint(function, "input_shape", rule, tuple(shape), way_out))
    if channels % groups:
        rule = f"have channels that make {groups} groups, not {channels} of them"
        raise ValueError(complaint(function, "input_shape", rule, tuple(shape), "Pass another `groups`."))


def output_sizes(
    shape: Shape, kernel: Sizes, strides: Sizes, dilation: Sizes, padding: str, function: str
) -> Shape:
    """Return how many windows there are along each axis; complain where there is no room for one."""
    sizes = tuple(
        None if axis[0] is None else output_size(*axis, padding)
        for axis in zip(shape[1:-1], kernel, strides, dilation, strict=True)
    )
    if any(size is not None and size <= 0 for size in sizes):
        rule = f"have room for a window of {' by '.join(map(str, kernel))}"
        way_out = 'Pass larger inputs, a smaller window, or padding="same".'
        raise ValueError(complaint(function, "input_shape", rule, tuple(shape), way_out))
    return sizes
