"""What the numbers of the classes mean."""

from __future__ import annotations

from nnlab._validation import complaint
from nnlab.exceptions import WrongType, did_you_mean

_DIGITS = tuple("0123456789")
_NAMES = {
    "digits": _DIGITS,
    "ecg5000": (
        "normal",
        "R-on-T premature ventricular contraction",
        "premature ventricular contraction",
        "supraventricular premature or ectopic beat",
        "unclassified",
    ),
    "fashion_mnist": (
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ),
    "mnist": _DIGITS,
    "movies": (
        "Drama",
        "Comedy",
        "Romance",
        "Action",
        "Crime",
        "Thriller",
        "Horror",
        "Documentary",
        "Sci-Fi",
        "Fantasy",
        "Adventure",
        "Animation",
    ),
}


def class_names(dataset: str) -> tuple[str, ...]:
    """Name the classes of a data set, in the order of their numbers.

    Parameters
    ----------
    dataset : str
        ``"digits"``, ``"ecg5000"``, ``"fashion_mnist"``, ``"mnist"`` or ``"movies"``.

    Returns
    -------
    tuple of str
        The name of class 0, of class 1, and so on; for ``"movies"`` the columns of the labels.

    Raises
    ------
    TypeError, ValueError
        If `dataset` is not a string, or not one of these.

    Examples
    --------
    >>> class_names("fashion_mnist")[9]
    'Ankle boot'
    """
    way_out = f"Pass one of {', '.join(repr(name) for name in _NAMES)}."
    if not isinstance(dataset, str):
        raise WrongType(complaint("class_names", "dataset", "be a string", dataset, way_out))
    if dataset not in _NAMES:
        way_out += did_you_mean(dataset, _NAMES)
        rule = "name a data set with classes"
        raise ValueError(complaint("class_names", "dataset", rule, dataset, way_out))
    return _NAMES[dataset]
