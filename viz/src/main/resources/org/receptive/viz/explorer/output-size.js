/* The output-size calculator. */
var STRIP = 680, LARGEST_CELL = 24, LINES_FROM = 5, BAR = 14, BAR_GAP = 4, MOST_ROWS = 6,
  MOST_WINDOWS = 130;

function part(text, html) { return {text: text, html: html === undefined ? escaped(text) : html}; }
function symbol(name) { return part(name, '<i>' + name + '</i>'); }
function row(parts) {
  return part(parts.map(function (p) { return p.text; }).join(''),
    parts.map(function (p) { return p.html; }).join(''));
}
function fraction(over, under) {
  function bracketed(p) { return p.text.indexOf(' ') >= 0 ? '(' + p.text + ')' : p.text; }
  return part(bracketed(over) + ' / ' + bracketed(under),
    '<span style="display:inline-flex;flex-direction:column;vertical-align:middle;' +
    'text-align:center;line-height:1.25"><span style="border-bottom:1px solid;padding:0 4px">' +
    over.html + '</span><span>' + under.html + '</span></span>');
}
function rounded(axis, inner) {
  var big = '<span style="font-size:180%;vertical-align:middle;font-weight:300">';
  var open = axis.ceilMode ? '\u2308' : '\u230a';
  var close = axis.ceilMode ? '\u2309' : '\u230b';
  return part(open + inner.text + close + ' + 1',
    big + open + '</span>' + inner.html + big + close + '</span> + 1');
}

/* Symbols, numbers, result: the steps of the derivation. */
function derivation(axis) {
  var even = axis.padBefore === axis.padAfter;
  var plus = part(' + '), minus = part(' \u2212 '), one = part('1'), dot = part('\u00b7');
  function count(number) { return part(grouped(number)); }
  function inner(letters) {
    var n = letters ? symbol('n') : count(axis.input);
    var padding = letters
      ? row([part('2'), symbol('p')]) : row([part('2'), dot, count(axis.padBefore)]);
    if (!even) padding = row([count(axis.padBefore), plus, count(axis.padAfter)]);
    var k = letters ? symbol('k') : count(axis.kernel);
    var window = k;
    if (axis.dilation > 1) {
      window = row([letters ? symbol('d') : count(axis.dilation), letters ? part('') : dot,
        part('('), k, minus, one, part(')'), minus, one]);
    }
    return row([n, plus, padding, minus, window]);
  }
  var steps = [
    rounded(axis, fraction(inner(true), symbol('s'))),
    rounded(axis, fraction(inner(false), count(axis.stride))),
    rounded(axis, fraction(count(axis.room), count(axis.stride)))
  ];
  var dropped = axis.quotient + 1 > axis.output;
  steps.push(part(grouped(axis.quotient) + ' + 1' + (dropped ? ' \u2212 1' : '')));
  steps.push(part(grouped(axis.output),
    '<b style="color:#006197">' + grouped(axis.output) + '</b>'));
  return steps;
}

function heading(axis) {
  return axis.input + ' input cells + ' + axis.padBefore + ' + ' + axis.padAfter +
    ' of padding = ' + axis.padded + '; windows of ' + axis.extent + ' every ' + axis.stride +
    ': ' + axis.output + ' fit';
}
function unusedText(axis) {
  if (axis.overhang > 0) return 'rounding up lets the last window hang over by ' + axis.overhang;
  if (axis.unused === 0) return 'nothing is left over';
  return axis.unused === 1 ? '1 cell at the end is in no window'
    : axis.unused + ' cells at the end are in no window';
}

function cells(axis, cell, height) {
  var inputX = axis.padBefore * cell, width = axis.input * cell, marks = '';
  [[0, axis.padBefore], [inputX + width, axis.padAfter]].forEach(function (pad) {
    if (pad[1] > 0) {
      marks += tag('rect', {x: pad[0], y: 0, width: pad[1] * cell, height: height, fill: FAINT,
        stroke: MUTED, 'stroke-dasharray': '3 2'});
    }
  });
  if (axis.overhang > 0) {
    marks += tag('rect', {x: axis.padded * cell, y: 0, width: axis.overhang * cell, height: height,
      fill: 'none', stroke: RED, 'stroke-dasharray': '2 2'});
  }
  marks += tag('rect', {x: inputX, y: 0, width: width, height: height, fill: mix(SKY, 0.55),
    stroke: OUTLINE});
  if (axis.unused > 0) {
    var left = (axis.padded - axis.unused) * cell, hatch = '';
    for (var x = left - height; x < axis.padded * cell; x += 5.6) {
      var from = Math.max(x, left), to = Math.min(x + height, axis.padded * cell);
      if (to > from) {
        hatch += 'M' + from.toFixed(2) + ' ' + (x + height - from).toFixed(2) + 'L' +
          to.toFixed(2) + ' ' + (x + height - to).toFixed(2);
      }
    }
    marks += tag('rect', {x: left, y: 0, width: axis.unused * cell, height: height,
      fill: mix(RED, 0.8), stroke: RED, 'stroke-width': 1.2});
    marks += tag('path', {d: hatch, stroke: RED, fill: 'none'});
  }
  if (cell >= LINES_FROM) {
    for (var i = 1; i < axis.padded; i++) {
      marks += tag('line', {x1: i * cell, y1: 0, x2: i * cell, y2: height, stroke: OUTLINE,
        'stroke-width': 0.6});
    }
  }
  var used = Math.min(axis.input, axis.padded - axis.unused - axis.padBefore);
  if (cell >= String(axis.input).length * 7.2 + 2) {
    for (var c = 0; c < used; c++) {
      marks += label(inputX + (c + 0.5) * cell, height / 2 + 3.6, c + 1,
        {'font-size': 10, fill: INK, 'text-anchor': 'middle'});
    }
  }
  return marks;
}

function bar(axis, cell, i, y) {
  var x = i * axis.stride * cell, length = axis.extent * cell;
  var base = i % 2 === 0 ? GREEN : ORANGE;
  var look = {height: BAR, rx: 2, fill: mix(base, 0.45), stroke: mix(base, -0.25),
    'stroke-width': length < 8 ? 0.5 : 1};
  var marks = '';
  if (axis.dilation === 1) {
    marks += tag('rect', Object.assign({x: x, y: y, width: length}, look));
  } else {
    marks += tag('line', {x1: x, y1: y + BAR / 2, x2: x + length, y2: y + BAR / 2,
      stroke: mix(base, -0.25)});
    for (var tap = 0; tap < axis.kernel; tap++) {
      marks += tag('rect',
        Object.assign({x: x + tap * axis.dilation * cell, y: y, width: cell}, look));
    }
  }
  var room = axis.dilation === 1 ? length : cell;
  if (room >= String(i + 1).length * 7.2 + 1) {
    marks += label(x + room / 2, y + BAR / 2 + 3.6, i + 1,
      {'font-size': 10, fill: INK, 'text-anchor': 'middle'});
  }
  return marks;
}

/* The padded input as cells, and the windows under it; gives the height and the marks. */
function strip(axis) {
  var cell = Math.min(LARGEST_CELL, STRIP / (axis.padded + axis.overhang));
  var height = Math.max(LINES_FROM * 3, Math.min(LARGEST_CELL, cell));
  var marks = label(0, 14, heading(axis)) + tag('g', {transform: 'translate(0 22)'},
    cells(axis, cell, height));
  var below = 22 + height + 6, step = BAR + BAR_GAP;
  var forAll = Math.min(axis.output, Math.ceil(axis.extent / axis.stride));
  var all = forAll <= MOST_ROWS && axis.output <= MOST_WINDOWS;
  var rows = all ? forAll : Math.min(axis.output, MOST_ROWS);
  var bars = '';
  if (all) {
    for (var i = 0; i < axis.output; i++) bars += bar(axis, cell, i, (i % rows) * step);
  } else {
    var hidden = axis.output - (rows - 1);
    for (var r = 0; r < rows - 2; r++) bars += bar(axis, cell, r, r * step);
    if (rows >= 2) {
      bars += label(0, (rows - 2) * step + BAR - 4, '\u2026 ' + hidden + ' more \u2026');
    }
    bars += bar(axis, cell, axis.output - 1, (rows - 1) * step);
  }
  marks += tag('g', {transform: 'translate(0 ' + below + ')'}, bars);
  var bottom = below + rows * step;
  var bad = axis.unused > 0;
  marks += label(bad ? Math.max(200, axis.padded * cell) : 0, bottom + 12, unusedText(axis),
    bad ? {'font-weight': 600, fill: mix(RED, -0.2), 'text-anchor': 'end'} : {});
  return [bottom + 20, marks];
}

upgradeAll('data-receptive-output-size', function (root, data) {
  var box = panel(root, 720, 'Output size calculator');
  element('div', 'font-size:15px;font-weight:600;margin-bottom:8px', {}, box).textContent =
    'How large is the output?';
  var grid = element('div', 'display:grid;gap:6px 28px;' +
    'grid-template-columns:repeat(auto-fit,minmax(280px,1fr))', {}, box);
  function number(name, letter, value, least, most) {
    return wholeNumber(grid, name, letter, value, least, most, update);
  }
  var input = number('input', 'n', data.input, 1, Math.max(64, data.input));
  var kernel = number('kernel', 'k', data.kernel, 1, Math.max(11, data.kernel));
  var stride = number('stride', 's', data.stride, 1, Math.max(6, data.stride));
  var padding = number('padding', 'p', data.padding, 0, Math.max(6, data.padding));
  var dilation = number('dilation', 'd', data.dilation, 1, Math.max(4, data.dilation));
  var more = element('div', 'display:flex;align-items:center;gap:8px;flex-wrap:wrap', {}, grid);
  function rule(name, size) {
    var made = element('button', 'font:inherit;padding:2px 8px;border:1px solid ' + GRID +
      ';border-radius:4px;background:' + FAINT + ';color:' + INK + ';cursor:pointer',
      {type: 'button', 'aria-label': "padding '" + name + "'"}, more);
    made.textContent = name;
    made.addEventListener('click', function () {
      try {
        padding.set(size(dilation.get() * (kernel.get() - 1) + 1));
      } catch (wrong) { if (!(wrong instanceof ShapeError)) throw wrong; }
      update();
    });
    return made;
  }
  rule('valid', function () { return 0; });
  var same = rule('same', function (extent) { return (extent - 1) / 2; });
  rule('full', function (extent) { return Math.max(0, extent - 1); });
  var up = element('input', 'margin:0 4px 0 8px', {type: 'checkbox', 'data-field': 'ceil'});
  up.checked = data.ceilMode;
  var words = element('label', 'display:flex;align-items:center', {}, more);
  words.appendChild(up);
  words.appendChild(document.createTextNode('round up'));
  up.addEventListener('change', update);

  var formula = element('div', 'font-size:16px;margin:12px 0 6px;min-height:48px;' +
    'font-variant-numeric:tabular-nums;line-height:1.1', {role: 'math'}, box);
  var picture = drawing(box, STRIP, 'The windows on the input');
  var said = speaker(box);

  function update() {
    var axis;
    try {
      axis = windowAxis(input.get(), kernel.get(), stride.get(), padding.get(), padding.get(),
        dilation.get(), up.checked);
    } catch (wrong) {
      if (!(wrong instanceof ShapeError)) throw wrong;
      formula.setAttribute('aria-label', 'no output');
      formula.innerHTML = '<div style="padding:8px 10px;border-left:4px solid ' + RED +
        ';background:' + mix(RED, 0.88) + ';font-size:14px;line-height:1.35">' +
        '<b>No output:</b> ' + escaped(wrong.message) + '</div>';
      picture.show(8, '');
      picture.svg.setAttribute('aria-label', 'nothing to draw');
      said.textContent = wrong.message;
      return;
    }
    same.disabled = axis.extent % 2 === 0;
    same.title = same.disabled ? 'an even window has no equal padding on both sides' : '';
    var steps = derivation(axis);
    formula.setAttribute('aria-label',
      'n_out = ' + steps.map(function (s) { return s.text; }).join(' = '));
    formula.innerHTML = '<i>n</i><sub style="font-size:70%">out</sub> ' +
      steps.map(function (s) {
        return '<span style="white-space:nowrap;display:inline-block;padding:3px 0">= ' + s.html +
          '</span>';
      }).join(' ');
    var drawn = strip(axis);
    picture.show(drawn[0], drawn[1]);
    var sentence = heading(axis) + '; ' + unusedText(axis) + '.';
    picture.svg.setAttribute('aria-label', sentence);
    said.textContent = 'Output ' + axis.output + '. ' + sentence;
  }
  update();
});
