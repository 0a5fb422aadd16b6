/* The panel at the right: what is selected, and without a selection what the map is. */
const panel = $("details-body");
const announce = text => { $("live").textContent = text; };

function refresh(options) {
  const how = options || {};
  seen = buildScene();
  if (typeof state.selected === "string" && !seen.items.has(state.selected)) state.selected = null;
  buildBatches();
  syncNodes();
  network.redraw();
  showStatus();
  if (!how.keepDetails) showDetails();
  showLegendCounts();
  showBlocks();
}

function showStatus() {
  const now = counts(seen);
  $("status").textContent = (X ? T["version_" + state.version] + T.dot : "") + say("status", {
    units: num(now.units), allUnits: num(N.id.filter(unitThere).length),
    ties: num(now.ties), allTies: num(E.from.filter((u, e) => tieThere(e)).length)});
}

function unitButton(u, note) {
  return h("li", null,
    h("button", {type: "button", class: "link", text: unitName(u), "data-unit": u, onclick: () => select(u, {zoom: true})}),
    note ? h("span", {class: "note", text: note}) : null);
}
const areaName = pooled;
const matterName = m => m < 0 ? "" : inPage(D.matters[m]) || D.matters[m][2];
const joined = parts => parts.filter(Boolean).join(T.comma);

function facts(rows) {
  const list = h("dl", {class: "facts"});
  rows.filter(row => row[1] !== "" && row[1] !== null && row[1] !== undefined).forEach(row => {
    list.appendChild(h("dt", {text: row[0]}));
    list.appendChild(h("dd", {text: String(row[1])}));
  });
  return list;
}
function section(title, children) {
  return h("section", null, h("h3", {text: title}), children);
}

function showDetails() {
  panel.textContent = "";
  if (state.tie >= 0) showTie(state.tie);
  else if (typeof state.selected === "number") showUnit(state.selected);
  else if (typeof state.selected === "string") showChip(seen.items.get(state.selected));
  else if (state.path >= 0) showPathDetails(state.path);
  else showOverview();
  panel.parentNode.scrollTop = 0;
}

function showOverview() {
  const present = D.looks.map((look, i) => [look.label, N.look.filter(l => l === i).length]);
  panel.appendChild(h("h2", {text: T.about}));
  panel.appendChild(facts([
    [T.status_label, D.facts.status], [T.date_label, D.facts.asOf || T.not_stated],
    [T.units_label, num(unitCount)], [T.ties_label, num(tieCount)],
    [T.blocks_label, num(D.blocks.length)], [T.columns_label, num(D.columns.length)],
    [T.basis_label, D.facts.coverage], [T.made_label, D.facts.made],
  ]));
  if (X) panel.appendChild(section(T.changes, h("ul", {class: "plain"}, X.changes.map((change, c) =>
    c === SAME ? null : h("li", {class: "count"}, h("span", {text: change.label}),
      h("span", {text: say("change_counts", {units: num(change.units), ties: num(change.ties)})}))))));
  panel.appendChild(section(T.kinds_of_unit, h("ul", {class: "plain"},
    present.map(row => h("li", {class: "count"}, h("span", {text: row[0]}), h("span", {text: num(row[1])}))))));
  panel.appendChild(section(T.how_to, h("ul", {class: "hints"},
    [T.hint_click, T.hint_block, T.hint_matter, T.hint_keys].map(text => h("li", {text})))));
}

function closeButton() {
  return h("button", {type: "button", class: "close", "aria-label": T.close, text: "×", onclick: () => select(null)});
}

function showUnit(u) {
  panel.appendChild(closeButton());
  panel.appendChild(h("h2", {id: "details-title", tabindex: "-1", text: unitName(u)}));
  if (otherName(u)) panel.appendChild(h("p", {class: "other", lang: ZH ? "en" : "zh", text: otherName(u)}));
  showChange(u);
  const size = value => value === null || value === undefined ? "" : num(value);
  panel.appendChild(facts([
    [T.id_label, N.key[u]], [T.kind_label, D.looks[N.look[u]].label],
    [T.level_label, N.level[u] < 0 ? T.not_stated : D.levels[N.level[u]]],
    [T.column_label, N.line[u]],
    [T.block_label, inPage(D.blocks[N.block[u]])],
    [T.quota_label, size(N.quota[u])], [T.filled_label, size(N.filled[u])],
  ]));
  D.kinds.forEach((kind, k) => {
    unitTies(kind, k, outOf[u].filter(e => E.kind[e] === k && tieThere(e)), "out");
    unitTies(kind, k, into[u].filter(e => E.kind[e] === k && tieThere(e)), "into");
  });
  if (!outOf[u].length && !into[u].length) panel.appendChild(h("p", {class: "note", text: T.no_ties}));
  unitDuties(u);
  unitPowers(u);
}
/* What becomes of something, in the words of the view: before, it is still to come. */
const BECAME = ["is_same", "is_added", "is_removed", "is_moved", "is_changed"];
const WILL_BE = ["is_same", "will_be_added", "will_be_removed", "will_be_moved", "will_be_changed"];
function changeWord(change) {
  return X && change !== SAME ? T[(state.version === "before" ? WILL_BE : BECAME)[change]] : "";
}
function showChange(u) {
  if (!X) return;
  const word = changeWord(N.change[u]);
  if (!word) { panel.appendChild(h("p", {class: "note", text: T.is_same})); return; }
  const change = X.changes[N.change[u]];
  panel.appendChild(h("p", {class: "change " + change.key}, h("span", {class: "sign", "aria-hidden": "true", text: change.sign}), h("span", {text: word})));
  const notes = X.notes[u].map(pooled);
  if (notes.length) panel.appendChild(section(say("changes_heading", {n: num(notes.length)}),
    h("ul", {class: "hints"}, notes.map(text => h("li", {text})))));
}
function tieNote(e) {
  return joined([changeWord(E.change[e]), matterName(E.matter[e]), pooled(E.more[e]), pooled(E.basis[e]) || T.no_basis]);
}
function unitTies(kind, k, rows, way) {
  if (!rows.length) return;
  const title = h("h3", {class: "tie"}, swatch(k),
    h("span", {text: say("tie_heading", {arrow: way === "out" ? "→" : "←", label: kind[way], n: num(rows.length)})}));
  panel.appendChild(h("section", {"data-kind": kind.key, "data-way": way}, title,
    h("ul", {class: "plain"}, rows.map(e => unitButton(way === "out" ? E.to[e] : E.from[e], tieNote(e))))));
}
function matterButton(m, u) {
  const at = D.paths.findIndex((path, i) => pathThere(i) && path[0] === m && path[3].some(step => step[0] === u));
  if (at < 0) return h("span", {text: matterName(m)});
  return h("button", {type: "button", class: "link", text: matterName(m), onclick: () => choosePath(at)});
}
/* A unit's rows of a table that are there in this view, each with what becomes of it at its end. */
function ownRows(u, table) {
  return D[table].map((row, i) => row.concat(X ? X[table][i] : SAME))
    .filter(row => row[0] === u && isThere(row[row.length - 1]));
}
function unitDuties(u) {
  const rows = ownRows(u, "duties");
  if (!rows.length) return;
  panel.appendChild(section(say("duties_heading", {n: num(rows.length)}), h("ul", {class: "plain"},
    rows.map(duty => h("li", null, matterButton(duty[1], u),
      h("span", {class: "note", text: joined([changeWord(duty[5]), pooled(duty[2]), areaName(duty[3]), pooled(duty[4])])}))))));
}
function unitPowers(u) {
  const rows = ownRows(u, "powers");
  if (!rows.length) return;
  panel.appendChild(section(say("powers_heading", {n: num(rows.length)}), h("ul", {class: "plain"},
    rows.map(power => h("li", null, h("span", {text: pooled(power[1])}),
      h("span", {class: "note", text: joined([changeWord(power[7]), matterName(power[3]), pooled(power[4]), areaName(power[5]),
        pooled(power[2]), pooled(power[6])])}))))));
}

function showChip(item) {
  panel.appendChild(closeButton());
  panel.appendChild(h("h2", {id: "details-title", tabindex: "-1", text: inPage(D.blocks[item.block])}));
  panel.appendChild(h("p", {class: "note", text: state.layout === "matrix"
    ? joined([inPage(D.columns[N.col[item.units[0]]]), say("units", {n: num(item.units.length)})])
    : say("units", {n: num(item.units.length)})}));
  panel.appendChild(h("button", {type: "button", class: "action", text: T.open_block, onclick: () => toggleBlock(item.block)}));
  panel.appendChild(section(T.units_label, h("ul", {class: "plain"}, item.units.map(u => unitButton(u, inPage(D.blocks[N.block[u]]))))));
}

function showTie(e) {
  const kind = D.kinds[E.kind[e]];
  const line = seen.lines.find(found => found.rows.indexOf(e) >= 0);
  const rows = line ? line.rows : [e];
  panel.appendChild(closeButton());
  panel.appendChild(h("h2", {id: "details-title", tabindex: "-1", class: "tie"}, swatch(E.kind[e]), h("span", {text: kind.label})));
  rows.forEach(row => panel.appendChild(h("section", null, h("ul", {class: "plain"},
    unitButton(E.from[row]), h("li", {class: "note", text: "↓ " + kind.label}), unitButton(E.to[row], tieNote(row))))));
}

function showPathDetails(at) {
  const path = D.paths[at];
  panel.appendChild(h("h2", {id: "details-title", tabindex: "-1", text: matterName(path[0])}));
  panel.appendChild(facts([[T.area_label, areaName(path[1])],
    [T.cases_label, path[2] === null ? "" : num(path[2])]]));
  panel.appendChild(section(say("path_heading", {n: num(path[3].length)}), pathList(path)));
  panel.appendChild(h("p", {class: "note", text: T.path_note}));
}
function pathList(path) {
  return h("ol", {class: "path"}, path[3].map((step, i) => {
    const item = unitButton(step[0], joined([
      step[1].map(role => D.roles[role]).join(T.comma), i ? step[2] ? T.handed : T.not_handed : ""]));
    item.insertBefore(h("span", {class: "badge", "aria-hidden": "true", text: String(i + 1)}), item.firstChild);
    return item;
  }));
}

/* Selecting: a unit by number, a chip by key, nothing by null. ---------------------------------- */
function uncover(u) {
  for (let b = N.block[u]; b >= 0; b = D.blocks[b][2]) state.opened[b] = true;
  if (N.level[u] >= 0) state.levels[N.level[u]] = true;
  state.columns[N.col[u]] = true;
}
function select(target, options) {
  const how = options || {};
  state.tie = -1;
  state.selected = target;
  if (typeof target === "number") {
    const hidden = !seen.itemOf[target] || seen.itemOf[target].unit !== target;
    if (hidden) {
      uncover(target);
      syncFilters();
    }
    if (state.path >= 0 && !onPath(target)) choosePath(-1, {quiet: true});
  }
  refresh();
  showView("map");
  const item = focusItem();
  if (item) {
    reveal(item, how.zoom);
    announce(typeof target === "number"
      ? say("selected", {name: unitName(target), n: num(outOf[target].length + into[target].length)})
      : say("selected_block", {name: inPage(D.blocks[item.block]), n: num(item.units.length)}));
  }
  remember();
}
function remember() {
  const parts = [];
  if (typeof state.selected === "number") parts.push("unit=" + encodeURIComponent(N.key[state.selected]));
  if (state.layout !== D.layout) parts.push("layout=" + state.layout);
  if (X && state.version !== X.version) parts.push("version=" + state.version);
  try {
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
  } catch (refused) { /* a page inside another page has no address of its own */ }
}
function toggleBlock(b) {
  state.opened[b] = !state.opened[b];
  if (typeof state.selected === "number") state.selected = null;
  state.tie = -1;
  refresh();
  announce(say(state.opened[b] ? "opened" : "closed", {name: inPage(D.blocks[b]), n: num(unitsBelow(b))}));
}
function unitsBelow(b) {
  return childBlocks[b].reduce((sum, child) => sum + unitsBelow(child), blockUnits[b].length);
}
