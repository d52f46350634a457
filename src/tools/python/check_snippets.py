"""The Python of formats.md, and a file with preprocessing, on exported nets: equal to the program's answers?

    pip install onnxruntime numpy pillow
    morphoscope export RUN --model onnx --out net.onnx
    morphoscope export RUN --model onnx --with-preprocessing --out pixels.onnx
    morphoscope predict RUN FOLDER --format jsonl > answers.jsonl
    python check_snippets.py formats.md net.onnx pixels.onnx answers.jsonl

Equal pixels must give the same class and probabilities within 1e-4. JPEG decoders differ in their last bits, so
that pictures of lossy formats may differ by 1e-2.
"""
import json
import pathlib
import re
import sys

import numpy as np
import onnxruntime


def main(formats, net, pixels_net, answers):
    snippet = re.search(r"```python\n(.*?)```", pathlib.Path(formats).read_text("utf8"), re.S).group(1)
    with_pixels = onnxruntime.InferenceSession(pixels_net)
    worst = {}
    different = 0
    lines = pathlib.Path(answers).read_text("utf8").splitlines()
    for line in lines:
        answer = json.loads(line)
        code = snippet.replace('"net.onnx"', repr(net)).replace('"picture.png"', repr(answer["file"]))
        names = {}
        exec(compile(code, formats, "exec"), names)
        logits = names["logits"].astype(np.float64)
        own = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
        image = names["pixels"].astype(np.uint8)[None]
        graph = with_pixels.run(None, {"pixels": image})[0][0]
        expected = np.array([answer["probabilities"][name] for name in names["classes"]])
        kind = "lossy" if re.search(r"\.(jpe?g|jpe|webp)$", answer["file"], re.I) else "exact"
        for found in (own, graph):
            different += names["classes"][int(found.argmax())] != answer["class"]
            worst[kind] = max(worst.get(kind, 0.0), float(abs(found - expected).max()))
    print(len(lines), "pictures,", different, "answers of another class, largest difference of a probability:", worst)
    return 0 if different == 0 and worst.get("exact", 0) < 1e-4 and worst.get("lossy", 0) < 1e-2 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
