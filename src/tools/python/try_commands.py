#!/usr/bin/env python3
"""Tries the cases of bug reports that are about commands and nets, and says which come out right.

    python3 src/tools/python/try_commands.py PROGRAM CASES

PROGRAM is the starter of a packaged program, CASES the folder of the cases; try_cases.py does those
about data. Prints a table in Markdown and ends with the number of cases that are wrong.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SMALL = ["--batch", "16", "--first-epochs", "1", "--epochs", "1", "--learn-samples", "16",
         "--score-samples", "16", "--seed-net", "chain:4-4", "--tail", "0"]


def without_javas_own(text):
    """Without the line that Java itself writes about its incubator module."""
    return "".join(line for line in text.splitlines(keepends=True)
                   if line.strip() != "WARNING: Using incubator modules: jdk.incubator.vector")


class Trial:
    """Runs commands in a folder of its own."""

    def __init__(self, program, cases):
        self.program = str(pathlib.Path(program).resolve())
        self.cases = pathlib.Path(cases).resolve()
        self.folder = pathlib.Path(tempfile.mkdtemp())

    def run(self, *arguments, **variables):
        """Exit code, standard output and standard error."""
        environment = dict(os.environ)
        environment.update(variables)
        done = subprocess.run([self.program, *map(str, arguments)], cwd=self.folder,
                              env=environment, capture_output=True)
        return (done.returncode, done.stdout.decode("utf-8", "replace"),
                done.stderr.decode("utf-8", "replace"))

    def copy(self, name):
        shutil.copytree(self.cases / "small-pictures", self.folder / name)
        return name

    def grow(self, data, *more, **variables):
        return self.run("grow", "--data", f"images:{data}?size=8", *SMALL, *more, **variables)


def architecture(file, code, *parts):
    def check(trial):
        found, out, err = trial.run("architecture", trial.cases / file)
        return found == code and all(part in out + err for part in parts), out + err
    return check


def locale(trial):
    name = trial.copy("Früchte")
    code, _, err = trial.grow(name, "--rounds", "0", "--out", "grün", LC_ALL="C")
    told = err.strip().count("\n") == 0 and "LC_ALL=C.UTF-8" in err
    return code == 0 or code == 2 and told, err


def digits(trial):
    name = trial.copy("digits")
    trial.grow(name, "--rounds", "1", "--out", "arabic",
               MORPHOSCOPE_OPTS="-Duser.language=ar -Duser.country=EG")
    rounds = sorted(path.name for path in (trial.folder / "arabic/checkpoints").glob("*"))
    code, out, err = trial.run("resume", "arabic", "--rounds", "2")
    return rounds == ["round-000", "round-001"] and code == 0, str(rounds) + err


def moved(trial):
    trial.grow(trial.copy("before"), "--rounds", "1", "--out", "moved")
    (trial.folder / "before").rename(trial.folder / "after")
    code, out, err = trial.run("resume", "moved", "--rounds", "2")
    if code == 0 or "before" not in err or "--data" not in err:
        return False, err
    (trial.folder / "other/a").mkdir(parents=True)
    shutil.copytree(trial.folder / "after", trial.folder / "changed")
    one = next((trial.folder / "changed").glob("*/*.png"))
    other = [path for path in sorted((trial.folder / "changed").glob("*/*.png"))
             if path.parent != one.parent][0]
    shutil.copy(other, one)
    refused, _, told = trial.run("resume", "moved", "--rounds", "2", "--data",
                                 "images:changed?size=8")
    code, _, err = trial.run("resume", "moved", "--rounds", "2", "--data", "images:after?size=8")
    return refused == 1 and "fingerprint" in told and code == 0, told + err


def letters(trial):
    shutil.copy(trial.cases / "B24-letters/net.json", trial.folder)
    trial.run("grow", "--data", f"images:{trial.copy('letters')}?size=16", "--seed-net", "net.json",
              "--batch", "16", "--rounds", "1", "--first-epochs", "1", "--epochs", "1",
              "--tail", "0", "--out", "letters-run")
    code, out, err = trial.run("export", "letters-run", "--all", "--format", "svg,tex,csv,pdf",
                               "--out", "figures")
    svg = (trial.folder / "figures/network.svg").read_text(encoding="utf-8")
    return code == 0 and "\u5c42" in svg, err


def bounds(trial):
    code, _, err = trial.run("grow", "--learning-rate", "900")
    err = without_javas_own(err)
    return code == 2 and "10" in err and err.strip().count("\n") == 0, err


def pipe(trial):
    name = trial.copy("pipe")
    command = (f"'{trial.program}' grow --data 'images:{name}?size=8' {' '.join(SMALL)} "
               "--rounds 200 --growth 1.01 --out piped | head -2")
    done = subprocess.run(command, shell=True, cwd=trial.folder, capture_output=True, text=True)
    rounds = len(list((trial.folder / "piped/checkpoints").glob("round-???")))
    code, _, err = trial.run("resume", "piped", "--rounds", str(rounds))
    said = without_javas_own(done.stderr)
    return said == "" and rounds < 200 and code == 0, said + err


CASES = [
    ("B01", "ok18", architecture("B01-onnx-weights-beside/ok18.onnx", 0)),
    ("B01", "missing", architecture("B01-onnx-weights-beside/missing.onnx", 1, ".onnx.data")),
    ("B01", "cut", architecture("B01-onnx-weights-beside/cut.onnx", 1, "cut.onnx.data")),
    ("B01", "outside", architecture("B01-onnx-weights-beside/outside.onnx", 1, "../up.data")),
    *[("B02", name, architecture(f"B02-onnx-mean-relu6/{name}.onnx", 0))
      for name in ("mean13_pos_1", "mean18_neg_0", "relu6_11")],
    *[("B03", name, architecture(f"B03-onnx-keras-style/{name}.onnx", 0))
      for name in ("matmul_only", "nhwc_only", "same2_only", "softmax_only")],
    *[("B20", name, architecture(f"B20-onnx-half-and-padded-pool/{name}.onnx", 0))
      for name in ("half", "maxpoolpad")],
    ("B09", "no UTF-8 locale", locale),
    ("B10", "digits of its own", digits),
    ("B11", "data moved", moved),
    ("B24", "letters", letters),
    ("B36", "bounds", bounds),
    ("B38", "reader goes away", pipe),
]


def main():
    wrong = 0
    print("| case | of | right | said |\n|---|---|---|---|")
    for case, of, check in CASES:
        trial = Trial(sys.argv[1], sys.argv[2])
        try:
            right, said = check(trial)
        except (OSError, StopIteration) as e:
            right, said = False, str(e)
        shutil.rmtree(trial.folder)
        wrong += not right
        line = " ".join(said.split())[:160].replace("|", "/")
        print(f"| {case} | {of} | {'yes' if right else 'NO'} | {line} |", flush=True)
    sys.exit(wrong)


if __name__ == "__main__":
    main()
