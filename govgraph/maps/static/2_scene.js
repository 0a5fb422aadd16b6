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

const unitShown = u =>
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
  const top = where.top[frame[0]] + BOX.pad + BOX.height / 2;
  if (!matrix) return [frame[1] + frame[2] / 2, top + BOX.title];
  const column = layout.columns[N.col[u]];
  return [column[0] + column[1] / 2, top];
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
      item = {key, x: at[0], y: at[1], w: BOX.width, h: BOX.height, units: [],
        block: cover[N.block[u]]};
      items.set(key, item);
    }
    item.units.push(u);
    itemOf[u] = item;
  }
  items.forEach(item => { item.unit = item.units.length === 1 ? item.units[0] : -1; });
  return {layout, where, items, itemOf, lines: buildLines(itemOf)};
}

function tieShown(e) {
  return state.kinds[E.kind[e]] && (!E.implied[e] || state.inside);
}
function buildLines(itemOf) {
  const lines = [];
  const chips = new Map();
  for (let e = 0; e < tieCount; e += 1) {
    const a = itemOf[E.from[e]];
    const b = itemOf[E.to[e]];
    if (!a || !b || !state.kinds[E.kind[e]] || (a === b && E.from[e] !== E.to[e])) continue;
    const hidden = !tieShown(e);
    if (a.unit >= 0 && b.unit >= 0) {
      lines.push({a, b, kind: E.kind[e], copy: E.copy[e], rows: [e], hidden});
      continue;
    }
    if (hidden) continue;
    const key = a.key + ">" + b.key + ">" + E.kind[e];
    let line = chips.get(key);
    if (!line) {
      line = {a, b, kind: E.kind[e], copy: 0, rows: [], hidden: false};
      chips.set(key, line);
      lines.push(line);
    }
    line.rows.push(e);
  }
  lines.forEach(line => { line.p = curve(line.a, line.b, line.kind, line.copy); });
  return lines;
}

/* The same curve as govgraph/maps/curves.py. */
function curve(a, b, kind, copy) {
  const slot = D.slots.indexOf(D.kinds[kind].key) - (D.slots.length - 1) / 2;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  if (Math.abs(dx) < 1 && Math.abs(dy) < 1) {
    const x = a.x + a.w / 2 - 14 + slot;
    const y = a.y - a.h / 2;
    const r = 22 + 5 * copy;
    return [x - 12, y, x - 12, y - r, x + r, y - r, x + 14 - slot, y + 8];
  }
  if (Math.abs(dx) < 1) {
    const down = dy > 0;
    const side = down ? -1 : 1;
    const shift = 2.6 * slot + (down ? 1.3 : -1.3) + 2 * copy;
    const out = 4 / 3 * side * (Math.min(9 + 0.035 * Math.abs(dy), 22) + 0.6 * slot + 3 * copy);
    const x1 = a.x + side * a.w / 2;
    const x2 = b.x + side * b.w / 2;
    return [x1, a.y + shift, x1 + out, a.y + shift, x2 + out, b.y + shift, x2, b.y + shift];
  }
  if (Math.abs(dy) < (a.h + b.h) / 2) return along(a, b, slot, copy);
  const down = dy > 0 ? 1 : -1;
  const shift = 5 * slot + 2.5 * down + 4 * copy;
  const y1 = a.y + down * a.h / 2;
  const y2 = b.y - down * b.h / 2;
  const lean = down * Math.max(20, 0.42 * Math.abs(y2 - y1));
  return [a.x + shift, y1, a.x + shift, y1 + lean, b.x + shift, y2 - lean, b.x + shift, y2];
}
function along(a, b, slot, copy) {
  const right = b.x > a.x;
  const way = right ? 1 : -1;
  const room = Math.abs(b.x - a.x) - (a.w + b.w) / 2;
  if (room < Math.min(a.w, b.w) / 2) {
    const low = 2.3 * slot + (right ? 1.2 : -1.2) + 3 * copy;
    const x1 = a.x + way * a.w / 2;
    const x2 = b.x - way * b.w / 2;
    const third = (x2 - x1) / 3;
    return [x1, a.y + low, x1 + third, a.y + low, x2 - third, b.y + low, x2, b.y + low];
  }
  const up = right ? -1 : 1;
  const top = up * Math.max(a.h, b.h) / 2;
  const bulge = 4 / 3 * up *
    (Math.min(13 + 0.012 * Math.abs(b.x - a.x), 25) + 0.7 * slot + 3 * copy);
  const shift = 4.2 * slot + 5 * copy;
  const x1 = a.x + shift + way * 12;
  const x2 = b.x + shift - way * 12;
  const lean = way * Math.min(60, room / 3);
  return [x1, a.y + top, x1 + lean, a.y + top + bulge, x2 - lean, b.y + top + bulge, x2, b.y + top];
}
const pathData = p => {
  const q = p.map(value => value.toFixed(1));
  return `M${q[0]} ${q[1]}C${q[2]} ${q[3]} ${q[4]} ${q[5]} ${q[6]} ${q[7]}`;
};
const pointAt = (p, t) => {
  const s = 1 - t;
  const w = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [0, 1].map(i => w[0] * p[i] + w[1] * p[2 + i] + w[2] * p[4 + i] + w[3] * p[6 + i]);
};
const endAngle = p => Math.atan2(p[7] - p[5], p[6] - p[4]);

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
