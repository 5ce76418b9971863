"""Property-based tests draw the same examples on every machine, and do not fail for being slow."""

from hypothesis import settings

settings.register_profile("library", deadline=None, derandomize=True, database=None, max_examples=100)
settings.load_profile("library")
