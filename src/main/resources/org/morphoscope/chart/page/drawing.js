// Small tools for the document: all text goes in as text, never as markup.

function byId(id) {
  return document.getElementById(id);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'text') node.textContent = value;
    else if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  for (const child of children || []) if (child) node.append(child);
  return node;
}

function html(name, attributes, children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

/** Places of ticks, about so many. */
function ticks(low, high, count, log) {
  const found = [];
  if (log) {
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const step of [1, 2, 5]) {
        const tick = step * Math.pow(10, power);
        if (tick >= low * 0.999 && tick <= high * 1.001) found.push(Number(tick.toPrecision(2)));
      }
    }
    // a span within one step of 1, 2, 5 has ticks as on a plain axis
    return found.length >= 2 ? found : ticks(low, high, count, false);
  }
  const rough = (high - low) / count;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const far = step => Math.abs(Math.log(step / rough));
  const step = [1, 2, 5, 10].map(s => s * power).reduce((a, b) => far(b) < far(a) ? b : a);
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    found.push(Number((i * step).toPrecision(12)));
  }
  return found;
}

/** Places on an axis from values. */
function axis(low, high, from, to, log) {
  const f = log ? Math.log : v => v;
  const a = f(low), b = f(high);
  return value => from + (to - from) * (f(value) - a) / (b - a || 1);
}
