"""Does a page of `report --interactive` work in a real browser? Opens it from disk in headless Chromium, without network.

    morphoscope report RUN --interactive --out run.html
    python3 src/tools/python/browse_report.py run.html [MORE.html] --out FOLDER [--chromium PATH]

Scrubs every round by slider, keys and play, points at and follows channels, goes through them by keyboard, changes
colours, scales and theme, and prints. Ends with 1 at the first error of the console, refused rule of the page's content
security policy, request for anything but the file, or expectation that does not hold. FOLDER gets screenshots at
1280x800 and 1920x1080, light and dark, and the printed pages. Needs Python alone, and Debian's package `chromium`.
"""
import argparse
import base64
import json
import os
import pathlib
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

SIZES = [(1280, 800), (1920, 1080)]
KEYS = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "PageUp": 33, "PageDown": 34,
             "Home": 36, "End": 35, "Enter": 13, "Escape": 27, " ": 32, "Tab": 9}


class Browser:
    """Chromium behind a pipe: one JSON message after another, each ended by a zero byte."""

    def __init__(self, program, profile):
        to_read, self.write = os.pipe()
        self.read, to_write = os.pipe()

        def ends():
            # copies above the places first: either pipe's end may already be 3 or 4
            first, second = os.dup(to_read), os.dup(to_write)
            high, higher = (os.dup2(fd, place) for fd, place in ((first, 30), (second, 31)))
            os.dup2(high, 3)
            os.dup2(higher, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe",
             "--disable-background-networking", "--user-data-dir=" + profile, "about:blank"],
            preexec_fn=ends, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number, self.rest, self.events = 0, b"", []
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = None
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for part in ("Page", "Runtime", "Log", "Network"):
            self.call(part + ".enable")

    def message(self, seconds):
        end = time.monotonic() + seconds
        while b"\0" not in self.rest:
            ready = select.select([self.read], [], [], max(0, end - time.monotonic()))[0]
            if not ready:
                return None
            self.rest += os.read(self.read, 1 << 20)
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **params):
        self.number += 1
        asked = {"id": self.number, "method": method, "params": params}
        if getattr(self, "session", None):
            asked["sessionId"] = self.session
        os.write(self.write, json.dumps(asked).encode() + b"\0")
        while True:
            answer = self.message(60)
            if answer is None:
                raise SystemExit(f"{method}: Chromium did not answer within a minute")
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, event):
        while not any(e.get("method") == event for e in self.events):
            answer = self.message(60)
            if answer is None:
                raise SystemExit(f"{event} did not come within a minute")
            self.events.append(answer)

    def value(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def key(self, name):
        text = {"text": "\r"} if name == "Enter" else {"text": " "} if name == " " else {}
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code="Space" if name == " " else name,
                      windowsVirtualKeyCode=KEYS[name], **(text if kind == "keyDown" else {}))

    def mouse(self, x, y, click=False):
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased") if click else ():
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def look(self, size, scheme):
        self.call("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.settle()

    def settle(self):
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))")

    def picture(self, file):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        file.write_bytes(base64.b64decode(data))

    def complaints(self, page):
        """What no page may do: fail, be refused by its own policy, ask for anything but its file."""
        found = []
        for event in self.events:
            method, p = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append(json.dumps(p["exceptionDetails"])[:600])
            elif method == "Log.entryAdded" and p["entry"]["level"] in ("error", "warning"):
                found.append(p["entry"]["text"])
            elif method == "Runtime.consoleAPICalled" and p["type"] in ("error", "warning", "assert"):
                found.append("console: " + json.dumps(p["args"])[:600])
            elif method == "Network.requestWillBeSent":
                url = p["request"]["url"]
                if not url.startswith("data:") and url.split("#")[0] != page.as_uri():
                    found.append("asked for " + url)
        return found


def require(holds, what):
    if not holds:
        raise SystemExit("expected " + what)


def centre(browser, selector):
    box = browser.value(f"(() => {{ const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
                        " return [b.x + b.width / 2, b.y + b.height / 2]; })()")
    return box


def go_through(browser, page, out):
    name = page.stem
    browser.call("Page.navigate", url=page.as_uri())
    browser.wait("Page.loadEventFired")
    browser.look(SIZES[0], "light")
    data = browser.value("document.getElementById('run').textContent")
    run = json.loads(data)
    last = run["rounds"][-1]["n"]
    require(len(run["rounds"]) > 2, "a run of at least three rounds, the seed net's among them")
    now = "document.getElementById('round-now').textContent"

    # rounds, by every way
    browser.value("document.getElementById('play').blur()")
    browser.key("Home")
    require(browser.value(now) == f"Round 0 of {last}", "Home to lead to round 0, found " + browser.value(now))
    for entry in run["rounds"][1:]:
        browser.key("PageDown" if entry["n"] % 2 else "ArrowRight")
        require(browser.value(now).startswith(f"Round {entry['n']} "), f"a key to lead to round {entry['n']}")
        cells = browser.value("document.querySelectorAll('.cell:not(.fixed):not(.candidate)').length")
        # layers of one group show its channels each
        width = sum(len(entry["net"][c[1]]) for c in run["graph"]["cards"] if c[1] >= 0)
        require(cells == width, f"{width} cells in round {entry['n']}, found {cells}")
        require("Round" in browser.value("document.getElementById('round-title').textContent"), "a title of the round")
    browser.key("PageUp")
    browser.value("document.getElementById('round').focus()")
    browser.key("ArrowLeft")
    require(browser.value(now).startswith(f"Round {run['rounds'][-3]['n']} "), "the slider to take arrow keys")
    browser.value("document.getElementById('round').value = 1;"
                  "document.getElementById('round').dispatchEvent(new Event('input'))")
    require(browser.value(now).startswith(f"Round {run['rounds'][1]['n']} "), "the slider to scrub")
    browser.mouse(*centre(browser, "#play"), click=True)
    time.sleep(3.2)
    browser.mouse(*centre(browser, "#play"), click=True)
    require(not browser.value(now).startswith(f"Round {run['rounds'][1]['n']} "), "play to go on")

    # channels, by pointer and by keyboard
    browser.value("document.activeElement.blur()")
    browser.key("Home")
    browser.key("PageDown")
    hover = "document.getElementById('hover').hidden ? '' : document.getElementById('hover').textContent"
    chosen = ".cell.applied" if browser.value("!!document.querySelector('.cell.applied')") else ".cell"
    browser.mouse(*centre(browser, chosen))
    require(re.search(r"channel \d|neuron #", browser.value(hover)), "a card beside the pointer, found " + browser.value(hover))
    require("nats" in browser.value(hover) or run["quantity"], "scores on the card, found " + browser.value(hover))
    for size in SIZES:
        for scheme in ("light", "dark"):
            browser.look(size, scheme)
            require(browser.value("document.documentElement.dataset.theme") == scheme, "the page to follow the system")
            browser.mouse(*centre(browser, chosen), click=True)
            browser.settle()
            browser.picture(out / f"{name}-{size[0]}-{scheme}.png")
            wide = browser.value("document.documentElement.scrollWidth - innerWidth")
            require(wide <= 0, f"no scrolling to the side at {size}, found {wide} pixels")
            browser.key("Escape")
    browser.look(SIZES[0], "light")
    choose(browser, "age")
    browser.value("document.querySelector('.cell[tabindex=\"0\"]').focus()")
    before = browser.value("document.activeElement.dataset.key")
    browser.key("ArrowDown")
    browser.key("ArrowRight")
    after = browser.value("document.activeElement.dataset.key")
    require(after and after != before, "arrow keys to move among channels")
    require(browser.value("document.activeElement.getAttribute('aria-label')"), "a channel to have a label")
    browser.key("Enter")
    require(browser.value("document.querySelectorAll('.cell.pinned').length") >= 1, "Enter to follow a channel")
    require("channel" in browser.value("document.getElementById('channel').textContent"), "words about the channel")
    browser.key("PageDown")
    require(browser.value("document.activeElement.dataset.key !== undefined") is not None, "the page to stand")
    browser.key("Escape")
    reached = tab_order(browser)
    require({"theme", "play", "round", "quantity", "rect", "log-x"} <= set(reached), f"Tab to reach every control, found {reached}")

    # colours, scales, theme
    for key in browser.value("[...document.getElementById('quantity').options].map(o => o.value)"):
        choose(browser, key)
        browser.value("scrollTo(0, 0)")
        browser.settle()
        browser.picture(out / f"{name}-colour-{key}.png")
    browser.mouse(*centre(browser, "#log-x"), click=True)
    browser.mouse(*centre(browser, "#log-y"), click=True)
    browser.mouse(*centre(browser, "#view-grown"), click=True)
    browser.value("scrollTo(0, 0)")
    browser.settle()
    browser.picture(out / f"{name}-grown-log.png")
    browser.value("document.getElementById('theme').value = 'dark';"
                  "document.getElementById('theme').dispatchEvent(new Event('change'))")
    require(browser.value("document.documentElement.dataset.theme") == "dark", "the switch to make it dark")

    # paper, from the dark page
    pdf = base64.b64decode(browser.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])
    (out / f"{name}.pdf").write_bytes(pdf)
    require(pdf.startswith(b"%PDF") and len(pdf) > 20000, "a printed page")
    require(browser.value("document.documentElement.dataset.theme") == "dark", "the page to be dark again after printing")
    found = browser.complaints(page)
    require(not found, "no complaint of the browser, found\n  " + "\n  ".join(found))
    print(f"{page.name}: {page.stat().st_size / 1e3:.0f} kB, {len(run['rounds'])} rounds, {last} at the end: no complaint")


def choose(browser, quantity):
    browser.value(f"document.getElementById('quantity').value = '{quantity}';"
                  "document.getElementById('quantity').dispatchEvent(new Event('change'))")


def tab_order(browser):
    browser.value("document.getElementById('theme').focus()")
    reached = ["theme"]
    for _ in range(40):
        browser.key("Tab")
        reached.append(browser.value("document.activeElement.id || document.activeElement.tagName"))
        if reached[-1] == "BODY":
            break
    return reached


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", nargs="+", type=pathlib.Path)
    options.add_argument("--out", type=pathlib.Path, required=True)
    options.add_argument("--chromium", default=shutil.which("chromium") or "chromium")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for page in given.pages:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            browser = Browser(given.chromium, profile)
            try:
                go_through(browser, page.resolve(), given.out)
            finally:
                browser.process.terminate()
                browser.process.wait(20)


if __name__ == "__main__":
    sys.exit(main())
