"""How long a convolution takes, forward and backward, beside bare matrix products, PyTorch and TensorFlow.

    python benchmarks/convolution_speed.py [--runs 50] [--json]

Layers of 3 by 3 cells and 32 filters on 32 images of 28 by 28, with one channel (the first layer of a network
on Fashion-MNIST: no gradient of the input is needed) and with 32 (a later layer: it is); max pooling behind
such a layer; and a Conv1D as in the ECG network. Forward and backward pass, float32, with 1 and 2 threads,
each in a process of its own. The rivals that are installed take turns, run by run, so that a busy machine is
unfair to all of them alike; printed are medians and, in brackets, the best, in milliseconds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

import numpy as np

# Name: kind of layer, its arguments, shape of the input, whether the input needs a gradient
CASES = {
    "Conv2D, 1 channel": ("Conv2D", (32, 3), (32, 28, 28, 1), False),
    "Conv2D, 32 channels": ("Conv2D", (32, 3), (32, 28, 28, 32), True),
    "MaxPooling2D, 32 channels": ("MaxPooling2D", (2,), (32, 26, 26, 32), True),
    "Conv1D, ECG": ("Conv1D", (9, 9), (32, 140, 1), False),
}


def nnlab_step(kind, arguments, x, grad_output, input_gradient):
    from nnlab import layers

    layer = getattr(layers, kind)(*arguments)
    layer(x)

    def step():
        layer.forward(x, training=True)
        layer.backward(grad_output, input_gradient=input_gradient)

    return step


def products_step(kind, arguments, x, grad_output, input_gradient):
    """The matrix products alone, on arrays of the right shapes: what no NumPy layer can go below."""
    if not kind.startswith("Conv"):
        return None
    filters, size = arguments
    cells = size ** (x.ndim - 2) * x.shape[-1]
    grad_z = grad_output.reshape(-1, filters)
    rows, kernel = np.ones((len(grad_z), cells), "float32"), np.ones((cells, filters), "float32")
    z, grad_kernel, grad_rows = np.empty_like(grad_z), np.empty_like(kernel), np.empty_like(rows)

    def step():
        np.matmul(rows, kernel, out=z)
        np.matmul(rows.T, grad_z, out=grad_kernel)
        if input_gradient:
            np.matmul(grad_z, kernel.T, out=grad_rows)

    return step


def torch_step(kind, arguments, x, grad_output, input_gradient):
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    if kind.startswith("Conv"):
        filters, size = arguments
        layer = getattr(torch.nn, kind.replace("D", "d"))(x.shape[-1], filters, size)
    else:
        layer = torch.nn.MaxPool2d(*arguments)
    # PyTorch's order of axes, channels first, is the one that it is fastest with here.
    to_torch = (0, x.ndim - 1, *range(1, x.ndim - 1))
    inputs = torch.tensor(np.ascontiguousarray(x.transpose(to_torch)), requires_grad=input_gradient)
    back = torch.tensor(np.ascontiguousarray(grad_output.transpose(to_torch)))

    def step():
        layer.zero_grad()
        inputs.grad = None
        layer(inputs).backward(back)

    return step


def tensorflow_step(kind, arguments, x, grad_output, input_gradient):
    try:
        import tensorflow as tf
    except ImportError:
        return None
    layer = getattr(tf.keras.layers, kind)(*arguments)
    inputs, back = tf.constant(x), tf.constant(grad_output)
    layer(inputs)
    wanted = list(layer.trainable_weights)

    @tf.function
    def compiled(inputs, back):
        with tf.GradientTape() as tape:
            tape.watch(inputs)
            outputs = layer(inputs)
        return tape.gradient(outputs, [*wanted, inputs] if input_gradient else wanted, back)

    return lambda: [gradient.numpy() for gradient in compiled(inputs, back)]


RIVALS = {
    "nnlab": nnlab_step,
    "bare products": products_step,
    "PyTorch": torch_step,
    "TensorFlow": tensorflow_step,
}


def measure(runs: int) -> dict[str, dict[str, tuple[float, float]]]:
    """Median and best of each rival in each case, in milliseconds."""
    from nnlab import layers

    rng, table = np.random.default_rng(0), {}
    for case, (kind, arguments, shape, input_gradient) in CASES.items():
        x = rng.standard_normal(shape, dtype="float32")
        output = getattr(layers, kind)(*arguments).compute_output_shape(shape)
        grad_output = rng.standard_normal(output, dtype="float32")
        steps = {name: make(kind, arguments, x, grad_output, input_gradient) for name, make in RIVALS.items()}
        times = {name: [] for name, step in steps.items() if step}
        for run in range(runs + 3):
            for name, seconds in times.items():
                start = time.perf_counter()
                steps[name]()
                if run >= 3:  # the first ones make buffers and compile
                    seconds.append(time.perf_counter() - start)
        table[case] = {name: (1e3 * statistics.median(t), 1e3 * min(t)) for name, t in times.items()}
    return table


def main() -> None:
    """Measure in a process for each number of threads, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=50, help="runs of each rival in each case (default 50)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.runs)))
        return
    results = {}
    for threads in ("1", "2"):
        names = (
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "TF_NUM_INTRAOP_THREADS",
            "TF_NUM_INTEROP_THREADS",
        )
        environment = os.environ | dict.fromkeys(names, threads)
        command = [sys.executable, __file__, "--here", "--runs", str(options.runs)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        results[threads] = json.loads(done.stdout.splitlines()[-1])
    if options.json:
        print(json.dumps(results, indent=1))
        return
    for threads, table in results.items():
        print(f"{threads} thread{'s' if threads != '1' else ''}, milliseconds: median (best)")
        for case, row in table.items():
            figures = "   ".join(
                f"{name} {median:7.2f} ({best:6.2f})" for name, (median, best) in row.items()
            )
            print(f"  {case:<26} {figures}")


if __name__ == "__main__":
    main()
