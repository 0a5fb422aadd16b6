/* Files the reader takes away: PNG, SVG, CSV, print. */
function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", {href: address, download: name});
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
const safeName = text => text.replace(/[\\/:*?"<>|#%\u0000-\u001f]+/g, " ").trim().slice(0, 80) || "govgraph";
const fileName = (what, suffix) =>
  [safeName(D.facts.title), what, D.facts.mark, D.facts.asOf].filter(Boolean).join("_").replace(/\s+/g, "_") + "." + suffix;
const svgSource = svg => '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg);

function exportSvg() {
  download(new Blob([svgSource(buildFigure().svg)], {type: "image/svg+xml"}), fileName(state.layout, "svg"));
}
/* At least 2,400 pixels wide, no side beyond what browsers paint. */
function rasterise() {
  const figure = buildFigure();
  const wide = Math.max(2400, Math.min(3600, figure.width * 1.5));
  const scale = Math.min(wide / figure.width, 16000 / figure.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(2400, Math.round(figure.width * scale));
  canvas.height = Math.round(figure.height * canvas.width / figure.width);
  if (canvas.height > 16000) canvas.height = 16000;
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svgSource(figure.svg)], {type: "image/svg+xml"}));
  return new Promise((resolve, reject) => {
    image.onload = () => {
      const ctx = canvas.getContext("2d");
      ctx.fillStyle = "#ffffff";
      ctx.fillRect(0, 0, canvas.width, canvas.height);
      const fit = Math.min(canvas.width / figure.width, canvas.height / figure.height);
      ctx.drawImage(image, 0, 0, figure.width * fit, figure.height * fit);
      URL.revokeObjectURL(address);
      resolve(canvas);
    };
    image.onerror = () => { URL.revokeObjectURL(address); reject(new Error("image")); };
    image.src = address;
  });
}
function exportPng() {
  return rasterise().then(canvas => new Promise(resolve => canvas.toBlob(blob => {
    download(blob, fileName(state.layout, "png"));
    announce(T.exported);
    resolve(blob);
  }, "image/png")));
}

/* CSV that spreadsheets open as text: marked UTF-8, and no cell can start a formula. */
const RISKY = /^[\u0000\t\r\n]|^[\s\ufeff\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = RISKY.test(value) ? "'" + value : value;
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}
const csv = rows => "\ufeff" + rows.map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
function unitsCsv() {
  const head = T.csv_units.split("|").concat(X ? T.change : []);
  return csv([head].concat(N.id.map(u => [N.key[u], N.zh[u], N.en[u], D.looks[N.look[u]].label,
    N.level[u] < 0 ? "" : D.levels[N.level[u]], N.line[u], inPage(D.blocks[N.block[u]]),
    N.quota[u], N.filled[u], D.facts.status, D.facts.asOf].concat(X ? X.changes[N.change[u]].label : []))));
}
function tiesCsv() {
  const head = T.csv_relations.split("|").concat(X ? T.change : []);
  return csv([head].concat(E.from.map((u, e) => [N.key[u], unitName(u), D.kinds[E.kind[e]].label, N.key[E.to[e]],
    unitName(E.to[e]), matterName(E.matter[e]), pooled(E.more[e]), pooled(E.basis[e]), D.facts.status, D.facts.asOf].concat(X ? X.changes[E.change[e]].label : []))));
}
function exportCsv(what) {
  const text = what === "units" ? unitsCsv() : tiesCsv();
  download(new Blob([text], {type: "text/csv;charset=utf-8"}), fileName(what, "csv"));
  announce(T.exported);
}

function refreshFigure() {
  const figure = $("figure");
  const fresh = buildFigure().svg;
  const old = figure.querySelector("svg");
  if (old) figure.replaceChild(fresh, old);
  else figure.appendChild(fresh);
}
window.addEventListener("beforeprint", refreshFigure);
