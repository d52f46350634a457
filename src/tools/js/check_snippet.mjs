// The JavaScript of formats.md on exported files: equal to the program's answers?
//
//   npm install onnxruntime-web pngjs             (anywhere; run there)
//   morphoscope export RUN --model onnx --out net.onnx
//   morphoscope predict RUN FOLDER --format jsonl > answers.jsonl     (FOLDER of PNG files)
//   node check_snippet.mjs formats.md RUN/run.json net.onnx answers.jsonl
//
// Node has no bitmaps and no canvas: pngjs stands in for both, the arithmetic is the snippet's own.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "package.json"));
const ort = require("onnxruntime-web");
const { PNG } = require("pngjs");
const [formats, run, model, answers] = process.argv.slice(2);
const snippet = /```js\n([\s\S]*?)```/.exec(fs.readFileSync(formats, "utf8"))[1];

globalThis.createImageBitmap = async (file) => PNG.sync.read(fs.readFileSync(file));
globalThis.OffscreenCanvas = class {
  constructor(width, height) {
    Object.assign(this, { width, height });
  }
  getContext() {
    return {
      drawImage: (picture, dx, dy) => Object.assign(this, { picture, dx, dy }),
      getImageData: (x, y, width, height) => {
        const data = new Uint8Array(4 * width * height);
        for (let row = 0; row < height; row++) {
          const from = 4 * ((row - this.dy) * this.picture.width - this.dx);
          data.set(this.picture.data.subarray(from, from + 4 * width), 4 * row * width);
        }
        return { data };
      },
    };
  }
};
const AsyncFunction = (async () => {}).constructor;
const logitsOf = new AsyncFunction(
  "ort", "meta", "file",
  snippet.replace('"net.onnx"', "new Uint8Array(ort.bytes)") + "return { logits, classes };");

let worst = 0;
let different = 0;
const lines = fs.readFileSync(answers, "utf8").split("\n").filter((line) => line);
for (const line of lines) {
  const answer = JSON.parse(line);
  const meta = JSON.parse(fs.readFileSync(run, "utf8"));
  const { logits, classes } = await logitsOf(
    { ...ort, InferenceSession: ort.InferenceSession, Tensor: ort.Tensor, bytes: fs.readFileSync(model) },
    meta, answer.file);
  const most = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
  const best = classes[logits.indexOf(most)];
  different += best === answer.class ? 0 : 1;
  classes.forEach((name, k) => {
    worst = Math.max(worst, Math.abs(Math.exp(logits[k] - most) / sum - answer.probabilities[name]));
  });
}
console.log(`${lines.length} pictures, ${different} of another class, probabilities differ by ${worst} at most`);
process.exit(different === 0 && worst < 1e-4 ? 0 : 1);
