"""Resident memory and time by phase of a run that grows, read from outside.

usage: python3 profile_run.py LAUNCHER [options of `morphoscope grow` ...]

LAUNCHER is the program folder's bin/morphoscope. After each round it prints the process's resident memory
(Linux: VmRSS), and at the end how much it moved between the rounds of the second half, and the seconds of
each phase with its share. Example, 5,000 steps and then 20 rounds:

    python3 profile_run.py morphoscope --first-epochs 90 --rounds 0
    python3 profile_run.py morphoscope --rounds 20 --growth 1.1
"""
import json
import os
import subprocess
import sys
import tempfile
import time


def resident_mb(pid):
    with open("/proc/%d/status" % pid, encoding="ascii") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0


def follow(journal, process):
    """The journal's events as they are written."""
    rest = ""
    while not os.path.exists(journal):
        if process.poll() is not None:
            return
        time.sleep(0.05)
    with open(journal, encoding="utf-8") as file:
        while True:
            ended = process.poll() is not None
            rest += file.read()
            *lines, rest = rest.split("\n")
            for line in lines:
                yield json.loads(line)
            if ended:
                return
            time.sleep(0.02)


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    phases, memory, parameters = {}, [], []
    # a file, because a pipe that nobody reads would stop the program when it is full
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as errors:
        run = os.path.join(folder, "run")
        process = subprocess.Popen(
            [sys.argv[1], "grow", "--out", run] + sys.argv[2:], stdout=subprocess.DEVNULL, stderr=errors)
        for event in follow(os.path.join(run, "events.jsonl"), process):
            kind = event["type"]
            if kind in ("epoch", "round-finished") and process.poll() is None:
                memory.append(resident_mb(process.pid))
                print("%s of round %d: %.0f MB" % (kind, event["round"], memory[-1]), flush=True)
            if kind == "phase-finished":
                phases.setdefault(event["phase"], []).append(event["seconds"])
        if process.wait() != 0:
            errors.seek(0)
            raise SystemExit(errors.read().decode("utf-8"))
    if memory:
        second = memory[len(memory) // 2:]
        print("second half: %.0f to %.0f MB, last %.0f, peak of all %.0f"
              % (min(second), max(second), second[-1], max(memory)))
    total = sum(sum(seconds) for seconds in phases.values())
    for phase, seconds in sorted(phases.items(), key=lambda item: -sum(item[1])):
        print("%-12s %8.2f s %5.1f %%" % (phase, sum(seconds), 100 * sum(seconds) / total))


if __name__ == "__main__":
    main()
