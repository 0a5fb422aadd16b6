(function () {
'use strict';
var data = JSON.parse(document.getElementById('data').textContent);
var text = data.text, heads = data.heads.length, lines = data.lines.length, width = lines * heads;
var colours = ['#2f6fb3', '#8f5aa8', '#c8672a', '#9aa5b5'];
var children = new Map(), total = new Array(data.areas.length);

for (var row = 0; row < data.areas.length; row += 1) {
  var cells = new Int32Array(width);
  data.patterns[data.row[row]].forEach(function (pair) { cells[pair[0]] = pair[1]; });
  total[row] = cells;
  var above = data.parent[row];
  if (!children.has(above)) { children.set(above, []); }
  children.get(above).push(row);
}
for (row = data.areas.length - 1; row >= 0; row -= 1) {
  above = data.parent[row];
  if (above >= 0) { for (var i = 0; i < width; i += 1) { total[above][i] += total[row][i]; } }
}

function make(name, content, className) {
  var node = document.createElement(name);
  if (content !== undefined) { node.textContent = content; }
  if (className) { node.className = className; }
  return node;
}

function shown(count) { return count.toLocaleString('en'); }

function bar(counts, sum) {
  var space = 'http://www.w3.org/2000/svg';
  var picture = document.createElementNS(space, 'svg'), at = 0;
  picture.setAttribute('viewBox', '0 0 100 5');
  picture.setAttribute('preserveAspectRatio', 'none');
  picture.setAttribute('aria-hidden', 'true');
  counts.forEach(function (count, head) {
    if (!count) { return; }
    var part = document.createElementNS(space, 'rect'), share = 100 * count / sum;
    part.setAttribute('x', at); part.setAttribute('width', share);
    part.setAttribute('height', 5); part.setAttribute('fill', colours[head]);
    picture.appendChild(part);
    at += share;
  });
  var holder = make('div', undefined, 'bar');
  holder.appendChild(picture);
  return holder;
}

function cell(area, line) {
  var counts = Array.from(total[area].subarray(line * heads, (line + 1) * heads));
  var sum = counts.reduce(function (a, b) { return a + b; }, 0);
  var node = make('td');
  if (!sum) { return node; }
  node.textContent = shown(sum);
  var parts = counts.map(function (count, head) { return count ? data.heads[head] + ' ' + shown(count) : ''; });
  node.title = data.areas[area] + ' × ' + data.lines[line] + ': ' + shown(sum) + ' (' + parts.filter(Boolean).join(', ') + ')';
  node.appendChild(bar(counts, sum));
  return node;
}

function tableRow(area, depth) {
  var node = make('tr'), head = make('th'), below = children.get(area) || [];
  node.dataset.area = area;
  head.scope = 'row';
  head.className = 'd' + Math.min(depth, 6);
  if (below.length) {
    var button = make('button', '▸ ' + data.areas[area]);
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', function () { toggle(node, area, depth, button); });
    head.appendChild(button);
  } else {
    head.appendChild(make('span', data.areas[area]));
  }
  node.appendChild(head);
  node.appendChild(make('td', shown(data.units[area]), 'sum'));
  for (var line = 0; line < lines; line += 1) { node.appendChild(cell(area, line)); }
  return node;
}

function close(area) {
  (children.get(area) || []).forEach(function (child) {
    var node = document.querySelector('tr[data-area="' + child + '"]');
    if (node) { close(child); node.remove(); }
  });
}

function toggle(node, area, depth, button) {
  var open = button.getAttribute('aria-expanded') === 'true';
  button.setAttribute('aria-expanded', String(!open));
  button.textContent = (open ? '▸ ' : '▾ ') + data.areas[area];
  if (open) { close(area); return; }
  var rows = document.createDocumentFragment();
  children.get(area).forEach(function (child) { rows.appendChild(tableRow(child, depth + 1)); });
  node.after(rows);
}

var table = make('table'), header = make('tr'), body = make('tbody'), first = make('thead');
header.appendChild(make('th', text.area));
header.appendChild(make('th', text.all_units));
data.lines.forEach(function (name) {
  var head = make('th', undefined, 'line-name');
  head.scope = 'col';
  head.appendChild(make('span', name));
  header.appendChild(head);
});
first.appendChild(header);
table.appendChild(first);
table.appendChild(body);
document.getElementById('board').appendChild(table);
(children.get(-1) || []).forEach(function (area) { body.appendChild(tableRow(area, 0)); });
var tops = body.querySelectorAll('button');
if (tops.length === 1) { tops[0].click(); }
document.documentElement.dataset.ready = 'yes';
})();
