"""Times a net in PyTorch on the CPU: a training step and a frozen forward, the peer of `morphoscope bench`.

usage: python3 peer.py NET.json [--threads 2] [--batch 128] [--seconds 5] [--json]

NET.json is what `morphoscope architecture NAME` prints. Both of PyTorch's layouts are timed, and the best
of each item counts. Needs PyTorch (Debian: python3-torch).
"""
import argparse
import json
import os
import sys
import time

# glibc reads these at start; without them page faults cost PyTorch up to half of its speed
TUNED = {
    "MALLOC_MMAP_THRESHOLD_": "4000000000",
    "MALLOC_TRIM_THRESHOLD_": "4000000000",
    "MALLOC_TOP_PAD_": "200000000",
}
if os.environ.get("MALLOC_TOP_PAD_") != TUNED["MALLOC_TOP_PAD_"]:
    os.environ.update(TUNED)
    os.execv(sys.executable, [sys.executable] + sys.argv)

import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    """The graph of an architecture file; a dense layer to the classes follows its last node."""

    def __init__(self, architecture):
        super().__init__()
        self.steps = []
        self.layers = nn.ModuleDict()
        channels = {"input": architecture["input"][0]}
        for node in architecture["nodes"]:
            name, inputs = node["id"], node["inputs"]
            width = channels[inputs[0]]
            layer = self.layer(node, width)
            if layer is not None:
                self.layers[name] = layer
            channels[name] = node["width"] if node["op"] == "conv" else width
            self.steps.append((name, inputs))
        self.classifier = nn.Linear(channels[architecture["nodes"][-1]["id"]], architecture["classes"])

    @staticmethod
    def layer(node, width):
        op = node["op"]
        if op == "conv":
            return nn.Conv2d(width, node["width"], node["kernel"], node["stride"], node["pad"], bias=node["bias"])
        if op == "depthwise":
            return nn.Conv2d(
                width, width, node["kernel"], node["stride"], node["pad"], groups=width, bias=node["bias"])
        if op == "batch-norm":
            return nn.BatchNorm2d(width, eps=node["epsilon"])
        if op == "relu":
            return nn.ReLU(inplace=True)
        if op == "pool":
            pool = nn.MaxPool2d if node["kind"] == "max" else nn.AvgPool2d
            return pool(node["window"], node["stride"])
        if op == "global-average-pool":
            return nn.AdaptiveAvgPool2d(1)
        if op == "add":
            return None
        raise SystemExit("%s: no such operation here" % op)

    def forward(self, x):
        values = {"input": x}
        for name, inputs in self.steps:
            of = [values[i] for i in inputs]
            values[name] = self.layers[name](of[0]) if name in self.layers else sum(of[1:], of[0])
        return self.classifier(torch.flatten(values[name], 1))


def median_ms(step, seconds):
    for _ in range(3):
        step()
    times, start = [], time.time()
    while time.time() - start < seconds or len(times) < 5:
        before = time.perf_counter()
        step()
        times.append(time.perf_counter() - before)
    return 1e3 * sorted(times)[len(times) // 2]


def measure(architecture, layout, batch, seconds):
    torch.manual_seed(0)
    net = Net(architecture).to(memory_format=layout)
    x = torch.randn(batch, *architecture["input"]).to(memory_format=layout)
    y = torch.randint(0, architecture["classes"], (batch,))
    optimiser = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)

    def train():
        optimiser.zero_grad(set_to_none=True)
        F.cross_entropy(net(x), y).backward()
        optimiser.step()

    def frozen():
        with torch.no_grad():
            net(x)

    result = {"train": median_ms(train, seconds)}
    net.eval()
    result["frozenForward"] = median_ms(frozen, seconds)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("net")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    with open(options.net, encoding="utf-8") as file:
        architecture = json.load(file)
    layouts = {"nchw": torch.contiguous_format, "channels_last": torch.channels_last}
    times = {
        name: measure(architecture, layout, options.batch, options.seconds) for name, layout in layouts.items()
    }
    if options.json:
        print(json.dumps({"torch": torch.__version__, "millisPerStep": times}))
        return
    print("torch %s, %d threads, batch %d" % (torch.__version__, options.threads, options.batch))
    for layout, items in times.items():
        for item, ms in items.items():
            print("%-14s %-14s %8.2f ms %8.0f images/s" % (layout, item, ms, 1e3 * options.batch / ms))


if __name__ == "__main__":
    main()
