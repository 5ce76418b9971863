"""What the cases of lab 11 share."""

NUMPY_ONLY = ("tensorflow", "keras", "torch", "jax", "scipy", "sklearn")
