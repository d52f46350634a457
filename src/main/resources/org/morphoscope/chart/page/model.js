// The run as Java wrote it (GraphPart, RoundPart): scores with four digits, losses with six, null for
// what is not known. A net is a list of groups, a group a list of channel identities.

const run = JSON.parse(document.getElementById('run').textContent);
const rounds = run.rounds;

/** Channels by identity: parent (-1: none), round of birth, group, children. */
const channels = new Map(run.channels.map(([id, parent, born, group]) =>
  [id, {id, parent, born, group, children: []}]));
for (const channel of channels.values()) {
  const parent = channels.get(channel.parent);
  if (parent) parent.children.push(channel.id);
}

/** Places of the arrays in a group's scores. */
const SPLIT = 0, PRUNE = 2, THETA = 4, ACTIVITY = 5, NEW = 6;

for (const round of rounds) {
  round.after = round.after || round.net;
  round.grown = round.after !== round.net;
  // the last entry about a channel stands: a set may have been halved
  round.entries = round.set.map(([decision, kind, layer, channel, delta, error, parameters, outcome]) =>
    ({decision, kind, layer, channel, delta, error, parameters, outcome, group: run.groups.indexOf(layer)}));
  round.marks = new Map();
  for (const entry of round.entries) {
    const place = entry.channel.startsWith('#')
      ? round.net[entry.group].length + Number(entry.channel.slice(1)) : Number(entry.channel);
    const key = entry.group + '/' + place;
    const before = round.marks.get(key);
    if (!before || entry.outcome !== 'left out') round.marks.set(key, entry);
  }
}

/** What was predicted, measured and measured held-out of the set that stayed, as gains. */
function gains(round) {
  if (round.measured.length === 0) return null;
  const [predicted, measured, heldOut, error, contradicted] = round.measured[round.measured.length - 1];
  return {predicted: -predicted, measured: -measured, heldOut: -heldOut, error, contradicted: contradicted === 1};
}

/** First and last round at whose end a channel was there; the last one is Infinity while it lives. */
const spans = new Map();
rounds.forEach((round, index) => round.after.forEach(group => group.forEach(id => {
  if (!spans.has(id)) spans.set(id, {first: index, last: index});
  spans.get(id).last = index;
})));

function ancestors(id) {
  const found = [];
  for (let c = channels.get(id); c && channels.has(c.parent); c = channels.get(c.parent)) found.push(c.parent);
  return found;
}

/** A channel's whole family: all that stem from the same root. */
function family(id) {
  const above = ancestors(id);
  const open = [above.length ? above[above.length - 1] : id];
  const found = new Set();
  while (open.length) {
    const next = open.pop();
    if (!found.has(next)) {
      found.add(next);
      open.push(...channels.get(next).children);
    }
  }
  return found;
}

/** Where a channel is in a net: its place in its group, -1 when it is not there. */
function placeIn(net, id) {
  const channel = channels.get(id);
  return channel ? net[channel.group].indexOf(id) : -1;
}

/** A channel by layer and place where it is or was last, for example "conv3 channel 4". */
function nameOf(id, round) {
  const channel = channels.get(id);
  let place = placeIn(round.net, id);
  if (place < 0) place = placeIn(round.after, id);
  if (place >= 0) return run.groups[channel.group] + ' channel ' + place;
  const span = spans.get(id);
  const seen = span ? rounds[Math.min(span.last, rounds.length - 1)] : null;
  if (!seen) return run.groups[channel.group] + ' channel, taken back';
  return run.groups[channel.group] + ' channel ' + placeIn(seen.after, id)
    + (rounds.indexOf(seen) < rounds.indexOf(round) ? ' until round ' : ' in round ') + seen.n;
}

const MINUS = '\u2212';

/** Four significant digits, with a true minus. */
function short(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) return '\u2013';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-4 ? value.toExponential(digits - 2) : size >= 1e4
    ? String(Math.round(value)) : String(Number(value.toPrecision(digits)));
  return text.replace(/-/g, MINUS);
}

/** A change with its sign. */
function signed(value, digits = 3) {
  const text = short(value, digits);
  return value > 0 ? '+' + text : text;
}

function signedWhole(value) {
  return (value > 0 ? '+' : '') + whole(value);
}

function whole(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',').replace('-', MINUS);
}

/** For axes and short lines: 12.3k. */
function thousands(value) {
  if (value >= 1e6) return Number((value / 1e6).toPrecision(3)) + 'M';
  return value >= 1e3 ? Number((value / 1e3).toPrecision(3)) + 'k' : String(Number(value.toPrecision(3)));
}
