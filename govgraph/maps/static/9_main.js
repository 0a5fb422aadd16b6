/* Keyboard, pointer and start. */
const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
function neighbour(from, way) {
  let best = null;
  let least = Infinity;
  seen.items.forEach(item => {
    const dx = item.x - from.x;
    const dy = item.y - from.y;
    const ahead = dx * way[0] + dy * way[1];
    if (item === from || ahead <= 1) return;
    const cost = ahead + 3 * Math.abs(dx * way[1] + dy * way[0]);
    if (cost < least) { least = cost; best = item; }
  });
  return best;
}
function firstItem() {
  let best = null;
  seen.items.forEach(item => { if (!best || item.y + item.x < best.y + best.x) best = item; });
  return best;
}
const targetOf = item => item.unit >= 0 ? item.unit : item.key;

function mapKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const focus = focusItem();
  if (ARROWS[event.key]) {
    const next = focus ? neighbour(focus, ARROWS[event.key]) : firstItem();
    if (next) select(targetOf(next));
  } else if (event.key === "Enter") {
    const title = $("details-title");
    if (focus && focus.unit < 0) toggleBlock(focus.block);
    else if (title) title.focus();
  } else if (event.key === "+" || event.key === "=") zoomBy(1.25);
  else if (event.key === "-") zoomBy(0.8);
  else if (event.key === "0") fitView();
  else if (event.key === "c" && focus) toggleBlock(focus.block >= 0 ? focus.block : N.block[focus.unit]);
  else if (event.key === "Escape") select(null);
  else return;
  event.preventDefault();
}

/* The toggle of a block under the pointer, −1 for none. */
function toggleAt(point) {
  const scale = network.getScale();
  const matrix = state.layout === "matrix";
  const left = matrix ? Math.max(0, network.DOMtoCanvas({x: 0, y: 0}).x) : 0;
  const slack = 7 / scale;
  return D.blocks.findIndex((block, b) => {
    if (!isShown(b) || !blockHasUnits(b)) return false;
    const frame = seen.layout.frames[b];
    const top = seen.where.top[frame[0]];
    const half = toggleSize(scale) / 2;
    const x = (matrix ? left + 8 + 12 * Math.min(block[3], 4) : frame[1] + 9) + half;
    const y = matrix ? top + Math.min(isClosed(b) ? frame[4] : frame[3], frame[4]) / 2 : top + 20;
    return Math.abs(point.x - x) < half + slack && Math.abs(point.y - y) < half + slack;
  });
}
/* The tie under the pointer, with some reach around it, −1 for none. */
function tieAt(point) {
  if (state.path >= 0) return -1;
  ruler.lineWidth = 12 / network.getScale();
  const hit = seen.lines.filter(line => (!line.hidden || line.lit)
    && ruler.isPointInStroke(shapeOf(line), point.x, point.y));
  const lit = hit.filter(line => line.lit);
  return hit.length ? (lit.length ? lit : hit)[0].rows[0] : -1;
}
network.on("click", event => {
  if (event.nodes.length) {
    const item = seen.items.get(event.nodes[0]);
    if (item) select(targetOf(item));
    return;
  }
  const b = toggleAt(event.pointer.canvas);
  if (b >= 0) { toggleBlock(b); return; }
  const e = tieAt(event.pointer.canvas);
  if (e >= 0) {
    state.selected = null;
    state.tie = e;
    refresh();
    announce(say("tie_selected", {a: unitName(E.from[e]), kind: D.kinds[E.kind[e]].label, b: unitName(E.to[e])}));
  } else if (state.selected !== null || state.tie >= 0) select(null);
});
network.on("doubleClick", event => {
  const item = event.nodes.length ? seen.items.get(event.nodes[0]) : null;
  if (item && item.block >= 0) toggleBlock(item.block);
});
const tip = $("tip");
network.on("hoverNode", event => {
  const item = seen.items.get(event.node);
  if (!item) return;
  tip.textContent = "";
  if (item.unit >= 0) {
    tip.appendChild(h("strong", {text: unitName(item.unit)}));
    if (otherName(item.unit)) tip.appendChild(h("span", {text: otherName(item.unit)}));
  } else {
    tip.appendChild(h("strong", {text: inPage(D.blocks[item.block])}));
    tip.appendChild(h("span", {text: say("units", {n: num(item.units.length)})}));
  }
  const at = network.canvasToDOM({x: item.x, y: item.y + item.h / 2});
  tip.hidden = false;
  tip.style.left = Math.max(4, Math.min(at.x - tip.offsetWidth / 2, canvasHost.clientWidth - tip.offsetWidth - 4)) + "px";
  tip.style.top = Math.min(at.y + 6, canvasHost.clientHeight - tip.offsetHeight - 4) + "px";
  canvasHost.classList.add("pointing");
});
const hideTip = () => { tip.hidden = true; canvasHost.classList.remove("pointing"); };
["blurNode", "dragStart", "zoom", "click"].forEach(name => network.on(name, hideTip));

function readAddress() {
  const wanted = {};
  location.hash.slice(1).split("&").forEach(part => {
    const at = part.indexOf("=");
    if (at > 0) {
      try { wanted[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1)); } catch (broken) { /* not ours */ }
    }
  });
  if (X && ["difference", "before", "after"].indexOf(wanted.version) >= 0) setVersion(wanted.version);
  if (wanted.layout === "kuai" || wanted.layout === "matrix") setLayout(wanted.layout);
  const u = wanted.unit === undefined ? -1 : N.key.indexOf(wanted.unit);
  if (u >= 0) select(u, {zoom: true});
}

function start() {
  document.documentElement.classList.add("js");
  $("app").hidden = false;
  $("tools").hidden = false;
  $("tabs").hidden = false;
  $("inside").addEventListener("change", event => { state.inside = checked(event); changed(); });
  $("version").value = state.version;
  $("version").addEventListener("change", event => setVersion(event.target.value));
  $("layout").value = state.layout;
  $("layout").addEventListener("change", event => setLayout(event.target.value));
  $("labels").value = state.labels;
  $("level-box").hidden = D.levels.length < 2;
  $("column-box").hidden = D.columns.length < 2;
  $("labels-box").hidden = !(N.zh.some(Boolean) && N.en.some(Boolean));
  $("labels").addEventListener("change", event => setLabels(event.target.value));
  $("fit").addEventListener("click", () => fitView());
  $("zoom-in").addEventListener("click", () => zoomBy(1.25));
  $("zoom-out").addEventListener("click", () => zoomBy(0.8));
  $("reset").addEventListener("click", resetAll);
  $("png").addEventListener("click", exportPng);
  $("svg").addEventListener("click", exportSvg);
  $("print").addEventListener("click", () => window.print());
  $("csv-units").addEventListener("click", () => exportCsv("units"));
  $("csv-relations").addEventListener("click", () => exportCsv("relations"));
  $("columns-all").addEventListener("click", () => setAll(state.columns, true));
  $("columns-none").addEventListener("click", () => setAll(state.columns, false));
  $("search").addEventListener("input", showHits);
  $("search").addEventListener("keydown", searchKeys);
  $("search").addEventListener("blur", closeHits);
  $("block-box").addEventListener("toggle", showBlocks);
  canvasHost.addEventListener("keydown", mapKeys);
  ["map", "units", "relations"].forEach(view => $("tab-" + view).addEventListener("click", () => showView(view)));
  $("skip").addEventListener("click", event => {
    event.preventDefault();
    showView("units");
    $("units").focus();
  });
  document.addEventListener("click", event => {
    const link = event.target.closest ? event.target.closest(".table a") : null;
    if (!link) return;
    event.preventDefault();
    select(Number(link.getAttribute("href").slice(2)), {zoom: true});
    canvasHost.focus();
  });
  const repaint = () => {
    dark = darkQuery.matches;
    C = shade();
    buildTypes();
    syncFilters();
    refresh();
  };
  if (darkQuery.addEventListener) darkQuery.addEventListener("change", repaint);
  buildTypes();
  buildMatters();
  buildDetailChoice();
  syncFilters();
  showView("map");
  refresh();
  network.setSize("100%", "100%");
  openingView();
  readAddress();
  const view = () => [network.getViewPosition().x, network.getViewPosition().y, 1000 * network.getScale()];
  let opened = view();
  const untouched = () => state.selected === null && view().every((v, i) => Math.abs(v - opened[i]) < 1);
  window.addEventListener("resize", () => requestAnimationFrame(() => {
    if (untouched()) { openingView(); opened = view(); }
    network.redraw();
  }));
  requestAnimationFrame(() => {
    document.documentElement.setAttribute("data-ready", "true");
  });
}
/* What tests and curious readers may ask. */
window.govgraph = {
  state, network, nodes, data: D, units: N, relations: E,
  scene: () => seen,
  counts: () => counts(seen),
  select, choosePath, toggleBlock, setLayout, setVersion, shown: unitShown, resetAll, search, rasterise, unitsCsv, tiesCsv,
  lettering, widthOf,  buildFigure,
};
start();
