// What is on show, and what changes it: slider, keys, play, pointer, focus, theme, print.

const state = {index: 0, view: 'scored', quantity: firstQuantity(), sameScale: false, pinned: null, focus: null,
  logX: false, logY: false, round: rounds[0]};
const network = byId('network'), hover = byId('hover'), slider = byId('round');
const night = matchMedia('(prefers-color-scheme: dark)');
let drawn = {cells: new Map()};
let playing = null;
let printing = false;

function theme() {
  const chosen = byId('theme').value;
  if (printing) return 'light';
  return chosen === 'system' ? (night.matches ? 'dark' : 'light') : chosen;
}

function draw() {
  state.round = rounds[state.index];
  if (!state.round.grown) state.view = 'scored';
  document.documentElement.dataset.theme = theme();
  const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : undefined;
  const space = byId('network-space');
  drawn = drawNetwork(network, space.clientWidth, space.clientHeight, state, theme());
  const first = drawn.cells.has(state.focus) ? state.focus : drawn.cells.keys().next().value;
  const target = cellNode(first);
  if (target) fill(target, {tabindex: 0});
  if (focused && target) target.focus({preventScroll: true});
  drawScale(byId('scale'), drawn.scale, theme());
  drawCharts();
  drawRound(state);
  drawChannel(state, follow);
  slider.value = state.index;
  const {n, sum} = state.round;
  byId('round-now').textContent = `Round ${n} of ${rounds[rounds.length - 1].n}`;
  slider.setAttribute('aria-valuetext', `round ${n}, ${whole(sum.parameters)} parameters, validation loss ${short(sum.validation)} nats`);
  for (const [id, view] of [['view-scored', 'scored'], ['view-grown', 'grown']]) {
    fill(byId(id), {'aria-pressed': String(state.view === view)});
  }
  byId('view-grown').disabled = !state.round.grown;
  document.querySelectorAll('#rounds-table tbody tr').forEach((row, i) => row.classList.toggle('now', i === state.index));
}

function drawCharts() {
  const loss = byId('loss'), measured = byId('gains');
  const legend = drawLoss(loss, loss.parentNode.clientWidth, loss.parentNode.clientHeight, state);
  drawGains(measured, measured.parentNode.clientWidth, measured.parentNode.clientHeight, state);
  for (const [id, there] of [['key-test', legend.test], ['key-tail', legend.tails], ['key-ghost', legend.ghosts], ['key-held', legend.ghosts], ['key-landed', legend.ghosts]]) {
    byId(id).hidden = !there;
  }
}

function cellNode(key) {
  return key === undefined || key === null ? null : network.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

/** Shows a round; the announcement is for those who do not see it. */
function show(index, view = 'scored') {
  state.index = Math.max(0, Math.min(rounds.length - 1, index));
  state.view = view;
  hide();
  draw();
  byId('announcement').textContent = playing ? '' : slider.getAttribute('aria-valuetext');
}

/** Before and after growth of every round in turn. */
function play() {
  if (playing) return pause();
  if (state.index === rounds.length - 1) show(0);
  const slow = matchMedia('(prefers-reduced-motion: reduce)').matches;
  playing = setInterval(() => {
    if (state.view === 'scored' && state.round.grown) return show(state.index, 'grown');
    if (state.index === rounds.length - 1) return pause();
    return show(state.index + 1);
  }, slow ? 2400 : 1200);
  fill(byId('play'), {'aria-label': 'Pause', text: '\u275a\u275a'});
  return undefined;
}

function pause() {
  clearInterval(playing);
  playing = null;
  fill(byId('play'), {'aria-label': 'Play', text: '\u25b6'});
}

/** Pins a channel; one that is not there at this moment is shown at the last round that has it. */
function follow(id) {
  state.pinned = id;
  const net = state.view === 'grown' ? state.round.after : state.round.net;
  const span = spans.get(id);
  if (placeIn(net, id) < 0 && span) {
    const scored = rounds.findIndex((r, i) => i >= span.first && placeIn(r.net, id) >= 0);
    return scored >= 0 ? show(scored) : show(span.first, 'grown');
  }
  return draw();
}

function toggle(cell) {
  if (cell.id === undefined) return;
  state.pinned = state.pinned === cell.id ? null : cell.id;
  state.focus = cell.key;
  draw();
}

/** The card beside a cell. */
function tell(cell) {
  const told = describe(cell, state.round, state.view);
  hover.replaceChildren(html('b', {text: told.title}), ...told.lines.map(text => html('div', {text})));
  hover.hidden = false;
  const space = byId('network-space').getBoundingClientRect();
  const right = space.left + cell.x + drawn.layout.cell + 10;
  const left = right + hover.offsetWidth > innerWidth - 8 ? space.left + cell.x - hover.offsetWidth - 10 : right;
  const top = Math.min(space.top + cell.y, innerHeight - hover.offsetHeight - 8);
  hover.style.left = Math.max(8, left) + scrollX + 'px';
  hover.style.top = Math.max(8, top) + scrollY + 'px';
  document.querySelectorAll('.cell.relative').forEach(node => node.classList.remove('relative'));
  if (cell.id !== undefined) {
    const kin = family(cell.id);
    for (const other of drawn.cells.values()) {
      if (kin.size > 1 && kin.has(other.id)) cellNode(other.key).classList.add('relative');
    }
  }
}

function hide() {
  hover.hidden = true;
  document.querySelectorAll('.cell.relative').forEach(node => node.classList.remove('relative'));
}

function cellOf(event) {
  const node = event.target.closest ? event.target.closest('[data-key]') : null;
  return node ? drawn.cells.get(node.dataset.key) : undefined;
}

/** The cell that an arrow leads to from a cell. */
function neighbour(cell, key) {
  const same = [...drawn.cells.values()].filter(other => other.card === cell.card && other.key);
  const {rows} = drawn.layout;
  const by = {ArrowUp: -1, ArrowDown: 1, ArrowLeft: -rows, ArrowRight: rows}[key];
  if (key === 'Home') return same[0];
  if (key === 'End') return same[same.length - 1];
  const there = same.find(other => other.at === cell.at + by);
  if (there || key === 'ArrowUp' || key === 'ArrowDown') return there;
  const all = [...drawn.cells.values()].filter(other => other.group >= 0);
  const next = all.filter(other => key === 'ArrowRight' ? other.card > cell.card : other.card < cell.card);
  const card = key === 'ArrowRight' ? Math.min(...next.map(c => c.card)) : Math.max(...next.map(c => c.card));
  const near = next.filter(other => other.card === card);
  return near.find(other => other.at === cell.at % rows) || near[near.length - 1];
}

function onNetworkKey(event) {
  const cell = cellOf(event);
  if (!cell) return;
  if (event.key === 'Enter' || event.key === ' ') toggle(cell);
  else if (['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) {
    const next = neighbour(cell, event.key);
    if (next) {
      fill(cellNode(cell.key), {tabindex: -1});
      state.focus = next.key;
      fill(cellNode(next.key), {tabindex: 0}).focus();
    }
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Keys of the whole page; lists and fields keep their own. */
function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const field = event.target.closest && event.target.closest('select, input:not(#round), summary, .scrolls');
  const steps = {ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1};
  if (event.key === 'PageUp') show(state.index - 1);
  else if (event.key === 'PageDown') show(state.index + 1);
  else if (event.key === 'Escape') {
    state.pinned = null;
    hide();
    draw();
  } else if (field) return;
  else if (steps[event.key] && (event.target === slider || steps[event.key] && event.key.match(/Left|Right/))) show(state.index + steps[event.key]);
  else if (event.key === 'Home') show(0);
  else if (event.key === 'End') show(rounds.length - 1);
  else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) play();
  else return;
  event.preventDefault();
}

function print(begun) {
  printing = begun;
  draw();
}

fill(slider, {max: rounds.length - 1});
byId('quantity').append(...QUANTITIES.map(q => html('option', {value: q.key, text: q.title})));
byId('quantity').value = state.quantity.key;
byId('ticks').append(...rounds.map((round, i) => html('option', {value: i, label: String(round.n)})));
slider.addEventListener('input', () => show(Number(slider.value)));
byId('play').addEventListener('click', play);
byId('previous').addEventListener('click', () => show(state.index - 1));
byId('next').addEventListener('click', () => show(state.index + 1));
byId('view-scored').addEventListener('click', () => show(state.index));
byId('view-grown').addEventListener('click', () => show(state.index, 'grown'));
byId('quantity').addEventListener('change', event => {
  state.quantity = QUANTITIES.find(q => q.key === event.target.value);
  draw();
});
byId('same-scale').addEventListener('change', event => { state.sameScale = event.target.checked; draw(); });
byId('log-x').addEventListener('change', event => { state.logX = event.target.checked; drawCharts(); });
byId('log-y').addEventListener('change', event => { state.logY = event.target.checked; drawCharts(); });
byId('theme').addEventListener('change', draw);
night.addEventListener('change', draw);
network.addEventListener('pointerover', event => { const cell = cellOf(event); if (cell && cell.group >= 0) tell(cell); else hide(); });
network.addEventListener('pointerleave', hide);
network.addEventListener('focusin', event => { const cell = cellOf(event); if (cell) { state.focus = cell.key; tell(cell); } });
network.addEventListener('focusout', hide);
network.addEventListener('click', event => { const cell = cellOf(event); if (cell) toggle(cell); });
network.addEventListener('keydown', onNetworkKey);
for (const chart of ['loss', 'gains']) {
  byId(chart).addEventListener('click', event => {
    if (event.target.dataset.round !== undefined) show(Number(event.target.dataset.round));
  });
}
document.querySelectorAll('#rounds-table tbody tr').forEach((row, i) => row.addEventListener('click', () => show(i)));
document.addEventListener('keydown', onKey);
addEventListener('beforeprint', () => print(true));
addEventListener('afterprint', () => print(false));
drawOrigin();
const asked = rounds.findIndex(round => '#' + round.n === location.hash);
state.index = asked >= 0 ? asked : Math.min(1, rounds.length - 1);
new ResizeObserver(() => { if (!printing) draw(); }).observe(byId('network-space'));
draw();
