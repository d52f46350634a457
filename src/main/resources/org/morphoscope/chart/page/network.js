// The network: a card per layer, a cell per channel, the first on top. Cards keep their places through
// the rounds (each has room for the most channels that it ever has), so that scrubbing shows growth.

const LARGEST_CELL = 44, LEGIBLE_CELL = 9, END_WIDTH = 46, LABELS = 52, ARC = 26;

/** How many cells a card needs at most over some rounds. */
function slots(card, quantity, some) {
  const [, group, width] = card;
  if (group < 0) return width;
  return Math.max(...some.map(round => {
    const born = quantity.key === 'new' && round.scores[group] ? round.scores[group][NEW].length : 0;
    return Math.max(round.net[group].length + born, round.after[group].length);
  }));
}

/** Places that hold through all rounds; where growth would leave nothing to see, those of the round. */
function plan(width, height, quantity, round) {
  const steady = planFor(width, height, quantity, rounds);
  return steady.cell >= LEGIBLE_CELL ? steady : planFor(width, height, quantity, [round]);
}

/** Places of cards for a space in pixels: the rows that make the cells largest, then fill it best. */
function planFor(width, height, quantity, some) {
  const cards = run.graph.cards;
  const needs = cards.map(card => slots(card, quantity, some));
  const gap = Math.max(10, Math.min(56, (width - 2 * END_WIDTH) / (3 * cards.length)));
  const skips = run.graph.edges.some(([from, to]) => to - from > 1);
  const top = skips ? ARC + 8 : 8;
  const space = width - 2 * END_WIDTH - (cards.length + 1) * gap;
  const high = height - LABELS - top;
  let best = {rows: 1, cell: 0, unlike: Infinity};
  for (let rows = 1; rows <= Math.max(2, ...needs); rows++) {
    const columns = needs.reduce((sum, need) => sum + Math.ceil(need / rows), 0);
    const cell = Math.min(LARGEST_CELL, space / columns, high / rows);
    const unlike = Math.abs(columns * cell / space - rows * cell / high);
    if (cell > best.cell + 1e-9 || (cell > best.cell - 1e-9 && unlike < best.unlike)) best = {rows, cell, unlike};
  }
  const {rows, cell} = best;
  const used = needs.reduce((sum, need) => sum + Math.ceil(need / rows) * cell, 0);
  let x = END_WIDTH + gap + Math.max(0, (space - used) / 2);
  const above = top + Math.max(0, (high - rows * cell) / 2);
  const middle = above + rows * cell / 2;
  const boxes = needs.map((need, i) => {
    const tall = Math.min(rows, need) * cell;
    const box = {x, y: middle - tall / 2, width: Math.ceil(need / rows) * cell, height: tall, card: cards[i], need};
    x += box.width + gap;
    return box;
  });
  const first = boxes.length ? boxes[0].x : END_WIDTH + gap;
  const input = {x: first - gap - END_WIDTH, y: middle - 20, width: END_WIDTH, height: 40};
  const output = {x, y: middle - 20, width: END_WIDTH, height: 40};
  return {rows, cell, gap, top: above, middle, boxes, input, output, bottom: above + rows * cell};
}

function edgePath(layout, from, to) {
  const box = i => i < 0 ? layout.input : i < layout.boxes.length ? layout.boxes[i] : layout.output;
  const a = box(from), b = box(to);
  const x0 = a.x + a.width + 3, x1 = b.x - 3, y = layout.middle;
  if (to - from <= 1) return `M${x0} ${y}H${x1}`;
  const high = layout.top - Math.min(ARC, 8 + 4 * (to - from));
  const turn = layout.gap * 0.4;
  return `M${x0} ${y}C${x0 + turn} ${y} ${x0} ${high} ${x0 + 2 * turn} ${high}`
    + `H${x1 - 2 * turn}C${x1} ${high} ${x1 - turn} ${y} ${x1} ${y}`;
}

/** What a cell is: its identity and place in the scored net, or a candidate behind it. */
function cellsOf(round, group, view, quantity) {
  if (view === 'grown') {
    return round.after[group].map(id => {
      const place = placeIn(round.net, id);
      return {id, group, place, born: place < 0};
    });
  }
  const found = round.net[group].map((id, place) => ({id, group, place}));
  const scores = round.scores[group];
  if (quantity.key === 'new' && scores) {
    scores[NEW].forEach((value, i) => found.push({group, place: found.length, candidate: i}));
  }
  return found;
}

function lifeOf(id, round) {
  const channel = channels.get(id);
  let text = 'in the net since the seed';
  if (channel.born > 0) {
    text = 'born in round ' + channel.born
      + (channels.has(channel.parent) ? ' from ' + nameOf(channel.parent, round) : ' as a new neuron');
  }
  const below = family(id).size > 1 ? descendants(id) : 0;
  return below ? text + `; ${below} descendant${below === 1 ? '' : 's'}` : text;
}

function descendants(id) {
  return channels.get(id).children.reduce((sum, child) => sum + 1 + descendants(child), 0);
}

const KIND_WORD = {split: 'split', prune: 'prune', new: 'new neuron'};

/** What was decided about a channel in a round, in words. */
function fateOf(entry, round) {
  if (!entry) return '';
  const who = {policy: 'by the policy', person: 'by a person', countdown: 'when the countdown ended'}[round.by] || '';
  const said = entry.decision === 'in the set' ? 'in the set ' + who : entry.decision + ' by a person';
  return `${KIND_WORD[entry.kind]}: ${said}, ${entry.outcome}`;
}

/** Title and lines about a cell. */
function describe(cell, round, view) {
  const layer = run.groups[cell.group];
  if (cell.candidate !== undefined) {
    const found = valueOf(round, QUANTITIES.find(q => q.key === 'new'), cell.group, cell.place);
    return {title: `${layer} \u00b7 new neuron #${cell.candidate}`,
      lines: [found ? 'predicted ' + change(found) : 'no score', fateOf(markOf(cell, round), round)].filter(Boolean)};
  }
  const net = view === 'grown' ? round.after : round.net;
  const lines = [lifeOf(cell.id, round)];
  for (const key of ['split', 'prune']) {
    const quantity = QUANTITIES.find(q => q.key === key);
    const found = quantity && cell.place >= 0 ? valueOf(round, quantity, cell.group, cell.place) : null;
    if (found) lines.push(key + ' ' + change(found));
  }
  const scores = round.scores[cell.group];
  if (!scores) lines.push('not scored in this round');
  else if (cell.place < 0) lines.push('not scored since it was born');
  else lines.push('|\u03b8| ' + short(scores[THETA][cell.place], 3) + ', activity ' + short(scores[ACTIVITY][cell.place], 3));
  const fate = cell.place >= 0 ? fateOf(markOf(cell, round), round) : '';
  if (fate) lines.push(fate);
  const children = channels.get(cell.id).children.filter(child => placeIn(round.after, child) >= 0);
  if (children.length && placeIn(round.after, cell.id) < 0) {
    lines.push('became channels ' + children.map(child => placeIn(round.after, child)).join(' and '));
  }
  return {title: `${layer} \u00b7 channel ${net[cell.group].indexOf(cell.id)}`, lines};
}

function change(found) {
  const unit = run.quantity.length ? '' : ' nats';
  return signed(found.value) + (found.error === null ? '' : ' \u00b1 ' + short(found.error, 2)) + unit;
}

function markOf(cell, round) {
  return cell.place < 0 ? undefined : round.marks.get(cell.group + '/' + cell.place);
}

/** Outline and sign of what happened to a cell. */
function markClass(entry) {
  if (!entry) return '';
  if (entry.outcome === 'applied') return 'applied';
  if (entry.outcome === 'taken back' || entry.outcome === 'undone') return 'back';
  return entry.decision === 'vetoed' ? 'vetoed' : entry.decision === 'deferred' ? 'deferred' : '';
}

function signPath(kind, x, y, size) {
  const m = size * 0.28;
  if (kind === 'split') return `M${x + size / 2} ${y + m * 0.6}V${y + size - m * 0.6}`;
  if (kind === 'new') return `M${x + size / 2} ${y + m}V${y + size - m}M${x + m} ${y + size / 2}H${x + size - m}`;
  return `M${x + m} ${y + m}L${x + size - m} ${y + size - m}M${x + size - m} ${y + m}L${x + m} ${y + size - m}`;
}

/**
 * Draws the network.
 * @param state {round, view, quantity, sameScale, pinned, focus}
 * @return {cells: Map of key to cell with its box, rows}
 */
function drawNetwork(node, width, height, state, theme) {
  const round = state.round, quantity = state.quantity;
  const layout = plan(width, height, quantity, round);
  const scale = scaleOf(state.sameScale ? rounds : [round], quantity);
  const kin = state.pinned === null ? new Set() : family(state.pinned);
  const cells = new Map();
  node.replaceChildren();
  fill(node, {viewBox: `0 0 ${width} ${height}`, class: layout.cell < LEGIBLE_CELL ? 'small' : ''});
  for (const [from, to] of run.graph.edges) node.append(svg('path', {d: edgePath(layout, from, to), class: 'edge'}));
  for (const [box, name, size] of [[layout.input, 'input', run.graph.input], [layout.output, 'output', run.graph.classes]]) {
    node.append(svg('rect', {x: box.x, y: box.y, width: box.width, height: box.height, rx: 4, class: 'end'}));
    node.append(label(box.x + box.width / 2, layout.middle - 2, name, 'name'));
    node.append(label(box.x + box.width / 2, layout.middle + 13, size, 'quiet'));
  }
  // as many letters as the longer of name and widths
  const letters = ([name, group, fixed]) => Math.max(name.length,
    group < 0 ? String(fixed).length : `${round.net[group].length}\u2192${round.after[group].length}`.length + 1);
  const fits = box => letters(box.card) * 6.6 <= box.width + layout.gap - 4;
  layout.boxes.forEach((box, i) => {
    const [name, group, fixed, kernel, stride] = box.card;
    const size = group < 0 ? fixed : round.net[group].length;
    const grown = group < 0 ? fixed : round.after[group].length;
    const card = svg('g', {role: 'listbox', 'aria-label': `${name}, ${size} channels, after the round ${grown}`});
    card.append(svg('rect', {x: box.x - 2, y: box.y - 2, width: box.width + 4, height: box.height + 4, rx: 3,
      class: group >= 0 && round.locked.includes(group) ? 'card locked' : 'card'}));
    const list = group < 0
      ? Array.from({length: fixed}, (unused, place) => ({group: -1, place})) : cellsOf(round, group, state.view, quantity);
    list.forEach((cell, at) => {
      cell.x = box.x + Math.floor(at / layout.rows) * layout.cell;
      cell.y = box.y + (at % layout.rows) * layout.cell;
      cell.at = at;
      cell.card = i;
      cell.key = i + '/' + (cell.id === undefined ? '#' + at : cell.id);
      cells.set(cell.key, cell);
      drawCell(card, cell, layout.cell, {round, quantity, scale, theme, kin, state});
    });
    node.append(card);
    const middle = box.x + box.width / 2, wide = size === grown ? size : `${size}\u2009\u2192\u2009${grown}`;
    const kernelText = kernel ? `${kernel}\u00d7${kernel}` + (stride > 1 ? ` / ${stride}` : '') : '';
    if (!fits(box)) {
      const y = layout.bottom + 10;
      const text = label(middle + 3, y, `${clipped(name)} \u00b7 ${size === grown ? size : size + '\u2192' + grown}`, 'name slanted');
      fill(text, {transform: `rotate(-32 ${middle + 3} ${y})`});
      node.append(text);
    } else {
      node.append(label(middle, layout.bottom + 18, name, 'name'), label(middle, layout.bottom + 33, wide, 'size'),
        label(middle, layout.bottom + 47, kernelText, 'quiet'));
    }
  });
  return {cells, scale, layout};
}

/** A long name from outside keeps its beginning; the card's own text has all of it. */
function clipped(name) {
  return name.length > 12 ? name.slice(0, 11) + '\u2026' : name;
}

function label(x, y, text, kind) {
  return svg('text', {x, y, class: kind, text});
}

function drawCell(card, cell, size, how) {
  const pad = size > 8 ? 1 : size > 4 ? 0.5 : 0.2;
  const x = cell.x + pad, y = cell.y + pad, side = size - 2 * pad;
  const {round, quantity, state} = how;
  const found = cell.group < 0 || cell.place < 0
    ? (quantity.key === 'age' && cell.id !== undefined ? {value: channels.get(cell.id).born, error: null} : null)
    : valueOf(round, quantity, cell.group, cell.place);
  const box = {x, y, width: side, height: side, rx: Math.min(3, side / 5), fill: colourOf(found, how.scale, how.theme)};
  if (cell.group < 0) {
    card.append(svg('rect', {...box, class: 'cell fixed'}));
    return;
  }
  const entry = state.view === 'grown' ? undefined : markOf(cell, round);
  const told = describe(cell, round, state.view);
  const kind = ['cell', cell.candidate === undefined ? '' : 'candidate', cell.born ? 'born' : '',
    how.kin.has(cell.id) ? 'kin' : '', cell.id !== undefined && cell.id === state.pinned ? 'pinned' : '',
    entry && entry.decision === 'approved' ? 'approved' : '', markClass(entry)].filter(Boolean).join(' ');
  card.append(svg('rect', {...box, class: kind, role: 'option', 'data-key': cell.key,
    'aria-label': told.title + ': ' + told.lines.join('; '), 'aria-selected': String(cell.id === state.pinned),
    tabindex: cell.key === state.focus ? 0 : -1}));
  if (entry && markClass(entry) && size >= 9) {
    const d = signPath(entry.kind, x, y, side);
    card.append(svg('path', {d, class: 'sign halo'}), svg('path', {d, class: 'sign'}));
  }
  if (cell.born && size >= 9) card.append(svg('circle', {cx: x + side / 2, cy: y + side / 2, r: side * 0.14, class: 'newborn'}));
}

/** The colour bar under the network. */
function drawScale(node, scale, theme) {
  const bar = node.querySelector('.bar');
  bar.replaceChildren();
  for (let i = 0; i < 64; i++) {
    bar.append(svg('rect', {x: i * 3, y: 0, width: 3.2, height: 12, fill: along(anchorsOf(scale, theme), i / 63)}));
  }
  const unit = scale.quantity.unit || '';
  node.querySelector('.low').textContent = scale.empty ? '' : signed(scale.low, 3);
  node.querySelector('.high').textContent = scale.empty ? 'not scored in this round'
    : (scale.quantity.diverging ? signed(scale.high, 3) : short(scale.high, 3)) + ' ' + unit;
}
