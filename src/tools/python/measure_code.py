#!/usr/bin/env python3
"""Measures the sources: files by package, lines by class, share of comments.

    python3 src/tools/python/measure_code.py [--packages]

A line counts as comment when nothing but comment stands on it; blank lines, package and import
lines count for nothing. Run it in the root of a checkout.
"""
import argparse
import collections
import pathlib
import re
import statistics

ROOT = pathlib.Path("src/main/java/org/morphoscope")
NUMERICS = ("compute", "score", "selection", "engine")
LIMIT_FILES, LIMIT_LINES, LIMIT_P50, LIMIT_P90, LIMIT_COMMENTS = 30, 350, 100, 250, 0.25


def shares(text):
    """Lines of comment and of code."""
    comment = code = 0
    inside = False
    for line in text.splitlines():
        line = line.strip()
        if inside:
            comment += 1
            inside = "*/" not in line
        elif line.startswith("/*"):
            comment += 1
            inside = "*/" not in line
        elif line.startswith("//"):
            comment += 1
        elif line and not re.match(r"(package|import) ", line):
            code += 1
    return comment, code


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", action="store_true", help="every package with its files")
    options = parser.parse_args()
    files = collections.Counter()
    lines = {}
    comments = collections.defaultdict(lambda: [0, 0])
    for path in sorted(ROOT.rglob("*.java")):
        package = ".".join(path.parent.relative_to(ROOT).parts) or "(root)"
        files[package] += path.name != "package-info.java"
        text = path.read_text(encoding="utf-8")
        if path.name != "package-info.java":
            lines[path] = len(text.splitlines())
        top = package.split(".")[0]
        for i, count in enumerate(shares(text)):
            comments[top][i] += count
    sizes = sorted(lines.values())
    p50, p90 = statistics.median(sizes), sizes[int(0.9 * len(sizes))]
    print(f"{len(sizes)} classes: p50 {p50:.0f} (at most {LIMIT_P50}), p90 {p90} (at most {LIMIT_P90})")
    for path, size in lines.items():
        if size > LIMIT_LINES:
            print(f"  above {LIMIT_LINES} lines: {path} {size}")
    for package, count in files.most_common():
        if options.packages or count > LIMIT_FILES:
            print(f"  {package}: {count} files" + (" (too many)" if count > LIMIT_FILES else ""))
    for top in NUMERICS:
        comment, code = comments[top]
        share = comment / (comment + code)
        print(f"{top}: {share:.0%} comments" + ("" if share >= LIMIT_COMMENTS else " (too few)"))


if __name__ == "__main__":
    main()
