/* The present view as an SVG drawing: for print, for the vector file and, rasterised, for PNG. */
const PRINT = {paper: "#ffffff", band: "#eef3fa", rule: "#c3ccd9", ink: "#16202e", muted: "#566275",
  accent: "#0b3d91", mark: "#b83f00"};
const EDGE = 24;
/* A wide drawing is shrunk more when printed: its lettering grows with it. */
const figureScale = () => Math.min(2.1, Math.max(1, seen.layout.width / 2900));

function figureText(lines, x, middle, size, weight, fill, more) {
  const step = size * 1.14;
  return lines.map((line, i) => svgNode("text", Object.assign({
    x: x.toFixed(1), y: (middle + (i - (lines.length - 1) / 2) * step + size * 0.36).toFixed(1),
    "font-size": size, "font-weight": weight, fill}, more || {}), line));
}
const halo = {stroke: PRINT.paper, "stroke-width": 5, "paint-order": "stroke"};
const centred = {"text-anchor": "middle"};

const joinedTitle = choice => [D.facts.title, X ? T["version_" + state.version] : "", choice].filter(Boolean).join(T.dash);
function buildFigure() {
  const layout = seen.layout;
  const width = layout.width + 2 * EDGE;
  const k = figureScale();
  const legend = figureLegend(layout.width / k, k);
  const top = Math.round(84 * k);
  const bottom = top + seen.where.total;
  const height = bottom + legend.height + 2 * EDGE;
  const svg = svgNode("svg", {xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height,
    role: "img", lang: D.lang, "font-family": FONT.replace(/"/g, "'"), fill: PRINT.ink});
  svg.appendChild(svgNode("title", {}, D.facts.title));
  svg.appendChild(svgNode("rect", {x: 0, y: 0, width, height, fill: PRINT.paper}));
  const choice = state.path >= 0 ? joined([matterName(D.paths[state.path][0]), areaName(D.paths[state.path][1])]) : "";
  svg.appendChild(svgNode("text", {x: EDGE, y: 44 * k, "font-size": 30 * k, "font-weight": 700},
    clip(joinedTitle(choice), width - 2 * EDGE, 30 * k, 700)));
  svg.appendChild(svgNode("text", {x: EDGE, y: 70 * k, "font-size": 15 * k, fill: PRINT.muted},
    clip(D.facts.line + T.dot + $("status").textContent, width - 2 * EDGE, 15 * k)));
  const drawing = svgNode("g", {transform: `translate(${EDGE} ${top})`});
  figureGround(drawing, k);
  seen.lines.filter(line => !line.hidden || line.lit).forEach(line => figureTie(drawing, line));
  figureWay(drawing);
  seen.items.forEach(item => figureItem(drawing, item, k));
  figureTitles(drawing, k);
  figureBadges(drawing);
  svg.appendChild(drawing);
  legend.node.setAttribute("transform", `translate(${EDGE} ${bottom + EDGE}) scale(${k})`);
  svg.appendChild(legend.node);
  return {svg, width, height};
}

function figureGround(host, k) {
  const layout = seen.layout;
  if (state.layout === "matrix") {
    layout.columns.forEach((column, c) => {
      if (!state.columns[c]) return;
      host.appendChild(svgNode("rect", {x: column[0] + 10, y: 8, width: column[1] - 20, height: seen.where.total - 8, rx: 4, fill: PRINT.band}));
      figureText(headingLines(pair(D.columns[c]), column[1] - 8, 18 * k, 3), column[0] + column[1] / 2,
        8 + (layout.margin - 16) / 2, 18 * k, 700, PRINT.accent, centred).forEach(n => host.appendChild(n));
    });
  } else {
    layout.bands.forEach((band, i) => {
      const extent = bandExtent(band);
      if (!extent) return;
      if (i % 2 === 0) host.appendChild(svgNode("rect", {x: 0, y: extent[0], width: layout.width, height: extent[1] - extent[0], fill: PRINT.band}));
      figureText(fitted([pair(D.bands[i])], layout.head - 24, 22 * k, 4, 700), 14, (extent[0] + extent[1]) / 2, 22 * k, 700, PRINT.accent)
        .forEach(n => host.appendChild(n));
    });
  }
  layout.frames.forEach((frame, b) => {
    if (!isShown(b)) return;
    host.appendChild(svgNode("rect", {x: frame[1], y: seen.where.top[frame[0]], width: frame[2],
      height: isClosed(b) ? frame[4] : frame[3], rx: 6, fill: state.layout === "kuai" ? PRINT.paper : "none",
      stroke: PRINT.rule, "stroke-width": 1.2}));
  });
}
function figureTitles(host, k) {
  seen.layout.frames.forEach((frame, b) => {
    if (!isShown(b)) return;
    const block = D.blocks[b];
    const top = seen.where.top[frame[0]];
    if (state.layout === "kuai") {
      figureText([clip(pair(block), frame[2] - 2 * BOX.pad, Math.min(17 * k, 27), 700)], frame[1] + BOX.pad, top + 21, Math.min(17 * k, 27), 700, PRINT.ink, halo)
        .forEach(n => host.appendChild(n));
      return;
    }
    const left = 14 + 14 * Math.min(block[3], 4);
    const size = (block[3] < 3 ? 19 : 17) * k;
    figureText(fitted([pair(block)], seen.layout.head - left - 8, size, 2, 700), left,
      top + Math.min(isClosed(b) ? frame[4] : frame[3], frame[4]) / 2, size, block[3] < 3 ? 700 : 600, PRINT.ink)
      .forEach(n => host.appendChild(n));
  });
}
function figureTie(host, line) {
  const kind = tieLook(line);
  const head = D.heads[kind.head];
  const group = svgNode("g", {opacity: line.lit ? null : 0.12});
  group.appendChild(svgNode("path", {d: line.p.d, fill: "none", stroke: kind.colour[0], "stroke-width": kind.width,
    "stroke-dasharray": kind.dash.length ? kind.dash.join(" ") : null}));
  group.appendChild(svgNode("path", {d: head[0], fill: head[1] ? kind.colour[0] : PRINT.paper, stroke: kind.colour[0], "stroke-width": 1.2,
    transform: `translate(${line.p.end[0].toFixed(1)} ${line.p.end[1].toFixed(1)}) rotate(${(line.p.angle * 180 / Math.PI).toFixed(1)})`}));
  const at = line.p.middle;
  if (kind.sign) figureSign(group, kind.sign, kind.colour[0], at[0], at[1], 8);
  if (line.rows.length > 1) {
    figureText([num(line.rows.length)], at[0], at[1] + (kind.sign ? 18 : 0), 13, 700, kind.colour[0], Object.assign({}, halo, centred))
      .forEach(n => group.appendChild(n));
  }
  host.appendChild(group);
}
function figureItem(host, item, k) {
  const look = boxLook(item);
  const group = svgNode("g", {opacity: isLit(item) ? null : 0.25});
  group.appendChild(svgNode("rect", {x: item.x - item.w / 2, y: item.y - item.h / 2, width: item.w, height: item.h,
    rx: look ? look.radius : 6, fill: look ? look.fill[0] : PRINT.band, stroke: look ? look.edge[0] : PRINT.accent,
    "stroke-width": focusItem() === item ? 4 : look && look.width || 1.5, "stroke-dasharray": look && look.dash.length ? look.dash.join(" ") : null}));
  const lines = figureLettering(item, k);
  const gap = Math.min(1.14, (item.h - 2) / lines.reduce((sum, line) => sum + line.size, 1));
  let y = item.y - lines.reduce((sum, line) => sum + line.size * gap, 0) / 2;
  lines.forEach(line => {
    figureText([line.text], item.x, y + line.size * gap / 2, line.size, line.weight, look ? look.ink[0] : PRINT.ink, centred)
      .forEach(n => group.appendChild(n));
    y += line.size * gap;
  });
  let x = item.x + item.w / 2 - 6;
  boxSigns(item).reverse().forEach(found => {
    const change = X.changes[found[0]];
    const top = item.y - item.h / 2 + (item.unit < 0 ? -11 : 4);
    if (found[1]) {
      figureText([found[1]], x + 12, top, 16, 700, change.colour[0], {"text-anchor": "end"}).forEach(n => group.appendChild(n));
      x -= widthOf(found[1], 16, 700) + 4;
    }
    figureSign(group, change.sign, change.colour[0], x, top, 12);
    x -= 29;
  });
  host.appendChild(group);
}
function figureSign(host, sign, colour, x, y, r) {
  host.appendChild(svgNode("circle", {cx: x.toFixed(1), cy: y.toFixed(1), r, fill: colour, stroke: PRINT.paper, "stroke-width": 1.5}));
  figureText([sign], x, y, 1.5 * r, 700, PRINT.paper, centred).forEach(n => host.appendChild(n));
}
/* The largest size at which the name is not cut; both languages only where they fit. */
function figureLettering(item, k) {
  if (state.labels === "both" && k < 1.15) return compose(item, true, 1);
  let lines = [];
  [1, 0.88, 0.76].some(share => {
    lines = compose(item, false, 11.1 / (16 * k * share));
    return lines.length && !/…$/.test(lines[lines.length - 1].text);
  });
  return lines;
}
function figureWay(host) {
  const way = stops();
  way.slice(1).forEach((stop, i) => {
    const before = way[i].item;
    if (before === stop.item) return;
    const p = stopCurve(before, stop.item);
    host.appendChild(svgNode("path", {d: p.d, fill: "none", stroke: PRINT.mark, "stroke-width": 3.5,
      "stroke-dasharray": stop.handed ? null : "10 8"}));
    host.appendChild(svgNode("path", {d: D.heads.triangle[0], fill: PRINT.mark,
      transform: `translate(${p.end[0].toFixed(1)} ${p.end[1].toFixed(1)}) rotate(${(p.angle * 180 / Math.PI).toFixed(1)}) scale(1.5)`}));
  });
}
function figureBadges(host) {
  const way = stops();
  const crowd = new Map();
  way.forEach(stop => {
    const nth = crowd.get(stop.item) || 0;
    crowd.set(stop.item, nth + 1);
    const x = stop.item.x - stop.item.w / 2 + 2 + nth * 28;
    const y = stop.item.y - stop.item.h / 2;
    host.appendChild(svgNode("circle", {cx: x, cy: y, r: 13, fill: PRINT.mark, stroke: PRINT.paper, "stroke-width": 2}));
    figureText([String(stop.n)], x, y, 16, 700, PRINT.paper, centred).forEach(n => host.appendChild(n));
  });
}
function figureLegend(width, k) {
  const node = svgNode("g", {});
  let x = 0;
  let y = 10;
  const put = (mark, words) => {
    const needed = 62 + widthOf(words, 15) + 28;
    if (x && x + needed > width) { x = 0; y += 32; }
    const entry = svgNode("g", {transform: `translate(${x} ${y})`});
    mark.forEach(n => entry.appendChild(n));
    entry.appendChild(svgNode("text", {x: 62, y: 5, "font-size": 15}, words));
    node.appendChild(entry);
    x += needed;
  };
  if (differs()) X.changes.forEach(change => {
    if (!change.units && !change.ties) return;
    const mark = svgNode("g", {});
    mark.appendChild(svgNode("rect", {x: 2, y: -11, width: 48, height: 22, rx: 4, fill: change.fill[0], stroke: change.colour[0],
      "stroke-width": change.width, "stroke-dasharray": change.dash.length ? change.dash.join(" ") : null}));
    if (change.sign) figureSign(mark, change.sign, change.colour[0], 50, -9, 8);
    put([mark], change.label + T.dash + say("change_counts", {units: num(change.units), ties: num(change.ties)}));
  });
  D.kinds.forEach((kind, k) => {
    if (!state.kinds[k]) return;
    const head = D.heads[kind.head];
    const cell = document.querySelector('[data-count="' + kind.key + '"]');
    put([svgNode("path", {d: "M0 0L50 0", stroke: kind.colour[0], "stroke-width": kind.width + 0.4, "stroke-dasharray": kind.dash.length ? kind.dash.join(" ") : null}),
      svgNode("path", {d: head[0], transform: "translate(52 0)", fill: head[1] ? kind.colour[0] : PRINT.paper, stroke: kind.colour[0], "stroke-width": 1.2})],
    kind.label + " " + cell.textContent);
  });
  if (!differs()) D.looks.forEach(look => put([svgNode("rect", {x: 2, y: -11, width: 48, height: 22, rx: Math.min(look.radius, 11), fill: look.fill[0],
    stroke: look.edge[0], "stroke-width": 1.5, "stroke-dasharray": look.dash.length ? look.dash.join(" ") : null})], look.label));
  if (E.implied.some(Boolean) && !state.inside) {
    y += 32;
    node.appendChild(svgNode("text", {x: 0, y, "font-size": 14, fill: PRINT.muted}, T.inside_note));
  }
  return {node, height: (y + 20) * k};
}
