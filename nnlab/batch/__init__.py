"""Grade folders of notebooks from strangers.

Verdicts are formed in this process, from plain data alone. Learners' code runs in a sandbox
(`nnlab.batch.inside`) that is given inputs and holds no expected value.
"""
