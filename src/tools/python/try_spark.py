#!/usr/bin/env python3
"""Runs one comparison on this machine, on Spark, and on Spark with an executor killed in the middle, and compares
the tables.

    try_spark.py PROGRAM FOLDER WORDS..      SPARK_HOME set; for example
    try_spark.py target/morphoscope/bin/morphoscope /tmp/try --data generated:256 --seeds 6 --rounds 1 --budget 9k \\
        --strategies gauss-newton,random,uniform,scratch --match epochs

Prints the seconds of each. Tables are equal up to the seconds that they tell. Ends with 1 when they are not.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

MASTER = "local-cluster[2,1,2048]"


def table(folder):
    def without_seconds(node):
        if isinstance(node, dict):
            return {k: without_seconds(v) for k, v in node.items() if "econds" not in k}
        return [without_seconds(v) for v in node] if isinstance(node, list) else node

    return without_seconds(json.loads((folder / "comparison.json").read_text()))


def executors():
    """Processes of executors that this script's children started."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if any(b"CoarseGrainedExecutorBackend" in word for word in words) and \
                any(MARK.encode() in word for word in words):
            found.append(int(process.name))
    return found


MARK = f"-Dtry.spark={os.getpid()}"


def run(program, folder, words, *more, kill=False):
    start = time.time()
    process = subprocess.Popen([program, "compare", *words, "--threads", "1", "--out", str(folder), *more],
                               stdout=open(f"{folder}.out", "w"), stderr=subprocess.STDOUT)
    killed, at = [], 0
    while process.poll() is None:
        time.sleep(0.1)
        begun = len(list(folder.glob("*/events.jsonl")))
        if kill and not killed and begun >= 8:
            killed, at = executors()[:1], begun
            for executor in killed:
                os.kill(executor, signal.SIGKILL)
    seconds = time.time() - start
    print(f"{folder.name}: exit {process.returncode}, {seconds:.1f} s"
          + (f", executor {killed} killed with {at} runs begun" if killed else ""), flush=True)
    if process.returncode or kill and not killed:
        sys.exit(1)
    return table(folder)


def main():
    program, place, words = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    place.mkdir(parents=True)
    on = ["--on", MASTER, "--on-program", os.path.abspath(program),
          "--on-conf", f"spark.executor.extraJavaOptions={MARK}"]
    one = run(program, place / "one", words)
    two = run(program, place / "spark", words, *on)
    three = run(program, place / "killed", words, *on, kill=True)
    print(f"{len(one['runs'])} runs; equal on Spark: {one == two}; equal after the kill: {one == three}")
    sys.exit(0 if one == two == three else 1)


if __name__ == "__main__":
    main()
