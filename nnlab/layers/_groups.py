"""The products of a convolution: one for each group, whose filters look at the group's channels only."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np


class Group(NamedTuple):
    """The channels of the input and the filters that belong together."""

    channels: slice
    filters: slice

    @classmethod
    def divide(cls, channels: int, filters: int, groups: int) -> list[Self]:
        """Divide both evenly; a single group, the usual case, is all of them."""
        c, f = channels // groups, filters // groups
        return [cls(slice(g * c, (g + 1) * c), slice(g * f, (g + 1) * f)) for g in range(groups)]

    def scores(self, windows: np.ndarray, kernel: np.ndarray, z: np.ndarray) -> None:
        """Compute z = windows · kernel: (rows, cells, channels) by (cells · channels, filters)."""
        np.matmul(self._seen(windows, kernel), kernel[:, self.filters], out=z[:, self.filters])

    def kernel_gradient(self, windows: np.ndarray, grad_z: np.ndarray, grad_kernel: np.ndarray) -> None:
        """dL/dkernel = windowsᵀ · dL/dz."""
        seen = self._seen(windows, grad_kernel)
        np.matmul(seen.T, grad_z[:, self.filters], out=grad_kernel[:, self.filters])

    def cell_gradient(self, grad_z: np.ndarray, kernel: np.ndarray, grad_cell: np.ndarray) -> None:
        """dL/dx = dL/dz · kernelᵀ for one cell of all windows, with (channels, filters) of the kernel."""
        np.matmul(grad_z[:, self.filters], kernel[:, self.filters].T, out=grad_cell[:, self.channels])

    def _seen(self, windows: np.ndarray, kernel: np.ndarray) -> np.ndarray:
        return windows[:, :, self.channels].reshape(len(windows), len(kernel))
