/* The receptive field of a value on a photo. */
var STAGE = 360, SIDE_X = STAGE + 28, MAP = 120, WIDTH = 680, DASH = '5 3';

/* One axis of what a value sees, through one more window. */
function through(axis, window) {
  return {
    first: axis.first - window.padBefore * axis.jump,
    last: axis.last + (window.dilation * (window.kernel - 1) - window.padBefore) * axis.jump,
    jump: axis.jump * window.stride
  };
}

/* With a true minus sign, as in the still pictures. */
function plain(value) {
  return (Number.isInteger(value) ? String(value) : value.toFixed(1)).replace('-', '\u2212');
}

/* A pooling window that saw nothing but padding would have no maximum and no mean. */
function halfAtMost(axis) {
  var extent = axis.dilation * (axis.kernel - 1) + 1, half = Math.floor(extent / 2);
  if (axis.padBefore > half) {
    throw new ShapeError('pooling padding is ' + axis.padBefore +
      ', but may be at most half the window: ' + extent + ' / 2 = ' + half + '.');
  }
}

/* The fields of all layers: as they were given, or anew from the windows. */
function fields(data, windows) {
  if (!windows) return data.layers;
  var rows = data.height, columns = data.width;
  var v = {first: 0, last: 0, jump: 1}, h = {first: 0, last: 0, jump: 1};
  return data.layers.map(function (layer, i) {
    try {
      var w = windows[i];
      if (layer.pool) halfAtMost(w[0]);
      var down = windowAxis(rows, w[0].kernel, w[0].stride, w[0].padBefore, w[0].padAfter,
        w[0].dilation, w[0].ceilMode);
      var along = windowAxis(columns, w[1].kernel, w[1].stride, w[1].padBefore, w[1].padAfter,
        w[1].dilation, w[1].ceilMode);
      rows = down.output;
      columns = along.output;
      v = through(v, down);
      h = through(h, along);
    } catch (wrong) {
      if (wrong instanceof ShapeError) wrong.message = layer.name + ': ' + wrong.message;
      throw wrong;
    }
    return {name: layer.name, rows: rows, columns: columns, vertical: v, horizontal: h};
  });
}

function seen(axis, index) {
  return {first: axis.first + index * axis.jump, last: axis.last + index * axis.jump};
}

/* What of the field lies beside the image, from 0 to 1. */
function paddingShare(rows, columns, data) {
  function inside(range, size) {
    return Math.max(0, Math.min(range.last, size - 1) - Math.max(range.first, 0) + 1);
  }
  var all = (rows.last - rows.first + 1) * (columns.last - columns.first + 1);
  return 1 - inside(rows, data.height) * inside(columns, data.width) / all;
}

function photo(data, field, row, column) {
  var rows = seen(field.vertical, row), columns = seen(field.horizontal, column);
  var top = Math.min(0, field.vertical.first), left = Math.min(0, field.horizontal.first);
  var bottom = Math.max(data.height, seen(field.vertical, field.rows - 1).last + 1);
  var right = Math.max(data.width, seen(field.horizontal, field.columns - 1).last + 1);
  var scale = STAGE / Math.max(bottom - top, right - left);
  function x(pixel) { return (pixel - left) * scale; }
  function y(pixel) { return (pixel - top) * scale; }
  function box(range, other, more) {
    return tag('rect', Object.assign({x: x(other.first), y: y(range.first),
      width: (other.last - other.first + 1) * scale,
      height: (range.last - range.first + 1) * scale, fill: 'none'}, more));
  }
  var whole = 'M' + [x(0), y(0)] + 'H' + x(data.width) + 'V' + y(data.height) + 'H' + x(0) + 'Z';
  var l = Math.min(Math.max(columns.first, 0), data.width);
  var r = Math.min(Math.max(columns.last + 1, 0), data.width);
  var t = Math.min(Math.max(rows.first, 0), data.height);
  var b = Math.min(Math.max(rows.last + 1, 0), data.height);
  var hole = 'M' + [x(l), y(t)] + 'V' + y(b) + 'H' + x(r) + 'V' + y(t) + 'Z';
  var marks = box(rows, columns, {fill: GRID});
  marks += tag('image', {x: x(0), y: y(0), width: data.width * scale, height: data.height * scale,
    href: data.photo, preserveAspectRatio: 'none'});
  marks += tag('path', {d: whole + hole, 'fill-rule': 'evenodd', fill: '#fff', opacity: 0.6});
  if (field.columns > 1) {
    var step = (column + 1 < field.columns ? 1 : -1) * field.horizontal.jump;
    marks += box(rows, {first: columns.first + step, last: columns.last + step},
      {stroke: BLUE, 'stroke-width': 1.5, 'stroke-dasharray': DASH});
  }
  marks += box(rows, columns, {stroke: RED, 'stroke-width': 2.5});
  marks += tag('circle', {cx: (x(columns.first) + x(columns.last + 1)) / 2,
    cy: (y(rows.first) + y(rows.last + 1)) / 2, r: 3.5, fill: RED, stroke: '#fff'});
  return [(bottom - top) * scale, marks];
}

function map(field, row, column) {
  var cell = Math.min(MAP / Math.max(field.rows, field.columns), 24);
  var marks = label(0, 12, field.name + ': a map of ' + field.rows + '\u00d7' + field.columns,
    {'font-size': 13, 'font-weight': 600, fill: INK});
  marks += tag('rect', {x: 0, y: 24, width: cell * field.columns, height: cell * field.rows,
    fill: FAINT, stroke: OUTLINE, 'data-map': ''});
  var mark = Math.max(cell, 4);
  marks += tag('rect', {x: (column + 0.5) * cell - mark / 2, y: 24 + (row + 0.5) * cell - mark / 2,
    width: mark, height: mark, fill: RED});
  return [24 + cell * field.rows, marks];
}

function size(axis) { return axis.last - axis.first + 1; }
function pair(vertical, horizontal) { return plain(vertical) + ' \u00d7 ' + plain(horizontal); }

function numbers(data, field, row, column) {
  var rows = seen(field.vertical, row), columns = seen(field.horizontal, column);
  var share = paddingShare(rows, columns, data);
  return [
    ['size', pair(size(field.vertical), size(field.horizontal))],
    ['jump', pair(field.vertical.jump, field.horizontal.jump) + ' from value to value'],
    ['rows', plain(rows.first) + ' to ' + plain(rows.last)],
    ['columns', plain(columns.first) + ' to ' + plain(columns.last)],
    ['padding', share === 0 ? 'none of the pixels' : (100 * share).toFixed(1) + '% of the pixels']
  ];
}

upgradeAll('data-receptive-field', function (root, data) {
  var box = panel(root, 720, 'Receptive field explorer');
  element('div', 'font-size:15px;font-weight:600;margin-bottom:8px', {}, box).textContent =
    'What does one value of ' + data.network + ' see?';
  var windows = data.editable ? data.layers.map(function (layer) { return layer.window; }) : null;
  var grid = element('div', 'display:grid;gap:6px 28px;' +
    'grid-template-columns:repeat(auto-fit,minmax(280px,1fr))', {}, box);
  var words = element('label', 'display:flex;align-items:center;gap:6px', {}, grid);
  element('span', 'min-width:44px', {}, words).textContent = 'layer';
  var menu = element('select', 'font:inherit;flex:1;padding:2px 4px;color:inherit;background:#fff;' +
    'border:1px solid ' + GRID + ';border-radius:4px', {'data-field': 'layer'}, words);
  data.layers.forEach(function (layer, i) {
    element('option', '', {value: i}, menu).textContent = layer.name;
  });
  menu.value = data.layer;
  var row = wholeNumber(grid, 'row', '', data.row, 0, 1, update);
  var column = wholeNumber(grid, 'column', '', data.column, 0, 1, update);
  var kernel, stride, padding, dilation;
  if (windows) {
    kernel = wholeNumber(grid, 'kernel', 'k', 1, 1, 11, change);
    stride = wholeNumber(grid, 'stride', 's', 1, 1, 4, change);
    padding = wholeNumber(grid, 'padding', 'p', 0, 0, 5, change);
    dilation = wholeNumber(grid, 'dilation', 'd', 1, 1, 4, change);
  }
  var formula = element('div', 'font-size:14px;margin:12px 0 8px;min-height:40px;line-height:1.4;' +
    'font-variant-numeric:tabular-nums', {role: 'math'}, box);
  var picture = drawing(box, WIDTH, 'The photo and the field');
  picture.svg.style.touchAction = 'none';
  var said = speaker(box);
  var known = fields(data, windows), problem = null;

  function window2d() { return windows[Number(menu.value)]; }

  function fill() {
    if (!windows) return;
    var axis = window2d()[0];
    kernel.set(axis.kernel);
    stride.set(axis.stride);
    padding.set(axis.padBefore);
    dilation.set(axis.dilation);
    /* What is not the same on both axes has no single number. */
    var even = JSON.stringify(window2d()[0]) === JSON.stringify(window2d()[1]) &&
      axis.padBefore === axis.padAfter;
    [kernel, stride, padding, dilation].forEach(function (n) { n.enable(even); });
  }

  function change() {
    try {
      var axis = {kernel: kernel.get(), stride: stride.get(), padBefore: padding.get(),
        padAfter: padding.get(), dilation: dilation.get(), ceilMode: window2d()[0].ceilMode};
      windows[Number(menu.value)] = [axis, axis];
      known = fields(data, windows);
      problem = null;
      var field = known[Number(menu.value)];
      row.set(Math.min(row.get(), field.rows - 1));
      column.set(Math.min(column.get(), field.columns - 1));
    } catch (wrong) {
      problem = wrong;
    }
    update();
  }

  function refuse(wrong) {
    if (!(wrong instanceof ShapeError)) throw wrong;
    formula.innerHTML = '<div style="padding:8px 10px;border-left:4px solid ' + RED +
      ';background:' + mix(RED, 0.88) + '"><b>No map:</b> ' + escaped(wrong.message) + '</div>';
    formula.setAttribute('aria-label', 'no map');
    said.textContent = wrong.message;
  }

  function equation(i) {
    var field = known[i], before = i === 0 ? {first: 0, last: 0, jump: 1} : known[i - 1].vertical;
    if (!windows) {
      return ['size ' + plain(size(field.vertical)) + ', jump ' + plain(field.vertical.jump)];
    }
    var axis = windows[i][0];
    return [
      'size = ' + plain(size(before)) + ' + ' + axis.dilation + ' \u00b7 (' + axis.kernel +
        ' \u2212 1) \u00b7 ' + plain(before.jump) + ' = ' + plain(size(field.vertical)),
      'jump = ' + plain(before.jump) + ' \u00b7 ' + axis.stride + ' = ' + plain(field.vertical.jump)
    ];
  }

  function update() {
    try {
      if (problem) throw problem;
      var i = Number(menu.value), field = known[i];
      row.limit(0, field.rows - 1);
      column.limit(0, field.columns - 1);
      var r = row.get(), c = column.get();
      need(r >= 0 && r < field.rows, 'the row', r, '0 to ' + (field.rows - 1));
      need(c >= 0 && c < field.columns, 'the column', c, '0 to ' + (field.columns - 1));
    } catch (wrong) { return refuse(wrong); }
    var lines = equation(i);
    formula.textContent = lines.join('      ');
    formula.style.whiteSpace = 'pre-wrap';
    formula.setAttribute('aria-label', lines.join('; '));
    var left = photo(data, field, r, c), right = map(field, r, c);
    var y = right[0] + 28, facts = numbers(data, field, r, c), text = '';
    facts.forEach(function (fact, k) {
      text += label(0, y + k * 20, fact[0], {'font-size': 13}) +
        label(74, y + k * 20, fact[1], {'font-size': 13, fill: INK});
    });
    picture.show(Math.max(left[0], y + facts.length * 20) + 4, tag('g', {transform: 'translate(2 2)'},
      left[1]) + tag('g', {transform: 'translate(' + SIDE_X + ' 0)'}, right[1] + text));
    var sentence = field.name + ', row ' + r + ', column ' + c + ': ' +
      facts.map(function (fact) { return fact.join(' ').replace(/\u00d7/g, 'x'); }).join('; ') + '.';
    picture.svg.setAttribute('aria-label', sentence);
    said.textContent = sentence;
  }

  menu.addEventListener('change', function () {
    var field = known[Number(menu.value)];
    row.limit(0, field.rows - 1);
    column.limit(0, field.columns - 1);
    row.set(Math.floor(field.rows / 2));
    column.set(Math.floor(field.columns / 2));
    fill();
    update();
  });
  fill();
  update();
});
