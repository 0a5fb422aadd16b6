/* The data of the page, read from its JSON blocks; every list keeps the order of the model. */
const read = id => JSON.parse(document.getElementById(id).textContent);
const D = read("gg-data");
const N = read("gg-units");
const E = read("gg-relations");
const T = D.text;
["key", "zh", "en", "sz", "se", "py", "look", "level", "line", "col", "block", "quota", "filled", "x", "y", "kx", "ky", "change"]
  .forEach(name => { N[name] = N[name] || []; });
["from", "to", "kind", "copy", "implied", "basis", "matter", "more", "change"].forEach(name => { E[name] = E[name] || []; });
N.id = N.key.map((key, u) => u);
const ZH = D.lang === "zh";
const unitCount = N.id.length;
const tieCount = E.from.length;
const BOX = D.box;

const say = (key, values) => Object.keys(values || {}).reduce(
  (text, name) => text.split("{" + name + "}").join(values[name]), T[key]);
const num = value => value.toLocaleString("en-US");
const pooled = number => number < 0 ? "" : D.pool[number];
const $ = id => document.getElementById(id);

/* An element with properties, attributes and children; text goes in as text only. */
function h(tag, props) {
  const node = document.createElement(tag);
  Object.keys(props || {}).forEach(key => {
    const value = props[key];
    if (value === undefined || value === null || value === false) return;
    if (key === "onclick" || key === "onchange") node.addEventListener(key.slice(2), value);
    else if (key === "text") node.textContent = value;
    else node.setAttribute(key, value === true ? "" : value);
  });
  for (let i = 2; i < arguments.length; i += 1) {
    [].concat(arguments[i]).forEach(child => {
      if (child === null || child === undefined) return;
      node.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
  }
  return node;
}
const svgNode = (tag, attributes, text) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.keys(attributes).forEach(key => {
    if (attributes[key] !== null) node.setAttribute(key, attributes[key]);
  });
  if (text !== undefined) node.textContent = text;
  return node;
};

/* Names: the label language is a choice of the reader, a missing name is stood in for. */
const pair = row => state.labels === "zh" ? row[0] || row[1] : row[1] || row[0];
const inPage = row => (ZH ? row[0] || row[1] : row[1] || row[0]).split("\n").join(T.slash);
const unitName = u => ZH ? N.zh[u] || N.en[u] : N.en[u] || N.zh[u];
const otherName = u => {
  const other = ZH ? N.en[u] : N.zh[u];
  return other && other !== unitName(u) ? other : "";
};
const shortened = (name, short) => typeof short === "number" ? name.slice(short) : short || name;
const shortZh = u => shortened(N.zh[u], N.sz[u]);
const shortEn = u => shortened(N.en[u], N.se[u]);

/* Relations of every unit, going out and coming in. */
const outOf = Array.from({length: unitCount}, () => []);
const into = Array.from({length: unitCount}, () => []);
for (let e = 0; e < tieCount; e += 1) {
  outOf[E.from[e]].push(e);
  into[E.to[e]].push(e);
}
const blockUnits = D.blocks.map(() => []);
for (let u = 0; u < unitCount; u += 1) blockUnits[N.block[u]].push(u);
const childBlocks = D.blocks.map(() => []);
D.blocks.forEach((block, b) => { if (block[2] >= 0) childBlocks[block[2]].push(b); });

/* A map of two structures: what became of every unit and relation. */
const X = D.difference || null;
const SAME = 0, ADDED = 1, REMOVED = 2;

/* What the reader has chosen. */
const state = {
  layout: D.layout,
  labels: D.lang,
  opened: D.opened.map(Boolean),
  kinds: D.drawn.map(Boolean),
  levels: D.levels.map(() => true),
  columns: D.columns.map(() => true),
  inside: false,
  path: -1,
  selected: null,
  tie: -1,
  version: X ? X.version : "",
  changes: X ? X.changes.map((change, i) => i !== SAME || !X.quiet) : [],
};
const differs = () => state.version === "difference";
const isThere = change => !X || !(state.version === "before" && change === ADDED || state.version === "after" && change === REMOVED);
