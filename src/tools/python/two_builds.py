#!/usr/bin/env python3
"""Builds a release twice, in two clean clones at two places, and compares the files byte by byte.

    two_builds.py [REVISION]        two minutes of two cores

Both builds are of the committed state. Prints each file with its SHA-256 and whether the builds agree; of a jar
or an archive that differs, the first entries that do. Ends with 1 when any file differs.
"""
import hashlib
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile


def build(source, revision, place):
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", source, place], check=True)
    subprocess.run(["git", "-C", place, "checkout", "-q", revision], check=True)
    subprocess.run(["mvn", "-B", "-q", "-Dmaven.test.skip=true", "-Prelease", "package"],
                   cwd=place, check=True)
    release = pathlib.Path(place, "target", "release")
    files = {file.name: file for file in sorted(release.iterdir())}
    print(f"{place}: {len(files)} files", flush=True)
    if not files:
        sys.exit(f"{release}: expected the files of a release, found none")
    return files


def sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def entries(file):
    """What is in a jar or archive, by name."""
    if file.suffix == ".jar":
        with zipfile.ZipFile(file) as jar:
            return {each.filename: (each.date_time, jar.read(each)) for each in jar.infolist()}
    if file.name.endswith(".tar.gz"):
        with tarfile.open(file) as archive:
            return {each.name: (each.mtime, each.mode, each.uname, archive.extractfile(each).read())
                    for each in archive if each.isfile()}
    return {}


def main():
    source = subprocess.run(["git", "rev-parse", "--show-toplevel"], check=True, capture_output=True, text=True)
    revision = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    commit = subprocess.run(["git", "rev-parse", revision], check=True, capture_output=True, text=True).stdout.strip()
    different = 0
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        one = build(source.stdout.strip(), commit, first + "/a")
        # another depth and name, so that a path in the bytes shows
        two = build(source.stdout.strip(), commit, second + "/elsewhere/b")
        for name in sorted(one.keys() | two.keys()):
            if name not in one or name not in two:
                print(f"{name}: only in one build")
                different += 1
            elif sha256(one[name]) == sha256(two[name]):
                print(f"{name}: equal, {one[name].stat().st_size:,} bytes, {sha256(one[name])}")
            else:
                print(f"{name}: different")
                different += 1
                a, b = entries(one[name]), entries(two[name])
                for entry in [e for e in sorted(a.keys() | b.keys()) if a.get(e) != b.get(e)][:10]:
                    print(f"  {entry}")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
