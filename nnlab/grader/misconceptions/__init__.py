"""Executable wrong implementations, one module a topic.

A misconception is claimed only when it reproduces what the learner's function returned on every call,
so each one is written as a learner would write it, faults and exceptions included.
"""
