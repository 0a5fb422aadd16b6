/* Lettering: text is measured, wrapped and cut so that it never leaves its box. */
const FONT = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','SimHei'," +
  "'Segoe UI','Helvetica Neue',Arial,sans-serif";
const ruler = document.createElement("canvas").getContext("2d");
const font = (size, weight) => `${weight || 400} ${size}px ${FONT}`;
function widthOf(text, size, weight) {
  ruler.font = font(100, weight);
  return ruler.measureText(text).width * size / 100;
}
const CJK = "\u2e80-\ua4cf\uf900-\ufaff\ufe30-\uffdc";
const hasWide = new RegExp("[" + CJK + "]");
const allWide = new RegExp("^[" + CJK + "]+$");
const PIECES = new RegExp("[" + CJK + "]|[^\\s" + CJK + "]+|\\s+", "g");
const SUFFIX = /^(.{3,}?)(ment|tion|sion|ship|ance|ture|ing|tive|ity|ional|ary|ogy)(s?)$/;

function clip(text, room, size, weight) {
  if (widthOf(text, size, weight) <= room) return text;
  let cut = Array.from(text);
  while (cut.length && widthOf(cut.join("") + "…", size, weight) > room) cut = cut.slice(0, -1);
  return cut.length ? cut.join("").trim() + "…" : "";
}
/* Lines of a text: Chinese breaks anywhere, evenly and after whole pairs where it can; other words
   break at spaces, and long ones before their ending. */
function wrap(text, room, size, weight, rows) {
  if (allWide.test(text)) return wrapWide(Array.from(text), room, size, weight, rows);
  const lines = [];
  const wide = hasWide.test(text);
  const pieces = (wide ? text.match(PIECES) : text.split(" ")) || [];
  pieces.forEach(piece => hyphenated(piece, room, size, weight).forEach((part, i) => {
    const last = lines.length ? lines[lines.length - 1] : "";
    const longer = last + (wide || !last || i ? "" : " ") + part;
    if (lines.length && !i && widthOf(longer, size, weight) <= room) lines[lines.length - 1] = longer;
    else if (part.trim()) lines.push(part.trim());
  }));
  return lines;
}
function hyphenated(word, room, size, weight) {
  if (widthOf(word, size, weight) <= room) return [word];
  const parts = word.match(SUFFIX);
  if (parts && widthOf(parts[1] + "-", size, weight) <= room) return [parts[1] + "-", parts[2] + parts[3]];
  return [word];
}
function wrapWide(letters, room, size, weight, rows) {
  const most = Math.max(1, Math.floor(room / size + 1e-6));
  const needed = Math.ceil(letters.length / most);
  if (needed === 2 && rows !== 1) {
    let best = -1;
    for (let at = 2; at < letters.length; at += 2) {
      const fits = at <= most && letters.length - at <= most;
      if (fits && (best < 0 || Math.abs(at - letters.length / 2) < Math.abs(best - letters.length / 2))) best = at;
    }
    if (best > 0) return [letters.slice(0, best).join(""), letters.slice(best).join("")];
  }
  const lines = [];
  for (let at = 0; at < letters.length; at += most) lines.push(letters.slice(at, at + most).join(""));
  return lines;
}
/* The first wording that fits whole, else the last one cut. */
function fitted(candidates, room, size, rows, weight) {
  for (let i = 0; i < candidates.length; i += 1) {
    const lines = wrap(candidates[i], room, size, weight, rows);
    if (lines.length <= rows && lines.every(line => widthOf(line, size, weight) <= room)) {
      return lines;
    }
  }
  const last = candidates[candidates.length - 1];
  let lines = wrap(last, room, size, weight, rows);
  if (lines.length > rows) {
    const rest = lines.slice(rows - 1).join(hasWide.test(last) ? "" : " ").replace(/- /g, "");
    lines = lines.slice(0, rows - 1).concat(rest);
  }
  return lines.map(line => clip(line, room, size, weight)).filter(Boolean);
}

const bareZh = name => name.length > 3 ? name.replace(/(局|厅|部|委|所|队|站|办|处)$/, "") : name;
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
  const step = near ? scale >= 0.9 ? 1 : 0.72 : Math.pow(1.04, Math.floor(Math.log(scale) / Math.log(1.04) + 1e-9));
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
  const room = item.w - (near ? 10 : 5) - (look ? look.radius / 4 : 0);
  const language = state.labels === "en" ? "en" : "zh";
  const size = near ? 16.5 : Math.max(16.5, 11.1 / step);
  if (room < (language === "en" && item.unit >= 0 && N.en[item.unit] ? 3.3 : 2) * size || item.h < size) return [];
  const most = Math.floor(room / size);
  const both = state.labels === "both" && near && item.unit >= 0;
  const rows = both ? 1 : Math.max(1, Math.floor((item.h - 1) / (size * 1.02)));
  const choice = wordings(item, language);
  if (!near && allWide.test(choice[choice.length - 1])) choice.push(choice[choice.length - 1].slice(0, most * rows));
  let main = fitted(choice, room, size, rows, 600)
    .map(text => ({text, size, weight: 600}));
  if (near && main.length && /…$/.test(main[main.length - 1].text) && !both) {
    main = fitted(wordings(item, language), room, 13, 3, 600).map(text => ({text, size: 13, weight: 600}));
  }
  const second = both && N.zh[item.unit] ? shortEn(item.unit) : "";
  if (second) {
    const small = step === 1 ? 12.5 : 15.4;
    fitted([second, bareEn(second)], room, small, 2, 400)
      .forEach(text => main.push({text, size: small, weight: 400}));
  }
  return main;
}

/* A heading: lines that share a column are named one per line. */
function headingLines(names, room, size, rows) {
  const parts = names.split("\n");
  if (parts.length === 1) return fitted(parts, room, size, rows, 700);
  return parts.slice(0, rows).map(name => clip(name, room, size, 700)).filter(Boolean);
}
