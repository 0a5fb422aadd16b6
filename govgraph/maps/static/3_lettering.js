/* Lettering: text is measured, wrapped and cut so that it never leaves its box. */
const FONT = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','SimHei'," +
  "'Segoe UI','Helvetica Neue',Arial,sans-serif";
const ruler = document.createElement("canvas").getContext("2d");
const font = (size, weight) => `${weight || 400} ${size}px ${FONT}`;
function widthOf(text, size, weight) {
  ruler.font = font(100, weight);
  return ruler.measureText(text).width * size / 100;
}
const isWide = text => (text.match(/[\u2e80-\uffdc]/g) || []).length * 2 > text.replace(/ /g, "").length;

function clip(text, room, size, weight) {
  if (widthOf(text, size, weight) <= room) return text;
  let cut = Array.from(text);
  while (cut.length && widthOf(cut.join("") + "…", size, weight) > room) cut = cut.slice(0, -1);
  return cut.length ? cut.join("").trim() + "…" : "";
}
function wrap(text, room, size, weight) {
  const wide = isWide(text);
  const joint = wide ? "" : " ";
  const lines = [];
  (wide ? Array.from(text) : text.split(" ")).forEach(piece => {
    const longer = lines.length ? lines[lines.length - 1] + joint + piece : piece;
    if (lines.length && widthOf(longer, size, weight) <= room) lines[lines.length - 1] = longer;
    else lines.push(piece);
  });
  return lines;
}
/* The first wording that fits whole, else the last one cut. */
function fitted(candidates, room, size, rows, weight) {
  for (let i = 0; i < candidates.length; i += 1) {
    const lines = wrap(candidates[i], room, size, weight);
    if (lines.length <= rows && lines.every(line => widthOf(line, size, weight) <= room)) {
      return lines;
    }
  }
  const last = candidates[candidates.length - 1];
  let lines = wrap(last, room, size, weight);
  if (lines.length > rows) {
    lines = lines.slice(0, rows - 1).concat(lines.slice(rows - 1).join(isWide(last) ? "" : " "));
  }
  return lines.map(line => clip(line, room, size, weight)).filter(Boolean);
}

const bareZh = name => name.length > 3 ? name.replace(/(管理)?(局|厅|部|委|所|队|站|办|处)$/, "") : name;
const bareEn = name => name.replace(/ (Bureau|Department|Ministry|Station|Office|Committee)$/, "");

/* Wordings of an item, longest first: full names near, short ones in the overview. */
function wordings(item, language) {
  if (item.unit < 0) return [say("units", {n: num(item.units.length)}), num(item.units.length)];
  const u = item.unit;
  const zh = N.zh[u] ? [shortZh(u), bareZh(shortZh(u))] : [];
  const en = N.en[u] ? [shortEn(u), bareEn(shortEn(u))] : [];
  const first = language === "en" ? en.concat(en.length ? [] : zh) : zh.concat(zh.length ? [] : en);
  return first.length ? first : [N.key[u]];
}

/* Lines of text for an item at a zoom: [{text, size, weight}], in world units. */
const letteringCache = new Map();
function lettering(item, scale) {
  const near = scale >= 0.72;
  const step = near ? scale >= 0.9 ? 1 : 0.72 : Math.pow(1.12, Math.floor(Math.log(scale) / Math.log(1.12)));
  const key = item.key + "|" + state.labels + "|" + item.units.length + "|" + step;
  let found = letteringCache.get(key);
  if (!found) {
    found = compose(item, near, step);
    letteringCache.set(key, found);
  }
  return found;
}
function compose(item, near, step) {
  const look = item.unit < 0 ? null : D.looks[N.look[item.unit]];
  const room = item.w - 10 - (look ? look.radius / 3 : 0);
  const language = state.labels === "en" ? "en" : "zh";
  const size = near ? 16.5 : Math.max(16.5, 11.4 / step);
  if (room < 2 * size || item.h < size) return [];
  const both = state.labels === "both" && near && step === 1 && item.unit >= 0;
  const rows = both ? 1 : Math.max(1, Math.floor((item.h - 4) / (size * 1.12)));
  let main = fitted(wordings(item, language), room, size, rows, 600)
    .map(text => ({text, size, weight: 600}));
  if (near && main.length && /…$/.test(main[main.length - 1].text) && !both) {
    main = fitted(wordings(item, language), room, 13, 3, 600).map(text => ({text, size: 13, weight: 600}));
  }
  const second = both && N.zh[item.unit] ? shortEn(item.unit) : "";
  if (second) {
    fitted([second, bareEn(second)], room, 11.5, 2, 400)
      .forEach(text => main.push({text, size: 11.5, weight: 400}));
  }
  return main;
}
