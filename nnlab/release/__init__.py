"""From solutions to labs: generate, execute, prove, begin a new one."""

from nnlab.release.build import Change, release
from nnlab.release.execute import execute
from nnlab.release.new import new_solution
from nnlab.release.proof import Proof, prove

__all__ = ["Change", "Proof", "execute", "new_solution", "prove", "release"]
