// Words beside the pictures: what happened in the round, its numbers, its decisions, one channel.

function drawRound(state) {
  const round = state.round, sum = round.sum, found = gains(round);
  byId('round-title').textContent = round.n === 0 ? 'Round 0: the seed net' : `Round ${round.n}: ${round.sum.outcome}`;
  byId('round-text').replaceChildren(...round.person.concat(round.text).map(text => html('li', {text})));
  if (round.text.length === 0) {
    byId('round-text').append(html('li', {text: 'Nothing was scored or grown: the net was trained.'}));
  }
  const before = state.index > 0 ? rounds[state.index - 1].sum : null;
  const rows = [
    ['Parameters', whole(sum.parameters), before ? signedWhole(sum.parameters - before.parameters) : ''],
    ['Validation loss', `${short(sum.validation)} \u00b1 ${short(sum.validationError, 2)} nats`,
      before ? signed(sum.validation - before.validation) : ''],
    ['Validation accuracy', (100 * sum.accuracy).toFixed(1) + ' %',
      before ? signed(100 * (sum.accuracy - before.accuracy)) + ' points' : ''],
  ];
  if (sum.test !== null) rows.push(['Test loss', short(sum.test) + ' nats', '']);
  if (found) {
    rows.push(['Predicted gain', short(found.predicted) + ' nats', ''],
      ['Measured gain', short(found.measured) + ' nats', ratio(found.measured, found.predicted)],
      ['Held-out gain', `${short(found.heldOut)} \u00b1 ${short(found.error, 2)} nats`, ratio(found.heldOut, found.predicted)]);
  }
  if (round.tail) {
    rows.push([`After its tail (${round.tail.epochs} epochs)`,
      `${short(round.tail.validation)} \u00b1 ${short(round.tail.validationError, 2)} nats`,
      signed(round.tail.validation - sum.validation)]);
  }
  byId('round-numbers').replaceChildren(...rows.map(([name, value, more]) => html('tr', {}, [
    html('th', {scope: 'row', text: name}), html('td', {text: value}), html('td', {class: 'quiet', text: more})])));
  drawDecisions(round);
}

function ratio(measured, predicted) {
  return predicted ? short(measured / predicted, 2) + ' of the prediction' : '';
}

function drawDecisions(round) {
  byId('decisions-count').textContent = round.entries.length
    ? `${round.entries.length} in round ${round.n}` : `none in round ${round.n}`;
  const body = byId('decisions').querySelector('tbody');
  body.replaceChildren(...[...round.entries].sort((a, b) => a.delta - b.delta).map(entry => html('tr', {class: markClass(entry)}, [
    html('td', {text: entry.decision}), html('td', {text: KIND_WORD[entry.kind]}),
    html('td', {text: `${entry.layer} ${entry.channel}`}),
    html('td', {class: 'n', text: signed(entry.delta)}), html('td', {class: 'n', text: short(entry.error, 2)}),
    html('td', {class: 'n', text: signedWhole(entry.parameters)}), html('td', {text: entry.outcome})])));
}

/** The channel that is pinned, at the round on show, with buttons to its relatives. */
function drawChannel(state, follow) {
  const panel = byId('channel');
  panel.replaceChildren();
  if (state.pinned === null) {
    panel.append(html('p', {class: 'quiet', text:
      'Point at a channel for its scores; click it, or press Enter on it, to follow it and its family through the rounds.'}));
    return;
  }
  const id = state.pinned, round = state.round, channel = channels.get(id);
  const net = state.view === 'grown' ? round.after : round.net;
  const there = placeIn(net, id);
  if (there >= 0) {
    const told = describe({id, group: channel.group, place: placeIn(round.net, id)}, round, state.view);
    panel.append(html('h3', {text: told.title}), html('ul', {}, told.lines.map(text => html('li', {text}))));
  } else {
    const span = spans.get(id);
    panel.append(html('h3', {text: nameOf(id, round)}), html('p', {text: !span || span.first > state.index
      ? 'Not yet in the net at this moment.' : 'No longer in the net at this moment.'}));
  }
  const relatives = html('p', {class: 'relatives'});
  const add = (word, ids) => {
    if (ids.length === 0) return;
    relatives.append(html('span', {text: word + ' '}));
    for (const other of ids) {
      const button = html('button', {type: 'button', text: nameOf(other, round)});
      button.addEventListener('click', () => follow(other));
      relatives.append(button);
    }
  };
  add('Parent', channels.has(channel.parent) ? [channel.parent] : []);
  add('Children', channel.children.filter(child => spans.has(child)));
  if (relatives.childNodes.length) panel.append(relatives);
  panel.append(drawFamily(state));
}

/** The family of the pinned channel over the rounds: a line per channel, forks where it was split. */
function drawFamily(state) {
  const members = [...family(state.pinned)].filter(id => spans.has(id));
  const root = members.find(id => !members.includes(channels.get(id).parent));
  const rows = [];
  const visit = id => {
    const children = channels.get(id).children.filter(child => spans.has(child));
    children.slice(0, Math.ceil(children.length / 2)).forEach(visit);
    rows.push(id);
    children.slice(Math.ceil(children.length / 2)).forEach(visit);
  };
  if (root !== undefined) visit(root);
  const high = Math.max(6, Math.min(14, 150 / Math.max(1, rows.length))), width = 300, height = rows.length * high + 22;
  const x = axis(0, Math.max(1, rounds.length - 1), 12, width - 12, false);
  const y = id => (rows.indexOf(id) + 0.5) * high + 2;
  const drawing = svg('svg', {viewBox: `0 0 ${width} ${height}`, class: 'family', role: 'img',
    'aria-label': `Family of ${members.length} channels over the rounds`});
  drawing.append(svg('path', {d: `M${x(state.index)} 0V${height - 14}`, class: 'now'}));
  for (const id of rows) {
    const span = spans.get(id), kind = id === state.pinned ? 'life pinned' : 'life';
    const parent = channels.get(id).parent;
    const from = rows.includes(parent) ? Math.max(spans.get(parent).last, span.first - 1) : span.first;
    if (rows.includes(parent)) drawing.append(svg('path', {d: `M${x(from)} ${y(parent)}L${x(span.first)} ${y(id)}`, class: kind}));
    drawing.append(svg('path', {d: `M${x(span.first)} ${y(id)}H${x(span.last) + 0.01}`, class: kind}));
    const ended = span.last < rounds.length - 1 && !channels.get(id).children.some(child => spans.has(child));
    drawing.append(ended
      ? svg('path', {d: signPath('prune', x(span.last) - 5, y(id) - 5, 10), class: 'life'})
      : svg('circle', {cx: x(span.last), cy: y(id), r: 2.2, class: kind}));
  }
  const every = Math.ceil(rounds.length / 12);
  rounds.forEach((round, i) => i % every === 0 && drawing.append(label(x(i), height - 2, round.n, 'tick')));
  return drawing;
}

/** What all rounds say of the run as a whole: where it comes from, and its settings. */
function drawOrigin() {
  for (const [place, pairs] of [['origin', run.origin], ['settings', run.settings]]) {
    byId(place).replaceChildren(...pairs.flatMap(([name, value]) => [html('dt', {text: name}), html('dd', {text: value})]));
  }
}
