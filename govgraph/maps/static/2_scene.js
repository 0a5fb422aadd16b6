/* What is drawn in the present state: boxes, ties and where the strips stand. The rules are those
   of the pictures drawn in Python, so that a print agrees with the page. */
const cover = [];
function covers() {
  D.blocks.forEach((block, b) => {
    const above = block[2] >= 0 ? cover[block[2]] : -1;
    cover[b] = above >= 0 ? above : state.opened[b] ? -1 : b;
  });
}
const isShown = b => cover[b] === -1 || cover[b] === b;
const isClosed = b => cover[b] === b;

function strips(layout, shown, closed) {
  const size = layout.gaps.map(() => 0);
  layout.frames.forEach((frame, b) => {
    if (shown(b)) size[frame[0]] = Math.max(size[frame[0]], closed(b) ? frame[4] : frame[3]);
  });
  const top = [];
  let at = layout.margin;
  layout.gaps.forEach((gap, s) => {
    at += size[s] ? gap : 0;
    top.push(at);
    at += size[s];
  });
  return {top, size, total: at + BOX.pad};
}
const openStrips = {};
["matrix", "kuai"].forEach(name => {
  openStrips[name] = strips(D.layouts[name], () => true, () => false);
});

const unitThere = u => isThere(N.change[u]);
const tieThere = e => isThere(E.change[e]);
const unitShown = u => unitThere(u) && (!differs() || N.change[u] === SAME || state.changes[N.change[u]]) &&
  (N.level[u] < 0 || state.levels[N.level[u]]) && state.columns[N.col[u]];
function onPath(u) {
  return state.path < 0 || D.paths[state.path][3].some(step => step[0] === u);
}

function itemKey(u) {
  const closed = cover[N.block[u]];
  if (closed < 0) return "u" + u;
  return state.layout === "matrix" ? "c" + closed + "." + N.col[u] : "b" + closed;
}
function place(layout, where, u) {
  const closed = cover[N.block[u]];
  const matrix = state.layout === "matrix";
  if (closed < 0) {
    const strip = layout.frames[N.block[u]][0];
    const dy = (matrix ? N.y[u] : N.ky[u]) - openStrips[state.layout].top[strip];
    return [matrix ? N.x[u] : N.kx[u], where.top[strip] + dy];
  }
  const frame = layout.frames[closed];
  const top = where.top[frame[0]] + BOX.pad + layout.unit[1] / 2;
  if (!matrix) return [frame[1] + frame[2] / 2, top + BOX.title];
  const column = layout.columns[N.col[u]];
  return [column[0] + BOX.gutter / 2 + layout.unit[0] / 2, top];
}

function buildScene() {
  covers();
  const layout = D.layouts[state.layout];
  const where = strips(layout, isShown, isClosed);
  const items = new Map();
  const itemOf = new Array(unitCount).fill(null);
  for (let u = 0; u < unitCount; u += 1) {
    if (!unitShown(u)) continue;
    const key = itemKey(u);
    let item = items.get(key);
    if (!item) {
      const at = place(layout, where, u);
      item = {key, x: at[0], y: at[1], w: layout.unit[0], h: layout.unit[1], units: [],
        block: cover[N.block[u]], depth: D.blocks[N.block[u]][3]};
      items.set(key, item);
    }
    item.units.push(u);
    itemOf[u] = item;
  }
  items.forEach(item => { item.unit = item.units.length === 1 ? item.units[0] : -1; });
  return {layout, where, items, itemOf, lines: buildLines(itemOf)};
}

function tieShown(e) {
  if (differs()) {
    const change = E.change[e];
    return state.kinds[E.kind[e]] && state.changes[change] && (!E.implied[e] || state.inside || change !== SAME);
  }
  return state.kinds[E.kind[e]] && (!E.implied[e] || state.inside);
}
const changeOf = e => differs() ? E.change[e] : SAME;
function buildLines(itemOf) {
  const lines = [];
  const chips = new Map();
  for (let e = 0; e < tieCount; e += 1) {
    const a = itemOf[E.from[e]];
    const b = itemOf[E.to[e]];
    if (!a || !b || !tieThere(e) || !state.kinds[E.kind[e]] || (a === b && E.from[e] !== E.to[e])) continue;
    const hidden = !tieShown(e);
    if (a.unit >= 0 && b.unit >= 0) {
      lines.push({a, b, kind: E.kind[e], copy: E.copy[e], rows: [e], hidden, change: changeOf(e)});
      continue;
    }
    if (hidden) continue;
    const change = changeOf(e);
    const key = a.key + ">" + b.key + ">" + E.kind[e] + ">" + change;
    let line = chips.get(key);
    if (!line) {
      line = {a, b, kind: E.kind[e], copy: change, rows: [], hidden: false, change};
      chips.set(key, line);
      lines.push(line);
    }
    line.rows.push(e);
  }
  lines.forEach(line => { line.p = curve(line.a, line.b, line.kind, line.copy); });
  return lines;
}

/* The same lines as govgraph/maps/curves.py: path data, end, direction of arrival, middle. */
function curve(a, b, kind, copy) {
  const ordinal = D.slots.indexOf(D.kinds[kind].key);
  const slot = ordinal - (D.slots.length - 1) / 2;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  if (Math.abs(dx) < 1 && Math.abs(dy) < 1) {
    const x = a.x + a.w / 2 - 14 + slot;
    const y = a.y - a.h / 2;
    const r = 22 + 5 * copy;
    return bent([x - 12, y], [x - 12, y - r], [x + r, y - r], [x + 14 - slot, y + 8]);
  }
  const lane = 6 + 4.2 * (ordinal % 3) + 1.4 * Math.floor(ordinal / 3) + 0.9 * copy;
  const shift = slot + copy / 3;
  if (state.layout === "matrix" && Math.abs(dx) < 1) return beside(a, b, lane + 12.6 * (a.depth % 2), shift);
  if (Math.abs(dy) < (a.h + b.h) / 2) {
    return Math.abs(dx) < 1.6 * a.w ? facing(a, b, shift) : along(a, b, lane, shift);
  }
  const down = dy > 0 ? 1 : -1;
  const x = 5 * shift + 2.5 * down;
  const y1 = a.y + down * a.h / 2;
  const y2 = b.y - down * b.h / 2;
  const lean = 0.42 * (y2 - y1);
  return bent([a.x + x, y1], [a.x + x, y1 + lean], [b.x + x, y2 - lean], [b.x + x, y2]);
}
function beside(a, b, lane, shift) {
  const down = b.y > a.y;
  const side = down ? -1 : 1;
  const way = -side;
  const x1 = a.x + side * a.w / 2;
  const x2 = b.x + side * b.w / 2;
  const x = side > 0 ? Math.max(x1, x2) + lane : Math.min(x1, x2) - lane;
  const y1 = a.y + way * (0.17 * a.h + shift);
  const y2 = b.y - way * (0.17 * b.h - shift);
  return angled([x1, y1], [x, y1], [x, y2], [x2, y2]);
}
function along(a, b, lane, shift) {
  const up = b.x > a.x ? -1 : 1;
  const y1 = a.y + up * a.h / 2;
  const y2 = b.y + up * b.h / 2;
  const level = up > 0 ? Math.max(y1, y2) + lane : Math.min(y1, y2) - lane;
  const x1 = a.x - up * 10 + 4 * shift;
  const x2 = b.x + up * 10 + 4 * shift;
  return angled([x1, y1], [x1, level], [x2, level], [x2, y2]);
}
function facing(a, b, shift) {
  const way = b.x > a.x ? 1 : -1;
  const low = 2.6 * shift + 1.3 * way;
  const x1 = a.x + way * a.w / 2;
  const x2 = b.x - way * b.w / 2;
  const third = (x2 - x1) / 3;
  return bent([x1, a.y + low], [x1 + third, a.y + low], [x2 - third, b.y + low], [x2, b.y + low]);
}
const spell = points => points.map(p => p[0].toFixed(1) + " " + p[1].toFixed(1)).join(" ");
const direction = (from, to) => Math.atan2(to[1] - from[1], to[0] - from[0]);
function bent(p0, p1, p2, p3) {
  const middle = [0, 1].map(i => (p0[i] + 3 * p1[i] + 3 * p2[i] + p3[i]) / 8);
  return {d: "M" + spell([p0]) + "C" + spell([p1, p2, p3]), end: p3, angle: direction(p2, p3), middle};
}
function angled(p0, p1, p2, p3) {
  const corner = (before, at, after) =>
    "L" + spell([towards(at, before)]) + "Q" + spell([at, towards(at, after)]);
  return {d: "M" + spell([p0]) + corner(p0, p1, p2) + corner(p1, p2, p3) + "L" + spell([p3]),
    end: p3, angle: direction(p2, p3), middle: [(p1[0] + p2[0]) / 2, (p1[1] + p2[1]) / 2]};
}
function towards(from, goal) {
  const far = Math.abs(goal[0] - from[0]) + Math.abs(goal[1] - from[1]);
  const part = far ? Math.min(9, far / 2) / far : 0;
  return [from[0] + part * (goal[0] - from[0]), from[1] + part * (goal[1] - from[1])];
}

/* How many units and relations the present choice keeps; the status line says so. */
function counts(seen) {
  let units = 0;
  for (let u = 0; u < unitCount; u += 1) units += unitShown(u) && onPath(u) ? 1 : 0;
  let ties = 0;
  seen.lines.forEach(line => {
    if (!line.hidden) ties += line.rows.filter(e => onPath(E.from[e]) && onPath(E.to[e])).length;
  });
  return {units, ties};
}
