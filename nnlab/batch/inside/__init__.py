"""What runs inside the sandbox, beside a stranger's code.

Imports the standard library, NumPy, `nnlab.calls`, `nnlab.notebooks.load`, `nnlab.batch.wire` and its
`records` only; these files are all of nnlab that the sandbox can see. Nothing here knows an expected value, a
reference or a sentence.
"""
