/* The panel at the left: search, matter, legend and filters; and the tools above the map. */
function swatch(k) {
  const kind = D.kinds[k];
  const head = D.heads[kind.head];
  const colour = tone(kind.colour);
  const svg = svgNode("svg", {width: 46, height: 18, viewBox: "0 0 46 18", "aria-hidden": "true", class: "swatch"});
  svg.appendChild(svgNode("path", {d: "M1 9H" + (head[1] ? 38 : 34), stroke: colour, "stroke-width": kind.width + 0.6,
    "stroke-dasharray": kind.dash.length ? kind.dash.join(" ") : null, fill: "none"}));
  svg.appendChild(svgNode("path", {d: head[0], transform: "translate(44 9)", fill: head[1] ? colour : C.paper, stroke: colour}));
  return svg;
}
function boxSwatch(look) {
  const svg = svgNode("svg", {width: 34, height: 18, viewBox: "0 0 34 18", "aria-hidden": "true", class: "swatch"});
  svg.appendChild(svgNode("rect", {x: 1.5, y: 1.5, width: 31, height: 15, rx: Math.min(look.radius, 7.5),
    fill: tone(look.fill), stroke: tone(look.edge), "stroke-width": 1.6,
    "stroke-dasharray": look.dash.length ? look.dash.join(" ") : null}));
  return svg;
}
function checkbox(name, index, checked, onchange, children) {
  const box = h("input", {type: "checkbox", "data-filter": name, "data-index": index, onchange});
  box.checked = checked;
  return h("label", {class: "row"}, box, children);
}
const checked = event => event.target.checked;

function buildLegend() {
  const host = $("legend");
  host.textContent = "";
  D.kinds.forEach((kind, k) => host.appendChild(checkbox("kind", k, state.kinds[k], event => {
    state.kinds[k] = checked(event);
    changed();
  }, [swatch(k), h("span", {class: "grow", text: kind.label}), h("span", {class: "number", "data-count": kind.key})])));
  $("inside-row").hidden = !E.implied.some(Boolean);
}
/* What became of units and relations: the legend of a map of two structures is its filter. */
function changeSwatch(change) {
  const colour = tone(change.colour);
  const svg = svgNode("svg", {width: 46, height: 22, viewBox: "0 0 46 22", "aria-hidden": "true", class: "swatch"});
  svg.appendChild(svgNode("rect", {x: 1.5, y: 4.5, width: 36, height: 15, rx: 3, fill: tone(change.fill), stroke: colour,
    "stroke-width": change.width, "stroke-dasharray": change.dash.length ? change.dash.join(" ") : null}));
  if (change.sign) {
    svg.appendChild(svgNode("circle", {cx: 37, cy: 8, r: 7, fill: colour}));
    svg.appendChild(svgNode("text", {x: 37, y: 12, "font-size": 12, "font-weight": 700, "text-anchor": "middle", fill: C.paper}, change.sign));
  }
  return svg;
}
function buildChanges() {
  if (!X) return;
  $("version-box").hidden = false;
  $("change-box").hidden = state.version !== "difference";
  const host = $("changes");
  host.textContent = "";
  X.changes.forEach((change, c) => {
    if (!change.units && !change.ties) return;
    const label = c === SAME ? T.unchanged_ties : change.label;
    const count = c === SAME ? num(change.ties) : num(change.units) + " · " + num(change.ties);
    host.appendChild(checkbox("change", c, state.changes[c], event => {
      state.changes[c] = checked(event);
      changed();
    }, [changeSwatch(change), h("span", {class: "grow", text: label}),
      h("span", {class: "number", "data-change": change.key, "data-units": change.units, "data-ties": change.ties,
        title: say("change_counts", {units: num(change.units), ties: num(change.ties)}), text: count})]));
  });
}
/* Another view of the same places: nothing moves. */
function setVersion(version) {
  const path = state.path >= 0 ? D.paths[state.path] : null;
  state.version = version;
  $("version").value = version;
  state.tie = -1;
  if (typeof state.selected === "number" && !unitShown(state.selected)) state.selected = null;
  if (path && !pathThere(state.path)) {
    choosePath(D.paths.findIndex((other, i) => pathThere(i) && other[0] === path[0] && other[1] === path[1]), {quiet: true});
  }
  syncFilters();
  refresh();
  remember();
  announce($("status").textContent);
}

/* Drawn of all: relations inside one block are drawn only on demand. */
const tieVisible = e => differs()
  ? state.changes[E.change[e]] && (!E.implied[e] || state.inside || E.change[e] !== SAME)
  : !E.implied[e] || state.inside;
function showLegendCounts() {
  D.kinds.forEach((kind, k) => {
    let all = 0;
    let drawn = 0;
    for (let e = 0; e < tieCount; e += 1) {
      if (E.kind[e] !== k || !tieThere(e)) continue;
      all += 1;
      if (X ? !tieVisible(e) : E.implied[e] && !state.inside) continue;
      const a = seen.itemOf[E.from[e]];
      const b = seen.itemOf[E.to[e]];
      if (a && b && (a !== b || E.from[e] === E.to[e])) drawn += 1;
    }
    const cell = document.querySelector('[data-count="' + kind.key + '"]');
    cell.textContent = drawn === all ? num(all) : num(drawn) + " / " + num(all);
    cell.title = say("count_title", {drawn: num(drawn), all: num(all)});
    cell.setAttribute("data-drawn", drawn);
    cell.setAttribute("data-all", all);
  });
}
function buildTypes() {
  const host = $("types");
  host.textContent = "";
  D.looks.forEach((look, i) => host.appendChild(h("div", {class: "row"}, boxSwatch(look),
    h("span", {class: "grow", text: look.label}),
    h("span", {class: "number", text: num(N.look.filter(found => found === i).length)}))));
}
function buildFilter(host, name, words, store) {
  host.textContent = "";
  words.forEach((word, i) => host.appendChild(checkbox(name, i, store[i], event => {
    store[i] = checked(event);
    changed();
  }, h("span", {class: "grow", text: word}))));
}
function syncFilters() {
  buildChanges();
  buildLegend();
  buildFilter($("levels"), "level", D.levels, state.levels);
  buildFilter($("columns"), "column", D.columns.map(inPage), state.columns);
  $("inside").checked = state.inside;
}
function changed() {
  if (state.tie >= 0 && !state.kinds[E.kind[state.tie]]) state.tie = -1;
  if (typeof state.selected === "number" && !unitShown(state.selected)) state.selected = null;
  refresh();
  announce($("status").textContent);
}
function setAll(store, value) {
  store.fill(value);
  syncFilters();
  changed();
}

/* Matter ------------------------------------------------------------------------------------- */
function buildMatters() {
  const own = D.matters.map((matter, m) => m).filter(m => D.paths.some(path => path[0] === m));
  $("matter-box").hidden = own.length === 0;
  const list = $("matter");
  list.appendChild(h("option", {value: "-1", text: T.no_matter}));
  own.forEach(m => list.appendChild(h("option", {value: m, text: matterName(m)})));
  list.addEventListener("change", () => {
    const m = Number(list.value);
    choosePath(m < 0 ? -1 : pathsOf(m)[0]);
  });
  $("matter-area").addEventListener("change", event => choosePath(Number(event.target.value)));
}
/* Paths of a matter, the area with most cases first. */
function pathsOf(m) {
  return D.paths.map((path, i) => i).filter(i => D.paths[i][0] === m && pathThere(i))
    .sort((i, j) => (D.paths[j][2] || 0) - (D.paths[i][2] || 0) || i - j);
}
/* Of a matter that goes another way after the reform, the difference shows both ways by name. */
function pathThere(i) {
  const version = X ? X.paths[i] : 0;
  return version === 0 || differs() || X && state.version === ["", "before", "after"][version];
}
const pathLabel = i => (areaName(D.paths[i][1]) || T.not_stated) +
  (X && X.paths[i] ? T.dash + T["version_" + ["", "before", "after"][X.paths[i]]] : "");
function choosePath(at, options) {
  state.path = at;
  state.tie = -1;
  const how = options || {};
  $("matter").value = at < 0 ? -1 : D.paths[at][0];
  const areas = $("matter-area");
  areas.textContent = "";
  const own = at < 0 ? [] : pathsOf(D.paths[at][0]);
  areas.hidden = own.length < 2;
  own.forEach(i => areas.appendChild(h("option", {value: i, text: pathLabel(i)})));
  if (at >= 0) areas.value = at;
  const steps = $("path-steps");
  steps.textContent = "";
  if (how.quiet) return;
  state.selected = null;
  if (at >= 0) D.paths[at][3].forEach(step => uncover(step[0]));
  syncFilters();
  refresh();
  if (at >= 0) {
    steps.appendChild(pathList(D.paths[at]));
    showItems(stops().map(stop => stop.item));
    announce(say("path_chosen", {name: matterName(D.paths[at][0]), n: num(D.paths[at][3].length)}));
  }
}

/* Blocks ------------------------------------------------------------------------------------- */
function buildDetailChoice() {
  const list = $("detail");
  const depths = D.blocks.map(block => block[3]);
  const deepest = Math.max.apply(null, depths.concat(0));
  list.appendChild(h("option", {value: "", text: T.detail_own}));
  list.appendChild(h("option", {value: "all", text: T.detail_all}));
  for (let depth = deepest; depth >= 0; depth -= 1) {
    const names = Array.from(new Set(D.blocks.filter(b => b[3] === depth).map(b => inPage(D.bands[b[4]]))));
    list.appendChild(h("option", {value: depth, text: say("detail_depth", {level: names[0]})}));
  }
  list.addEventListener("change", () => {
    if (list.value === "") return;
    const limit = list.value === "all" ? Infinity : Number(list.value);
    D.blocks.forEach((block, b) => { state.opened[b] = block[3] < limit; });
    if (typeof state.selected === "number" && limit !== Infinity) state.selected = null;
    refresh();
    fitView();
    announce($("status").textContent);
  });
}
function showBlocks() {
  const depths = D.blocks.map(block => block[3]);
  const limits = [Infinity].concat(Array.from(new Set(depths)));
  const now = limits.find(limit => D.blocks.every((block, b) => state.opened[b] === block[3] < limit));
  $("detail").value = now === undefined ? "" : now === Infinity ? "all" : now;
  if (!$("block-box").open) return;
  const host = $("blocks");
  const had = document.activeElement && document.activeElement.getAttribute("data-block");
  host.textContent = "";
  D.blocks.forEach((block, b) => {
    if (!isShown(b)) return;
    const button = h("button", {type: "button", class: "block depth" + Math.min(block[3], 4), "data-block": b,
      "aria-expanded": String(!isClosed(b)), onclick: () => toggleBlock(b)},
    h("span", {"aria-hidden": "true", text: isClosed(b) ? "+" : "−"}),
    h("span", {class: "grow", text: inPage(block)}), h("span", {class: "number", text: num(unitsBelow(b))}));
    host.appendChild(button);
    if (had === String(b)) button.focus();
  });
}

/* Search: every word must be found in a unit's names, id or pinyin. ----------------------------- */
const plain = text => text.normalize("NFKC").toLowerCase();
const haystack = N.id.map(u => plain(
  [N.zh[u], N.en[u], shortZh(u), shortEn(u), N.key[u], N.py[u], D.blocks[N.block[u]].slice(0, 2).join(" ")].join(" ")));
const MOST_HITS = 60;
let hits = [];
let active = -1;
function search(text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = N.id.filter(u => words.every(word => haystack[u].indexOf(word) >= 0));
  const rank = u => {
    const own = [plain(N.zh[u]), plain(N.en[u]), plain(N.key[u])];
    const whole = words.join(" ");
    return own.indexOf(whole) >= 0 ? 0 : own.some(name => words.every(word => name.indexOf(word) >= 0)) ? 1 : 2;
  };
  return found.map(u => [rank(u), u]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(row => row[1]);
}
function showHits() {
  const input = $("search");
  const list = $("hits");
  hits = search(input.value);
  active = hits.length ? 0 : -1;
  list.textContent = "";
  hits.slice(0, MOST_HITS).forEach((u, i) => {
    const row = h("li", {id: "hit" + i, role: "option", "aria-selected": String(i === active)},
      h("span", {text: unitName(u)}), h("span", {class: "note", text: joined([inPage(D.blocks[N.block[u]]), N.key[u]])}));
    row.addEventListener("mousedown", event => { event.preventDefault(); pickHit(i); });
    list.appendChild(row);
  });
  const open = input.value.trim() !== "";
  list.hidden = !open || !hits.length;
  $("hit-count").textContent = open ? say(hits.length === 1 ? "hit" : "hits", {n: num(hits.length)}) : "";
  input.setAttribute("aria-expanded", String(!list.hidden));
  markHit();
}
function markHit() {
  const input = $("search");
  Array.from($("hits").children).forEach((row, i) => row.setAttribute("aria-selected", String(i === active)));
  const row = $("hit" + active);
  if (row && !$("hits").hidden) {
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({block: "nearest"});
  } else input.removeAttribute("aria-activedescendant");
}
function closeHits() {
  $("hits").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
}
function pickHit(i) {
  const u = hits[i];
  closeHits();
  if (u !== undefined) select(u, {zoom: true});
}
function searchKeys(event) {
  const shown = Math.min(hits.length, MOST_HITS);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!shown) return;
    active = (active + (event.key === "ArrowDown" ? 1 : shown - 1)) % shown;
    $("hits").hidden = false;
    event.target.setAttribute("aria-expanded", "true");
    markHit();
  } else if (event.key === "Enter") pickHit(active);
  else if (event.key === "Escape") {
    if ($("hits").hidden) { event.target.value = ""; showHits(); }
    closeHits();
  } else return;
  event.preventDefault();
}

/* Views: the map and the two tables. ------------------------------------------------------------ */
function showView(view) {
  document.body.setAttribute("data-view", view);
  ["map", "units", "relations"].forEach(name => {
    const tab = $("tab-" + name);
    if (name === view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  });
}
function resetAll() {
  D.drawn.forEach((flag, k) => { state.kinds[k] = Boolean(flag); });
  state.levels.fill(true);
  state.columns.fill(true);
  state.inside = false;
  if (X) {
    state.version = X.version;
    $("version").value = X.version;
    X.changes.forEach((change, c) => { state.changes[c] = c !== SAME || !X.quiet; });
  }
  state.selected = null;
  state.tie = -1;
  D.opened.forEach((flag, b) => { state.opened[b] = Boolean(flag); });
  $("search").value = "";
  showHits();
  choosePath(-1, {quiet: true});
  syncFilters();
  refresh();
  openingView();
  remember();
  announce($("status").textContent);
}
function setLayout(name) {
  state.layout = name;
  state.tie = -1;
  if (typeof state.selected === "string") state.selected = null;
  $("layout").value = name;
  refresh();
  openingView();
  remember();
}
function setLabels(language) {
  state.labels = language;
  letteringCache.clear();
  network.redraw();
}
