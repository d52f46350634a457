// The window's colours: diverging from blue (gain) to orange (harm), cividis for all else, mixed in
// OKLab (Ottosson 2020), where equal steps look equal. A cell is pale while its standard error is large.

const DIVERGING = {
  light: ['#053a78', '#2a6fb8', '#7fb2df', '#e3ecf4', '#f6e8da', '#f0ae70', '#cf6a17', '#7f3300'],
  dark: ['#a8d4ff', '#5ba3ea', '#2b66a8', '#1b2f45', '#3a2a1c', '#98561c', '#e08a3a', '#ffcf9c'],
};
const CIVIDIS = ['#00224e', '#123570', '#3b496c', '#575d6d', '#707173', '#8a8678', '#a59c74', '#c3b369',
  '#e1cc55', '#fee838'];
const SURFACE = {
  light: {card: '#ffffff', zero: '#c2c7cd', unscored: '#f0f2f4'},
  dark: {card: '#161b22', zero: '#4a515a', unscored: '#21262d'},
};

/** Standard error relative to the scale at which a cell is at its palest, and how pale that is. */
const PALEST_ERROR = 0.6, PALEST = 0.35;
/** Values beyond this share of the channels are clipped to the ends of the scale. */
const CLIP = 0.98;

function toLab(hex) {
  const [r, g, b] = [1, 3, 5].map(i => {
    const v = parseInt(hex.slice(i, i + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

function toHex([L, a, b]) {
  const l = Math.pow(L + 0.3963377774 * a + 0.2158037573 * b, 3);
  const m = Math.pow(L - 0.1055613458 * a - 0.0638541728 * b, 3);
  const s = Math.pow(L - 0.0894841775 * a - 1.291485548 * b, 3);
  return '#' + [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s].map(v => {
    const encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
    return Math.round(255 * Math.max(0, Math.min(1, encoded))).toString(16).padStart(2, '0');
  }).join('');
}

function mix(from, to, share) {
  const a = toLab(from), b = toLab(to);
  return toHex(a.map((v, i) => v + (b[i] - v) * share));
}

/** Colour at a position from 0 to 1 along anchors. */
function along(anchors, position) {
  const place = Math.max(0, Math.min(1, position)) * (anchors.length - 1);
  const below = Math.min(anchors.length - 2, Math.floor(place));
  return mix(anchors[below], anchors[below + 1], place - below);
}

/** What the colour of a cell can be. */
const QUANTITIES = [
  {key: 'split', at: SPLIT, title: 'Split: predicted change of the loss', diverging: true},
  {key: 'prune', at: PRUNE, title: 'Prune: predicted change of the loss', diverging: true},
  {key: 'new', at: NEW, title: 'New neurons: predicted change of the loss', diverging: true},
  {key: 'age', title: 'Lineage: round of birth', unit: 'round of birth'},
  {key: 'theta', at: THETA, title: '|\u03b8| of the split', unit: 'relative to the channel\u2019s weights'},
  {key: 'activity', at: ACTIVITY, title: 'Activity', unit: 'mean output of the channel'},
].filter(q => q.at === undefined || rounds.some(r => r.scores.some(group => group[q.at].length > 0)));

for (const quantity of QUANTITIES.filter(q => q.diverging)) {
  quantity.unit = run.quantity.length
    ? run.quantity[0] + (run.quantity[1] ? ', ' + run.quantity[1] : '') : 'nats per image';
}

/** The morphism that the run applied most: its colours come first. */
function firstQuantity() {
  const applied = key => rounds.reduce((sum, r) =>
    sum + r.entries.filter(entry => entry.kind === key && entry.outcome === 'applied').length, 0);
  return QUANTITIES.filter(q => q.diverging).reduce((best, q) => applied(q.key) > applied(best.key) ? q : best, QUANTITIES[0]);
}

/**
 * Value and standard error of a channel of the scored net, or behind its channels of a candidate for a
 * new neuron; null where there is none.
 */
function valueOf(round, quantity, group, place) {
  if (quantity.key === 'age') {
    const id = round.net[group][place];
    return id === undefined ? null : {value: channels.get(id).born, error: null};
  }
  const scores = round.scores[group];
  if (!scores) return null;
  const own = place - (quantity.key === 'new' ? round.net[group].length : 0);
  const value = scores[quantity.at][own];
  if (value === null || value === undefined) return null;
  const error = quantity.diverging ? scores[quantity.at + 1][own] : null;
  return {value, error: error === undefined ? null : error};
}

/** The scale of a quantity over some rounds, as in the window. */
function scaleOf(some, quantity) {
  if (quantity.key === 'age') return {low: 0, high: Math.max(1, ...some.map(r => r.n)), quantity};
  const sizes = some.flatMap(r => r.scores.flatMap(group => group[quantity.at]))
    .filter(v => v !== null).map(v => quantity.diverging ? Math.abs(v) : v).sort((a, b) => a - b);
  let high = sizes.length ? sizes[Math.floor((sizes.length - 1) * CLIP)] : 0;
  if (!(high > 0)) high = sizes.length ? Math.max(sizes[sizes.length - 1], 1e-12) : 1;
  return {low: quantity.diverging ? -high : 0, high, quantity, empty: sizes.length === 0};
}

function anchorsOf(scale, theme) {
  return scale.quantity.diverging ? DIVERGING[theme] : CIVIDIS;
}

function colourOf(found, scale, theme) {
  const surface = SURFACE[theme];
  if (!found) return surface.unscored;
  if (scale.quantity.diverging && Math.abs(found.value) <= 1e-6 * scale.high) return surface.zero;
  const full = along(anchorsOf(scale, theme), (found.value - scale.low) / (scale.high - scale.low));
  if (found.error === null) return full;
  const firm = Math.max(0, Math.min(1, 1 - found.error / (scale.high * PALEST_ERROR)));
  return firm === 1 ? full : mix(surface.card, full, PALEST + (1 - PALEST) * firm);
}
