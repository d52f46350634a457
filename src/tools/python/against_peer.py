"""Morphoscope and PyTorch on the same nets, in turn, so that a machine whose speed drifts is fair to both.

usage: python3 against_peer.py LAUNCHER [--nets peer,vgg-small,...] [--rounds 3] [--threads 2] [--seconds 2]

LAUNCHER is the program folder's bin/morphoscope. Prints medians over the rounds and their ratios
(PyTorch's better layout over Morphoscope: above 1 Morphoscope is faster).
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ITEMS = {"train": "training step", "frozenForward": "frozen forward"}
# the net of `morphoscope bench` without a name
PEER = "peer"


def output(command, threads):
    environment = dict(os.environ, OMP_NUM_THREADS=str(threads), MORPHOSCOPE_THREADS=str(threads))
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise SystemExit("%s failed:\n%s" % (" ".join(command), done.stderr))
    return done.stdout


def peer_architecture():
    nodes, last = [], "input"
    for i, (width, stride) in enumerate(((16, 1), (32, 2), (64, 2), (64, 1)), start=1):
        conv = {"op": "conv", "width": width, "kernel": 3, "stride": stride, "pad": 1, "bias": False}
        for op in (conv, {"op": "batch-norm", "epsilon": 1e-5}, {"op": "relu"}):
            name = "%s%d" % (op["op"], i)
            nodes.append(dict(op, id=name, inputs=[last]))
            last = name
    nodes.append({"id": "pool", "op": "global-average-pool", "inputs": [last]})
    return {"input": [3, 32, 32], "classes": 10, "nodes": nodes}


def architecture(launcher, net, threads):
    return peer_architecture() if net == PEER else json.loads(output([launcher, "architecture", net], threads))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("launcher")
    parser.add_argument("--nets", default="peer,vgg-small,resnet-small,mobilenet-small")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    shared = ["--seconds", str(options.seconds), "--json"]
    print("%d threads, batch 128, %d rounds in turn, medians, load %.1f"
          % (options.threads, options.rounds, os.getloadavg()[0]))
    with tempfile.TemporaryDirectory() as folder:
        for net in options.nets.split(","):
            file = os.path.join(folder, net + ".json")
            with open(file, "w", encoding="utf-8") as to:
                json.dump(architecture(options.launcher, net, options.threads), to)
            ours = {item: [] for item in ITEMS}
            theirs = {item: [] for item in ITEMS}
            rest = {}
            for _ in range(options.rounds):
                bench = json.loads(output([options.launcher, "bench", "--seed-net", net] + shared, options.threads))
                peer = json.loads(output(
                    [sys.executable, str(HERE / "peer.py"), file, "--threads", str(options.threads)] + shared,
                    options.threads))
                for item in ITEMS:
                    ours[item].append(bench[item]["millisPerStep"])
                    theirs[item].append(min(times[item] for times in peer["millisPerStep"].values()))
                for kind in ("learn", "score"):
                    for mode in ("sqrt", "ggn-mc"):
                        per_image = bench["train"]["imagesPerSecond"] / bench[kind][mode]["imagesPerSecond"]
                        rest.setdefault("%s %s" % (kind, mode), []).append(per_image)
            print(net)
            for item, words in ITEMS.items():
                mine, other = statistics.median(ours[item]), statistics.median(theirs[item])
                pairs = sorted(b / a for a, b in zip(ours[item], theirs[item]))
                print("  %-16s %7.2f ms, PyTorch %7.2f ms: %.2f x (pairs %.2f to %.2f)"
                      % (words, mine, other, statistics.median(pairs), pairs[0], pairs[-1]))
            print("  in training steps per image: "
                  + ", ".join("%s %.2f" % (name, statistics.median(values)) for name, values in rest.items()), flush=True)


if __name__ == "__main__":
    main()
