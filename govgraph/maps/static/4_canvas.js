/* Drawing on the canvas of the network: ground, ties, boxes, matter path, headings that stay. */
const darkQuery = window.matchMedia("(prefers-color-scheme: dark)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let dark = darkQuery.matches;
const shade = () => dark
  ? {paper: "#141b26", band: "#1a2432", rule: "#3a475a", ink: "#e8edf5", muted: "#9fb0c6",
    accent: "#8ab4f8", mark: "#ffa24d"}
  : {paper: "#ffffff", band: "#eef3fa", rule: "#c3ccd9", ink: "#16202e", muted: "#566275",
    accent: "#0b3d91", mark: "#b83f00"};
let C = shade();
const tone = colours => colours[dark ? 1 : 0];

let seen = buildScene();
let batches = [];
const nodes = new vis.DataSet();
const canvasHost = $("map");
const network = new vis.Network(canvasHost, {nodes, edges: new vis.DataSet()}, {
  autoResize: true,
  physics: {enabled: false},
  layout: {improvedLayout: false},
  nodes: {shape: "custom", chosen: false},
  interaction: {dragNodes: false, hover: true, multiselect: false, keyboard: {enabled: false},
    zoomSpeed: 0.6, selectConnectedEdges: false, tooltipDelay: 1e9},
});
Array.from(canvasHost.querySelectorAll("[tabindex]")).forEach(n => n.setAttribute("tabindex", "-1"));

function renderer(key) {
  return ({ctx}) => ({
    drawNode() {
      const item = seen.items.get(key);
      if (item) drawItem(ctx, item, network.getScale());
    },
    nodeDimensions: {width: seen.layout.unit[0], height: seen.layout.unit[1]},
  });
}

/* Bring the network's boxes in line with the scene, in one batch of each kind. The library learns
   how large a custom box is only when it has drawn it, and skips boxes it believes out of sight. */
function syncNodes() {
  const gone = nodes.getIds().filter(id => !seen.items.has(id));
  if (gone.length) nodes.remove(gone);
  const fresh = [];
  const moved = [];
  seen.items.forEach(item => {
    const old = nodes.get(item.key);
    if (!old) fresh.push({id: item.key, x: item.x, y: item.y, shape: "custom", ctxRenderer: renderer(item.key)});
    else if (old.x !== item.x || old.y !== item.y) moved.push({id: item.key, x: item.x, y: item.y});
  });
  if (fresh.length) nodes.add(fresh);
  if (moved.length) nodes.update(moved);
  fresh.concat(moved).forEach(node => {
    const item = seen.items.get(node.id);
    network.body.nodes[node.id].shape.boundingBox = {
      left: item.x - item.w / 2, right: item.x + item.w / 2, top: item.y - item.h / 2, bottom: item.y + item.h / 2};
  });
}

function focusItem() {
  if (state.selected === null) return null;
  return typeof state.selected === "number" ? seen.itemOf[state.selected] : seen.items.get(state.selected) || null;
}
function isLit(item) {
  if (state.path >= 0) return item.units.some(onPath);
  const focus = focusItem();
  return !focus || item === focus || litItems.has(item);
}
let litItems = new Set();

const shapeOf = line => line.shape || (line.shape = new Path2D(line.p.d));
/* Ties are joined into one path per kind, lit and dimmed apart, whenever the scene changes. */
function buildBatches() {
  const focus = state.path >= 0 ? null : focusItem();
  litItems = new Set();
  batches = [];
  const kinds = D.kinds.length;
  for (let i = 0; i < kinds * (X ? X.changes.length : 1); i += 1) {
    batches.push({kind: i % kinds, change: Math.floor(i / kinds), lit: new Path2D(), dim: new Path2D(), heads: [], counts: []});
  }
  seen.lines.forEach(line => {
    const touches = focus && (line.a === focus || line.b === focus);
    line.lit = state.path >= 0 ? false : state.tie >= 0 ? line.rows.indexOf(state.tie) >= 0 : !focus || touches;
    if (line.hidden && !touches) { line.lit = false; return; }
    if (touches) { litItems.add(line.a); litItems.add(line.b); }
    const batch = batches[line.kind + line.change * kinds];
    (line.lit ? batch.lit : batch.dim).addPath(shapeOf(line));
    batch.heads.push(line);
    if (line.rows.length > 1 || line.change !== SAME) batch.counts.push(line);
  });
}

/* How a tie looks: by its kind, or where two structures are compared by what became of it. */
function tieLook(line) {
  const kind = D.kinds[line.kind];
  if (!differs()) return kind;
  const change = X.changes[line.change];
  return {colour: change.colour, width: change.width, dash: change.sign ? change.dash : kind.dash, head: kind.head, sign: change.sign};
}
function drawTies(ctx, scale) {
  batches.forEach(batch => {
    const kind = tieLook(batch);
    const width = Math.max(kind.width, 1.05 / scale);
    ctx.strokeStyle = tone(kind.colour);
    ctx.lineWidth = width;
    ctx.setLineDash(kind.dash.map(length => length * width / kind.width));
    ctx.globalAlpha = 0.1;
    ctx.stroke(batch.dim);
    ctx.globalAlpha = 1;
    ctx.stroke(batch.lit);
    ctx.setLineDash([]);
    const head = D.heads[kind.head];
    const shape = headShapes[kind.head];
    const size = Math.min(Math.max(1, 0.62 / scale), 2.2);
    batch.heads.forEach(line => {
      ctx.save();
      ctx.globalAlpha = line.lit ? 1 : 0.1;
      ctx.translate(line.p.end[0], line.p.end[1]);
      ctx.rotate(line.p.angle);
      ctx.scale(size, size);
      ctx.lineWidth = 1.3;
      ctx.fillStyle = head[1] ? tone(kind.colour) : C.paper;
      ctx.fill(shape);
      ctx.stroke(shape);
      ctx.restore();
    });
    batch.counts.forEach(line => drawCount(ctx, line, tone(kind.colour), scale));
  });
  ctx.globalAlpha = 1;
}
const headShapes = {};
Object.keys(D.heads).forEach(name => { headShapes[name] = new Path2D(D.heads[name][0]); });

function drawCount(ctx, line, colour, scale) {
  if (scale < 0.3) return;
  const at = line.p.middle;
  const size = Math.max(13, 11 / scale);
  const sign = differs() ? X.changes[line.change].sign : "";
  ctx.globalAlpha = line.lit ? 1 : 0.1;
  if (sign) {
    drawSign(ctx, sign, colour, at[0], at[1], 0.6 * size);
    if (line.rows.length < 2) return;
  }
  ctx.font = font(size, 700);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = size / 3;
  ctx.strokeStyle = C.paper;
  const y = at[1] + (sign ? 1.3 * size : 0);
  ctx.strokeText(num(line.rows.length), at[0], y);
  ctx.fillStyle = colour;
  ctx.fillText(num(line.rows.length), at[0], y);
  ctx.strokeStyle = colour;
}

/* A sign in a disc: what became of a unit or a relation. */
function drawSign(ctx, sign, colour, x, y, r) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.lineWidth = r / 6;
  ctx.strokeStyle = C.paper;
  ctx.stroke();
  ctx.fillStyle = C.paper;
  ctx.font = font(1.5 * r, 700);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(sign, x, y + 0.08 * r);
  ctx.strokeStyle = colour;
}
/* How a box looks: by the kind of unit, or by what became of it; closed blocks have no look. */
function boxLook(item) {
  if (item.unit < 0) return null;
  const look = D.looks[N.look[item.unit]];
  if (!differs()) return look;
  const change = X.changes[N.change[item.unit]];
  const ink = change.sign ? ["#16202e", "#f2f5fa"] : ["#566275", "#a6b5c9"];
  return {radius: look.radius, fill: change.fill, edge: change.colour, ink, dash: change.dash, width: change.width + (change.sign ? 0.6 : 0)};
}
/* The signs of a box: its own, or of a closed block how many of its units changed in which way. */
function boxSigns(item) {
  if (!differs()) return [];
  if (item.unit >= 0) return N.change[item.unit] === SAME ? [] : [[N.change[item.unit], ""]];
  return X.changes.map((change, c) => [c, item.units.filter(u => N.change[u] === c).length])
    .filter(found => found[0] !== SAME && found[1]).map(found => [found[0], num(found[1])]);
}
function drawSigns(ctx, item, scale) {
  const r = Math.max(11, Math.min(8 / scale, 22));
  let x = item.x + item.w / 2 - 6;
  const y = item.y - item.h / 2 + (item.unit < 0 ? -0.9 * r : 4);
  boxSigns(item).reverse().forEach(found => {
    const change = X.changes[found[0]];
    if (found[1]) {
      ctx.font = font(1.4 * r, 700);
      ctx.textAlign = "right";
      ctx.textBaseline = "middle";
      ctx.fillStyle = tone(change.colour);
      ctx.fillText(found[1], x + r, y);
      x -= ctx.measureText(found[1]).width + 0.3 * r;
    }
    drawSign(ctx, change.sign, tone(change.colour), x, y, r);
    x -= 2.4 * r;
  });
}

function roundRect(ctx, x, y, w, h, r) {
  r = Math.min(r, w / 2, h / 2);
  ctx.beginPath();
  ctx.moveTo(x + r, y);
  ctx.arcTo(x + w, y, x + w, y + h, r);
  ctx.arcTo(x + w, y + h, x, y + h, r);
  ctx.arcTo(x, y + h, x, y, r);
  ctx.arcTo(x, y, x + w, y, r);
  ctx.closePath();
}

function drawItem(ctx, item, scale) {
  const look = boxLook(item);
  const focus = focusItem() === item;
  const faint = !isLit(item);
  ctx.save();
  ctx.globalAlpha = 1;
  roundRect(ctx, item.x - item.w / 2, item.y - item.h / 2, item.w, item.h, look ? look.radius : 6);
  ctx.fillStyle = C.paper;
  ctx.globalAlpha = faint && state.path >= 0 ? 0.3 : 1;
  ctx.fill();
  ctx.globalAlpha = faint ? 0.22 : 1;
  ctx.fillStyle = look ? tone(look.fill) : C.band;
  ctx.fill();
  if (item.unit < 0 && !faint) {
    ctx.globalAlpha = Math.min(0.28, 0.05 + 0.05 * Math.log(item.units.length));
    ctx.fillStyle = C.accent;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  ctx.lineWidth = Math.max(look && look.width || 1.5, 1 / scale);
  ctx.strokeStyle = look ? tone(look.edge) : C.accent;
  ctx.setLineDash(look ? look.dash : []);
  ctx.stroke();
  ctx.setLineDash([]);
  if (focus) {
    roundRect(ctx, item.x - item.w / 2 - 4, item.y - item.h / 2 - 4, item.w + 8, item.h + 8, (look ? look.radius : 6) + 4);
    ctx.lineWidth = Math.max(3.5, 2.5 / scale);
    ctx.strokeStyle = C.mark;
    ctx.stroke();
  }
  drawLettering(ctx, item, lettering(item, scale), look ? tone(look.ink) : C.ink);
  drawSigns(ctx, item, scale);
  ctx.restore();
}
function drawLettering(ctx, item, lines, colour) {
  const gap = lines.length > 1 ? Math.min(1.16, (item.h - 2) / lines.reduce((sum, line) => sum + line.size, 0)) : 1;
  let y = item.y - lines.reduce((sum, line) => sum + line.size * gap, 0) / 2;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour;
  lines.forEach(line => {
    ctx.font = font(line.size, line.weight);
    ctx.fillText(line.text, item.x, y + line.size * (gap / 2 + 0.04));
    y += line.size * gap;
  });
}

/* Ground ---------------------------------------------------------------------------------- */
function drawGround(ctx, scale) {
  const layout = seen.layout;
  if (state.layout === "matrix") {
    layout.columns.forEach((column, c) => {
      if (!state.columns[c]) return;
      ctx.fillStyle = C.band;
      roundRect(ctx, column[0] + 10, 8, column[1] - 20, seen.where.total - 8, 4);
      ctx.fill();
    });
  } else drawBands(ctx, scale);
  layout.frames.forEach((frame, b) => {
    if (!isShown(b)) return;
    const height = isClosed(b) ? frame[4] : frame[3];
    roundRect(ctx, frame[1], seen.where.top[frame[0]], frame[2], height, 6);
    if (state.layout === "kuai") { ctx.fillStyle = C.paper; ctx.fill(); }
    ctx.strokeStyle = C.rule;
    ctx.lineWidth = Math.max(1.2, 1 / scale);
    ctx.stroke();
  });
}
function bandExtent(band) {
  const size = seen.where.size;
  const own = [];
  for (let s = band[0]; s < band[0] + band[1]; s += 1) if (size[s]) own.push(s);
  if (!own.length) return null;
  const last = own[own.length - 1];
  return [seen.where.top[own[0]] - 24, seen.where.top[last] + size[last] + 24];
}
/* The names of levels stay in sight when the reader moves to the right. */
function drawBands(ctx, scale) {
  const edge = network.DOMtoCanvas({x: 0, y: 0}).x + 8 / scale;
  const left = Math.min(Math.max(14, edge), seen.layout.width - seen.layout.head);
  seen.layout.bands.forEach((band, i) => {
    const extent = bandExtent(band);
    if (!extent) return;
    if (i % 2 === 0) {
      ctx.fillStyle = C.band;
      ctx.fillRect(0, extent[0], seen.layout.width, extent[1] - extent[0]);
    }
    const size = Math.max(22, Math.min(12 / scale, 60));
    const lines = fitted([pair(D.bands[i])], seen.layout.head - 20, size, 4, 700);
    drawRows(ctx, lines, left, (extent[0] + extent[1]) / 2, size, C.accent, 700);
  });
}
function drawRows(ctx, lines, x, middle, size, colour, weight) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = font(size, weight);
  ctx.fillStyle = colour;
  lines.forEach((line, i) => ctx.fillText(line, x, middle + (i - (lines.length - 1) / 2) * size * 1.2));
}

/* Headings: in the matrix they stay in sight when the reader moves on. ------------------------ */
function drawHeadings(ctx, scale) {
  if (state.layout === "kuai") { drawFrameTitles(ctx, scale); return; }
  const from = network.DOMtoCanvas({x: 0, y: 0});
  const to = network.DOMtoCanvas({x: canvasHost.clientWidth, y: canvasHost.clientHeight});
  drawRowHeads(ctx, scale, Math.max(0, from.x), from.x > 0 ? from : null, to);
  ctx.save();
  ctx.beginPath();
  ctx.rect(Math.max(0, from.x) + seen.layout.head, from.y, to.x - from.x, to.y - from.y);
  ctx.clip();
  drawColumnHeads(ctx, scale, Math.max(0, from.y), from, to);
  ctx.restore();
  if (from.y > 0) {
    ctx.fillStyle = C.paper;
    ctx.fillRect(Math.max(0, from.x) + 2, from.y, seen.layout.head - 2, 50 / scale);
  }
}
function drawColumnHeads(ctx, scale, top, from, to) {
  const pinned = top > 0;
  const size = pinned ? 13 / scale : Math.max(18, Math.min(11.2 / scale, 64));
  const height = pinned ? 50 / scale : seen.layout.margin - 16;
  if (pinned) {
    ctx.fillStyle = C.paper;
    ctx.fillRect(from.x, top, to.x - from.x, height);
    ctx.fillStyle = C.rule;
    ctx.fillRect(from.x, top + height, to.x - from.x, 1 / scale);
  }
  seen.layout.columns.forEach((column, c) => {
    const room = column[1] - 4;
    if (room < size * 2 || !state.columns[c]) return;
    const rows = Math.max(1, Math.floor(height / (size * 1.15)));
    const lines = headingLines(pair(D.columns[c]), room, size, rows);
    const middle = top + (pinned ? 0 : 8) + height / 2;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.font = font(size, 700);
    ctx.fillStyle = C.accent;
    lines.forEach((line, i) => ctx.fillText(
      line, column[0] + column[1] / 2, middle + (i - (lines.length - 1) / 2) * size * 1.15));
  });
}
function drawRowHeads(ctx, scale, left, pinned, to) {
  const layout = seen.layout;
  if (pinned) {
    ctx.fillStyle = C.paper;
    ctx.fillRect(left, pinned.y, layout.head, to.y - pinned.y);
    ctx.fillStyle = C.rule;
    ctx.fillRect(left + layout.head, pinned.y, 1 / scale, to.y - pinned.y);
  }
  layout.frames.forEach((frame, b) => {
    if (!isShown(b)) return;
    const block = D.blocks[b];
    const toggle = toggleSize(scale) + 10;
    const indent = 8 + 12 * Math.min(block[3], 4);
    const size = Math.max(block[3] < 3 ? 19 : 17, Math.min(11.2 / scale, 64));
    const top = seen.where.top[frame[0]];
    const middle = top + Math.min(isClosed(b) ? frame[4] : frame[3], frame[4]) / 2;
    const lines = fitted([pair(block)], layout.head - indent - toggle - 4, size, 2, 600);
    if (blockHasUnits(b)) drawToggle(ctx, left + indent, middle, isClosed(b), toggle - 10);
    drawRows(ctx, lines, left + indent + toggle, middle, size, C.ink, block[3] < 3 ? 700 : 500);
  });
}
const blockHasUnits = b => blockUnits[b].length > 1 || childBlocks[b].length > 0;
const toggleSize = scale => Math.max(15, Math.min(11 / scale, 50));
function drawToggle(ctx, x, y, closed, size) {
  ctx.strokeStyle = C.muted;
  ctx.lineWidth = size / 11;
  roundRect(ctx, x, y - size / 2, size, size, size / 5);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x + 0.24 * size, y);
  ctx.lineTo(x + 0.76 * size, y);
  if (closed) { ctx.moveTo(x + size / 2, y - 0.26 * size); ctx.lineTo(x + size / 2, y + 0.26 * size); }
  ctx.stroke();
}
function drawFrameTitles(ctx, scale) {
  seen.layout.frames.forEach((frame, b) => {
    if (!isShown(b)) return;
    const size = Math.max(17, Math.min(11.2 / scale, 46));
    const left = frame[1] + 9;
    const middle = seen.where.top[frame[0]] + 22 - (size - 17) / 4;
    const box = toggleSize(scale);
    const toggle = blockHasUnits(b) ? box + 8 : 0;
    const name = pair(D.blocks[b]);
    const text = fitted([name, name.replace(/ [^ ]+$/, "")], frame[2] - 16 - toggle, size, 1, 700)[0] || "";
    ctx.font = font(size, 700);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.lineWidth = 5;
    ctx.strokeStyle = C.paper;
    ctx.strokeText(text, left + toggle, middle);
    if (toggle) {
      ctx.fillStyle = C.paper;
      ctx.fillRect(left - 2, middle - box / 2 - 2, box + 4, box + 4);
      drawToggle(ctx, left, middle, isClosed(b), box);
    }
    ctx.fillStyle = C.ink;
    ctx.fillText(text, left + toggle, middle);
  });
}

/* The matter path: numbered stops and the way between them. ----------------------------------- */
function stops() {
  if (state.path < 0) return [];
  return D.paths[state.path][3]
    .map((step, i) => ({n: i + 1, item: seen.itemOf[step[0]], handed: step[2]}))
    .filter(stop => stop.item);
}
function stopCurve(a, b) {
  const kind = D.kinds.findIndex(k => k.key === "refers");
  return kind >= 0 ? curve(a, b, kind, 0) : curve(a, b, 0, 0);
}
function drawWay(ctx, scale) {
  const way = stops();
  ctx.strokeStyle = C.mark;
  ctx.fillStyle = C.mark;
  ctx.lineWidth = Math.max(3, 2.2 / scale);
  way.slice(1).forEach((stop, i) => {
    const before = way[i].item;
    if (before === stop.item) return;
    const p = stopCurve(before, stop.item);
    ctx.setLineDash(stop.handed ? [] : [3 * ctx.lineWidth, 2.5 * ctx.lineWidth]);
    ctx.stroke(new Path2D(p.d));
    ctx.setLineDash([]);
    ctx.save();
    ctx.translate(p.end[0], p.end[1]);
    ctx.rotate(p.angle);
    ctx.scale(1.5, 1.5);
    ctx.fill(headShapes.triangle);
    ctx.restore();
  });
}
function drawBadges(ctx, scale) {
  const way = stops();
  const r = Math.max(13, 9 / scale);
  const crowd = new Map();
  way.forEach(stop => {
    const nth = crowd.get(stop.item) || 0;
    crowd.set(stop.item, nth + 1);
    const x = stop.item.x - stop.item.w / 2 + 2 + nth * 2.1 * r;
    const y = stop.item.y - stop.item.h / 2;
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = C.mark;
    ctx.fill();
    ctx.lineWidth = r / 7;
    ctx.strokeStyle = C.paper;
    ctx.stroke();
    ctx.fillStyle = dark ? "#141b26" : "#ffffff";
    ctx.font = font(r * 1.25, 700);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(String(stop.n), x, y + r * 0.08);
  });
}

network.on("beforeDrawing", ctx => {
  const scale = network.getScale();
  ctx.save();
  drawGround(ctx, scale);
  drawTies(ctx, scale);
  drawWay(ctx, scale);
  ctx.restore();
});
network.on("afterDrawing", ctx => {
  ctx.save();
  drawBadges(ctx, network.getScale());
  drawHeadings(ctx, network.getScale());
  ctx.restore();
});

/* View ------------------------------------------------------------------------------------- */
function moveTo(position, scale) {
  network.moveTo({position, scale, animation: calm ? false : {duration: 250, easingFunction: "easeInOutQuad"}});
}
function fitView(still) {
  const w = canvasHost.clientWidth;
  const hgt = canvasHost.clientHeight;
  if (!w || !hgt) return;
  const scale = Math.min((w - 16) / seen.layout.width, (hgt - 12) / seen.where.total, 1.4);
  const position = {x: seen.layout.width / 2, y: seen.where.total / 2};
  network.moveTo({position, scale, animation: still || calm ? false : {duration: 250, easingFunction: "easeInOutQuad"}});
}
const leastScale = () => (state.labels === "en" && N.en.some(Boolean) ? 46 : 34) / seen.layout.unit[0];
/* The opening view: the whole map, or its upper left part where the whole is too small to read. */
function openingView() {
  fitView(true);
  const least = leastScale();
  const scale = network.getScale();
  if (scale >= least) return;
  const corner = {x: canvasHost.clientWidth / 2 / least - 8 / least, y: canvasHost.clientHeight / 2 / least - 6 / least};
  const position = {x: corner.x, y: Math.min(corner.y, Math.max(corner.y, seen.where.total / 2))};
  if (seen.where.total * least < canvasHost.clientHeight) position.y = seen.where.total / 2;
  network.moveTo({position, scale: least, animation: false});
}
function zoomBy(factor) {
  moveTo(network.getViewPosition(), network.getScale() * factor);
}
/* Show some items together, no smaller than can be read. */
function showItems(items) {
  if (!items.length) { openingView(); return; }
  const xs = items.map(item => item.x);
  const ys = items.map(item => item.y);
  const left = Math.min.apply(null, xs) - seen.layout.head - 120;
  const right = Math.max.apply(null, xs) + 120;
  const top = Math.min.apply(null, ys) - seen.layout.margin - 60;
  const bottom = Math.max.apply(null, ys) + 80;
  const room = Math.min(canvasHost.clientWidth / (right - left), canvasHost.clientHeight / (bottom - top));
  const scale = Math.max(Math.min(room, 0.8), 0.85 * leastScale());
  const half = [canvasHost.clientWidth / 2 / scale, canvasHost.clientHeight / 2 / scale];
  const x = (right - left) * scale > canvasHost.clientWidth ? left + half[0] : (left + right) / 2;
  const y = (bottom - top) * scale > canvasHost.clientHeight ? top + half[1] : (top + bottom) / 2;
  network.moveTo({position: {x, y: Math.max(y, half[1] - 6 / scale)}, scale, animation: false});
}
/* Bring an item into view; near enough to read when it was far. */
function reveal(item, zoom) {
  const scale = network.getScale();
  const at = network.canvasToDOM({x: item.x, y: item.y});
  const inside = at.x > 120 && at.y > 70 && at.x < canvasHost.clientWidth - 90 && at.y < canvasHost.clientHeight - 40;
  if (zoom && scale < 0.72) moveTo({x: item.x, y: item.y}, 0.8);
  else if (!inside) moveTo({x: item.x, y: item.y}, scale);
}
