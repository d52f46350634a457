// Loss against parameters, and predicted beside measured gains. Both follow the round on show.

const MARGIN = {left: 56, right: 14, top: 12, bottom: 40};

function lossPoints() {
  return rounds.map((round, index) => ({round, index, x: round.sum.parameters, y: round.sum.validation, error: round.sum.validationError}));
}

/**
 * What was predicted and measured right after a round's growth, before its training: from the validation
 * loss of the round before; null when the net stayed as it was.
 */
function beforeTraining(index) {
  const found = index > 0 ? gains(rounds[index]) : null;
  if (!found || !rounds[index].grown) return null;
  const before = rounds[index - 1].sum;
  return {x: rounds[index].sum.parameters, fromX: before.parameters, from: before.validation,
    predicted: before.validation - found.predicted, measured: before.validation - found.measured,
    heldOut: before.validation - found.heldOut, error: found.error};
}

/** @param state {index, logX, logY} */
function drawLoss(node, width, height, state) {
  node.replaceChildren();
  fill(node, {viewBox: `0 0 ${width} ${height}`});
  const points = lossPoints();
  const tails = points.filter(p => p.round.tail);
  const shown = beforeTraining(state.index);
  const xs = points.map(p => p.x);
  const ys = points.flatMap(p => [p.y, p.round.sum.train, p.round.sum.test, p.round.tail && p.round.tail.validation])
    .concat(rounds.map((r, i) => beforeTraining(i)).flatMap(b => b ? [b.predicted, b.measured, b.heldOut] : []))
    .filter(v => Number.isFinite(v) && (v > 0 || !state.logY));
  const [x0, x1] = stretched(Math.min(...xs), Math.max(...xs), state.logX);
  const [y0, y1] = stretched(Math.min(...ys), Math.max(...ys), state.logY);
  const x = axis(x0, x1, MARGIN.left, width - MARGIN.right, state.logX);
  const onAxis = axis(y0, y1, height - MARGIN.bottom, MARGIN.top, state.logY);
  // what a logarithm has no place for lies at the lower end
  const y = value => onAxis(state.logY ? Math.max(value, y0) : value);
  drawAxes(node, {x, y, x0, x1, y0, y1, width, height, logX: state.logX, logY: state.logY,
    nameX: 'parameters', nameY: 'loss (nats)', textX: thousands});
  line(node, points.map(p => [x(p.x), y(p.round.sum.train)]), 'train');
  line(node, points.filter(p => p.round.sum.test).map(p => [x(p.x), y(p.round.sum.test)]), 'test');
  for (const p of tails) {
    node.append(svg('path', {d: `M${x(p.x)} ${y(p.y)}V${y(p.round.tail.validation)}`, class: 'tail'}),
      svg('circle', {cx: x(p.x), cy: y(p.round.tail.validation), r: 3.5, class: 'tail', 'data-round': p.index}));
  }
  rounds.forEach((round, i) => {
    const b = i === state.index ? null : beforeTraining(i);
    if (b) node.append(diamond(x(b.x), y(b.predicted), 3, 'ghost faint'));
  });
  line(node, points.map(p => [x(p.x), y(p.y)]), 'validation');
  for (const p of points) {
    node.append(svg('path', {d: `M${x(p.x)} ${y(p.y - p.error)}V${y(p.y + p.error)}`, class: 'bar'}));
    node.append(svg('circle', {cx: x(p.x), cy: y(p.y), r: p.index === state.index ? 5.5 : 3.5,
      class: 'point' + (p.index === state.index ? ' now' : ''), 'data-round': p.index}));
  }
  if (shown) {
    const now = points[state.index], end = y(now.y), start = y(shown.measured);
    const way = end >= start ? 1 : -1, tip = end - way * 7;
    node.append(svg('path', {d: `M${x(shown.fromX)} ${y(shown.from)}L${x(shown.x)} ${y(shown.predicted)}V${start}`, class: 'tie'}));
    if (Math.abs(end - start) > 14) {
      node.append(svg('path', {d: `M${x(shown.x)} ${start}V${tip}`, class: 'trained'}),
        svg('path', {d: `M${x(shown.x)} ${tip}l-4 ${-7 * way}h8z`, class: 'head'}));
    }
    node.append(svg('path', {d: `M${x(shown.x) + 9} ${y(shown.heldOut - shown.error)}V${y(shown.heldOut + shown.error)}`, class: 'bar held'}),
      svg('rect', {x: x(shown.x) + 6, y: y(shown.heldOut) - 3, width: 6, height: 6, class: 'held'}),
      svg('circle', {cx: x(shown.x), cy: start, r: 4, class: 'landed'}),
      diamond(x(shown.x), y(shown.predicted), 5, 'ghost'));
  }
  return {tails: tails.length > 0, test: points.some(p => p.round.sum.test), ghosts: rounds.some((r, i) => beforeTraining(i))};
}

function stretched(low, high, log) {
  if (log) {
    const share = Math.max(0.06 * Math.log(high / low), 0.02);
    return [low * Math.exp(-share), high * Math.exp(share)];
  }
  const room = 0.06 * (high - low) || 0.05 * Math.abs(high) || 1;
  return [low - room, high + room];
}

function line(node, points, kind) {
  if (points.length) node.append(svg('path', {d: 'M' + points.map(p => p.join(' ')).join('L'), class: 'line ' + kind}));
  for (const [cx, cy] of kind === 'validation' ? [] : points) node.append(svg('circle', {cx, cy, r: 2, class: 'dot ' + kind}));
}

function diamond(x, y, r, kind) {
  return svg('path', {d: `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`, class: kind});
}

function drawAxes(node, a) {
  const bottom = a.height - MARGIN.bottom;
  const room = Math.max(2, Math.floor((a.width - MARGIN.left) / 70));
  let last = -Infinity;
  for (const tick of ticks(a.x0, a.x1, room, a.logX)) {
    node.append(svg('path', {d: `M${a.x(tick)} ${MARGIN.top}V${bottom}`, class: 'grid'}));
    if (a.x(tick) - last < 36) continue;
    last = a.x(tick);
    node.append(label(last, bottom + 15, a.textX(tick), 'tick'));
  }
  for (const tick of ticks(a.y0, a.y1, Math.max(3, Math.floor((bottom - MARGIN.top) / 28)), a.logY)) {
    node.append(svg('path', {d: `M${MARGIN.left} ${a.y(tick)}H${a.width - MARGIN.right}`, class: tick === 0 ? 'grid zero' : 'grid'}));
    node.append(label(MARGIN.left - 6, a.y(tick) + 4, short(tick), 'tick end-aligned'));
  }
  node.append(label((MARGIN.left + a.width - MARGIN.right) / 2, a.height - 6, a.nameX, 'axis'));
  const up = label(14, (MARGIN.top + bottom) / 2, a.nameY, 'axis');
  node.append(fill(up, {transform: `rotate(-90 14 ${(MARGIN.top + bottom) / 2})`}));
}

/** Three bars a round: predicted, measured on the scored images, held out. */
function drawGains(node, width, height, state) {
  node.replaceChildren();
  fill(node, {viewBox: `0 0 ${width} ${height}`});
  const found = rounds.map(gains);
  const values = found.flatMap(g => g ? [g.predicted, g.measured, g.heldOut + g.error, g.heldOut - g.error] : []);
  if (values.length === 0) {
    node.append(label(width / 2, height / 2, 'nothing was measured in this run', 'axis'));
    return;
  }
  const [y0, y1] = [Math.min(0, ...values), Math.max(0, ...values)];
  const room = 0.06 * (y1 - y0) || 1;
  const bottom = height - MARGIN.bottom;
  const y = axis(y0 < 0 ? y0 - room : 0, y1 + room, bottom, MARGIN.top, false);
  const wide = (width - MARGIN.left - MARGIN.right) / rounds.length;
  const middle = i => MARGIN.left + (i + 0.5) * wide;
  node.append(svg('rect', {x: middle(state.index) - wide / 2, y: MARGIN.top, width: wide, height: bottom - MARGIN.top, class: 'band'}));
  for (const tick of ticks(y0 < 0 ? y0 - room : 0, y1 + room, Math.max(3, Math.floor((bottom - MARGIN.top) / 28)), false)) {
    node.append(svg('path', {d: `M${MARGIN.left} ${y(tick)}H${width - MARGIN.right}`, class: tick === 0 ? 'grid zero' : 'grid'}));
    node.append(label(MARGIN.left - 6, y(tick) + 4, short(tick), 'tick end-aligned'));
  }
  const every = Math.ceil(26 / wide);
  found.forEach((g, i) => {
    if (i % every === 0) node.append(label(middle(i), bottom + 15, rounds[i].n, 'tick'));
    if (g) {
      const bar = Math.min(16, wide / 4.2);
      [['predicted', g.predicted], ['measured', g.measured], ['heldOut', g.heldOut]].forEach(([kind, value], k) => {
        node.append(svg('rect', {x: middle(i) + (k - 1.5) * bar + 0.5, y: Math.min(y(0), y(value)), width: bar - 1,
          height: Math.abs(y(value) - y(0)), class: 'gain ' + kind + (g.contradicted ? ' contradicted' : '')}));
      });
      const x = middle(i) + bar;
      node.append(svg('path', {d: `M${x} ${y(g.heldOut - g.error)}V${y(g.heldOut + g.error)}`, class: 'bar'}));
    }
    node.append(svg('rect', {x: middle(i) - wide / 2, y: MARGIN.top, width: wide, height: bottom - MARGIN.top, class: 'hit', 'data-round': i}));
  });
  node.append(label((MARGIN.left + width - MARGIN.right) / 2, height - 6, 'round', 'axis'));
  const up = label(14, (MARGIN.top + bottom) / 2, 'gain (nats)', 'axis');
  node.append(fill(up, {transform: `rotate(-90 14 ${(MARGIN.top + bottom) / 2})`}));
}
