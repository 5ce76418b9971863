"""The declarations, one module a lab; `nnlab.grader.registry` reads them."""
