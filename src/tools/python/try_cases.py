#!/usr/bin/env python3
"""Reads every folder of data among the cases of bug reports and says which come out right.

    python3 src/tools/python/try_cases.py PROGRAM CASES

PROGRAM is the starter of a packaged program, CASES the folder of the cases. Prints a table in
Markdown and ends with the number of cases that are wrong.
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def show(program, data):
    """The object, the images as bytes, and what stands on standard error."""
    with tempfile.TemporaryDirectory() as folder:
        dump = pathlib.Path(folder) / "x.npy"
        done = subprocess.run([program, "data", "show", data, "--json", "--dump", str(dump)],
                              capture_output=True, text=True)
        if done.returncode:
            return None, b"", done.stderr.strip()
        seen = json.loads(done.stdout)
        size = seen["height"] * seen["width"] * seen["channels"] * sum(seen["splits"].values())
        return seen, dump.read_bytes()[-size:], done.stderr.strip()


def notes(seen):
    return " ".join(note["sentence"] for note in seen["notes"])


def first_of(seen, pixels, image):
    """Red, green and blue of an image."""
    size = seen["height"] * seen["width"] * 3
    at = pixels[image * size:(image + 1) * size]
    return [at[c::3] for c in range(3)]


def near(found, wanted):
    return all(abs(a - b) <= 4 for a, b in zip(found, wanted))


def cmyk(seen, pixels, error):
    red, green, blue = first_of(seen, pixels, 2)
    return near((red[0], green[0], blue[0]), (200, 40, 40)) and near((red[31], blue[31]), (40, 200))


def turned(seen, pixels, error):
    rows = [first_of(seen, pixels, i)[0] for i in range(3)]
    return all(row[16 * 32 + 4] < 4 and row[16 * 32 + 28] > 251 for row in rows)


CASES = [
    ("B04", "images:B04-grey-with-alpha/kinds?size=8", lambda s, p, e: set(p) == {128}),
    ("B04", "images:B04-grey-with-alpha/two-classes?size=8",
     lambda s, p, e: set(p[:len(p) // 2]) == set(p[len(p) // 2:])),
    ("B05", "images:B05-aliasing/pictures",
     lambda s, p, e: set(p[:3072]) == {128} and set(p[6144:]) == {128}
     and min(p[3072:6144]) == 97 and max(p[3072:6144]) == 158),
    ("B06", "images:B06-folder-layouts/train-val",
     lambda s, p, e: s["splits"] == {"train": 12, "validation": 6, "test": 0}
     and "is the validation part" in notes(s)),
    ("B06", "images:B06-folder-layouts/tiny-style",
     lambda s, p, e: s["splits"] == {"train": 12, "validation": 6, "test": 0}
     and "no labels and were left out" in notes(s)),
    ("B07", "images:B07-damaged-pictures/cmyk", cmyk),
    ("B07", "images:B07-damaged-pictures/cut-jpeg",
     lambda s, p, e: [x["file"][-8:] for x in s["skipped"]] == ["half.jpg"]),
    ("B07", "images:B07-damaged-pictures/several",
     lambda s, p, e: len(s["skipped"]) == 3 and "another kind than the name" in notes(s)),
    ("B08", "idx:B08-idx-relatives/letters", lambda s, p, e: len(s["classes"]) == 26),
    ("B08", "idx:B08-idx-relatives/folder-beside", lambda s, p, e: s["splits"]["train"] == 40),
    ("B08", "idx:B08-idx-relatives/two-classes", lambda s, p, e: len(s["classes"]) == 2),
    ("B12", "cifar10:B12-wrong-thing/cifar-10-batches-py",
     lambda s, p, e: s is None and "Python version" in e),
    ("B12", "cifar10:B12-wrong-thing/parent", lambda s, p, e: "one level down" in notes(s)),
    ("B12", "B12-wrong-thing/parent", lambda s, p, e: "recognised as cifar10" in notes(s)),
    ("B12", "images:B12-wrong-thing/classes", lambda s, p, e: "one level down" in notes(s)),
    ("B13", "images:B13-orientation/pictures", turned),
    ("B14", "images:B14-system-folders/macos",
     lambda s, p, e: len(s["classes"]) == 2 and "passed over" in notes(s)),
    ("B40", "images:B40-same-pictures",
     lambda s, p, e: s["duplicates"]["testInTrain"] == 6 and "also in the training" in notes(s)),
]


def main():
    program, cases = sys.argv[1], pathlib.Path(sys.argv[2])
    wrong = 0
    print("| case | data | right |\n|---|---|---|")
    for case, name, judge in CASES:
        kind, _, folder = name.rpartition(":")
        data = (kind + ":" if kind else "") + str(cases / folder)
        seen, pixels, error = show(program, data)
        try:
            right = judge(seen, pixels, error)
        except (TypeError, KeyError, IndexError):
            right = False
        wrong += not right
        print("| %s | `%s` | %s |" % (case, name, "yes" if right else "NO: " + error))
    sys.exit(wrong)


if __name__ == "__main__":
    main()
