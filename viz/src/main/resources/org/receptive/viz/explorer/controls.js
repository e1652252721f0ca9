/* Controls and marks that the interactive parts of a page share. */
var FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";
var INK = '#1b2733', MUTED = '#55616d', OUTLINE = '#3c4a57', GRID = '#c9d1d9', FAINT = '#f3f5f7';
var BLUE = '#0072b2', SKY = '#56b4e9', GREEN = '#009e73', ORANGE = '#e69f00', RED = '#d55e00';

function element(tag, css, attributes, parent) {
  var made = document.createElement(tag);
  made.style.cssText = css;
  Object.keys(attributes || {}).forEach(function (name) {
    made.setAttribute(name, attributes[name]);
  });
  return parent ? parent.appendChild(made) : made;
}

/* A colour mixed with white (share > 0) or black (share < 0). */
function mix(color, share) {
  var to = share < 0 ? 0 : 255;
  return '#' + [1, 3, 5].map(function (at) {
    var from = parseInt(color.substr(at, 2), 16);
    return ('0' + Math.round(from + (to - from) * Math.abs(share)).toString(16)).slice(-2);
  }).join('');
}

function escaped(text) {
  return String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

function tag(name, attributes, inner) {
  return '<' + name + Object.keys(attributes).map(function (key) {
    var value = attributes[key];
    if (typeof value === 'number') value = Math.round(value * 100) / 100;
    return ' ' + key + '="' + escaped(value) + '"';
  }).join('') + (inner === undefined ? '/>' : '>' + inner + '</' + name + '>');
}

function label(x, y, text, more) {
  return tag('text', Object.assign({x: x, y: y, 'font-size': 11, fill: MUTED}, more), escaped(text));
}

/* A minus before a zero is none; any other is a true one. */
function grouped(number) {
  return (number + 0).toLocaleString('en-US').replace('-', '\u2212');
}

/* The panel that takes the place of the still picture. */
function panel(root, width, name) {
  var box = element('div', 'position:relative;max-width:' + width + 'px;box-sizing:border-box;' +
    'padding:12px 20px;background:#fff;color:' + INK + ';border-radius:6px;font:13px ' + FONT, {
    role: 'group', 'aria-label': name, 'data-lm-suppress-shortcuts': 'true'
  });
  var still = root.querySelector('figure');
  still.querySelector('img').style.display = 'none';
  still.insertBefore(box, still.querySelector('figcaption'));
  return box;
}

function drawing(parent, width, name) {
  var svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', width);
  svg.setAttribute('style', 'max-width:100%;height:auto;display:block');
  svg.setAttribute('role', 'img');
  svg.setAttribute('font-family', FONT);
  svg.setAttribute('aria-label', name);
  parent.appendChild(svg);
  return {
    svg: svg,
    show: function (height, marks) {
      svg.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
      svg.innerHTML = marks;
    }
  };
}

/* What changes is said here, for those who hear the page. */
function speaker(parent) {
  return element('div', 'position:absolute;width:1px;height:1px;overflow:hidden;' +
    'clip-path:inset(50%)', {'aria-live': 'polite', 'data-said': ''}, parent);
}

/* A whole number as a field to type in and a slider; the field may hold what the slider cannot. */
function wholeNumber(parent, name, symbol, value, least, most, changed) {
  var row = element('div', 'display:flex;align-items:center;gap:8px', {}, parent);
  var words = element('label', 'display:flex;align-items:center;gap:6px;min-width:150px', {}, row);
  element('span', 'flex:1', {}, words).innerHTML =
    escaped(name) + (symbol ? ' <i>' + symbol + '</i>' : '');
  var field = element('input', 'width:4.6em;font:inherit;padding:2px 4px;color:inherit;' +
    'background:#fff;border:1px solid ' + GRID + ';border-radius:4px', {
    type: 'number', step: '1', value: value, 'data-field': name
  }, words);
  var slider = element('input', 'flex:1;min-width:70px;accent-color:' + BLUE, {
    type: 'range', min: least, max: most, value: value, 'aria-label': name + ', slider'
  }, row);
  field.addEventListener('input', function () { slider.value = field.value; changed(); });
  slider.addEventListener('input', function () { field.value = slider.value; changed(); });
  return {
    row: row,
    get: function () {
      var text = field.value.trim();
      if (!/^[-+]?\d+$/.test(text)) {
        throw new ShapeError('the ' + name + ' is ' + (text || 'empty') +
          ', but must be a whole number.');
      }
      return Number(text);
    },
    set: function (number) { field.value = number; slider.value = number; },
    limit: function (first, last) { slider.min = first; slider.max = last; },
    enable: function (yes) { field.disabled = slider.disabled = !yes; }
  };
}

/* Gives every waiting part of the page its panel; runs any number of times. */
function upgradeAll(marker, upgrade) {
  var ready = marker + '-ready';
  document.querySelectorAll('[' + marker + ']:not([' + ready + '])').forEach(function (root) {
    root.setAttribute(ready, '');
    upgrade(root, JSON.parse(root.querySelector('script[type="application/json"]').textContent));
  });
}
