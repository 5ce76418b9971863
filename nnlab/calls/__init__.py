"""Calls of a learner's function: inputs out, plain values back, whatever the function does.

Nothing here knows an expected value, a reference or a sentence, and nothing is imported but the standard
library and NumPy (and psutil, where a process watches its own memory): an isolated process may load this
room and holds no answer.
"""
