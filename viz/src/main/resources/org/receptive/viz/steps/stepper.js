/* Turns every static step figure of the page into a stepper. Runs any number of times. */
(function () {
  'use strict';
  var SVG = 'http://www.w3.org/2000/svg';
  /* How far a picture may shrink, as FigureFormats has it. */
  var LEAST = 0.8;
  var FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";

  /* Undoes the packing: fixed parts around values; an empty value is as in the frame before. */
  function unpack(data) {
    var before = data.templates.map(function () { return []; });
    return data.frames.map(function (frame) {
      var parts = data.templates[frame[0]].split('\u0001');
      var values = parts.length > 1 ? frame[1].split(data.sep) : [];
      before[frame[0]] = values = values.map(function (value, i) {
        return value === '' ? before[frame[0]][i] : value;
      });
      return parts.reduce(function (markup, part, i) { return markup + values[i - 1] + part; });
    });
  }

  function element(tag, css, attributes) {
    var made = document.createElement(tag);
    made.style.cssText = css;
    Object.keys(attributes || {}).forEach(function (name) {
      made.setAttribute(name, attributes[name]);
    });
    return made;
  }

  function layer(svg, attributes) {
    var made = document.createElementNS(SVG, 'g');
    Object.keys(attributes || {}).forEach(function (name) {
      made.setAttribute(name, attributes[name]);
    });
    return svg.appendChild(made);
  }

  function rect(parent, box, attributes) {
    var made = document.createElementNS(SVG, 'rect');
    ['x', 'y', 'width', 'height'].forEach(function (name, i) { made.setAttribute(name, box[i]); });
    Object.keys(attributes).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return parent.appendChild(made);
  }

  /* Where a picture is drawn anew in its place, it goes on at the step where it was, unless the
     new one begins elsewhere. The place is the output area of a cell or of a widget. */
  function memory(root, data) {
    var area = root.closest('.jp-OutputArea') || root;
    var all = area.receptiveSteps = area.receptiveSteps || [];
    var index = Array.from(area.querySelectorAll('[data-receptive-steps]')).indexOf(root);
    var old = all[index];
    var again = old && !old.root.isConnected && old.start === data.start &&
      old.count === data.frames.length;
    return all[index] = {root: root, start: data.start, count: data.frames.length,
      now: again ? old.now : data.start, plays: again && old.plays};
  }

  function upgrade(root) {
    var data = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
    var frames = unpack(data);
    var now = -1;
    var timer = 0;
    var results = {};
    var place = memory(root, data);
    var begun = place.plays;
    root.setAttribute('data-receptive-ready', '');

    var box = element('div', 'max-width:' + data.width + 'px;background:#fff;color:#1b2733;' +
      'border-radius:6px;font:13px ' + FONT, {
      role: 'group', 'aria-roledescription': 'stepper', 'aria-label': data.title, tabindex: '0',
      'data-lm-suppress-shortcuts': 'true'
    });
    var svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 ' + data.width + ' ' + data.height);
    svg.setAttribute('width', data.width);
    // As of every figure: in a narrow place the picture scrolls before its print gets too small.
    svg.setAttribute('style', 'max-width:100%;min-width:' + Math.round(LEAST * data.width) +
      'px;height:auto;display:block');
    svg.setAttribute('role', 'img');
    svg.setAttribute('font-family', FONT);
    var pane = element('div', 'overflow-x:auto');
    pane.appendChild(svg);
    box.appendChild(pane);
    layer(svg).innerHTML = data.base;
    var overlay = layer(svg);
    var lights = layer(svg, {'pointer-events': 'none'});
    var spots = layer(svg, {fill: 'transparent'});

    var bar = element('div', 'display:flex;align-items:center;gap:6px;padding:6px 12px 10px');
    var css = 'font:inherit;flex:none;min-width:34px;padding:3px 8px;border:1px solid #c9d1d9;' +
      'border-radius:4px;background:#f3f5f7;color:#1b2733;cursor:pointer';
    function button(sign, label, action) {
      var made = element('button', css, {type: 'button', 'aria-label': label, title: label});
      made.textContent = sign;
      made.addEventListener('click', action);
      return bar.appendChild(made);
    }
    button('\u25c0', 'previous step', function () { stop(); go(now - 1); });
    var play = button('play', 'play', function () { if (timer) stop(); else start(); });
    button('\u25b6', 'next step', function () { stop(); go(now + 1); });
    var slider = element('input', 'flex:1;min-width:60px;accent-color:#0072b2', {
      type: 'range', min: '1', max: String(frames.length), 'aria-label': 'step'
    });
    slider.addEventListener('input', function () { stop(); go(slider.value - 1); });
    bar.appendChild(slider);
    var counter = element('span', 'min-width:7.5em;text-align:right;' +
      'font-variant-numeric:tabular-nums', {'data-counter': ''});
    bar.appendChild(counter);
    box.appendChild(bar);
    var said = element('div', 'position:absolute;width:1px;height:1px;overflow:hidden;' +
      'clip-path:inset(50%)', {'aria-live': 'polite'});
    box.style.position = 'relative';
    box.appendChild(said);

    function go(step) {
      step = Math.max(0, Math.min(frames.length - 1, step));
      if (step === now) return;
      now = place.now = step;
      overlay.innerHTML = frames[step];
      slider.value = step + 1;
      counter.textContent = 'step ' + (step + 1) + ' of ' + frames.length;
      said.textContent = data.spoken[step];
      svg.setAttribute('aria-label', data.title + ': ' + data.spoken[step]);
    }
    function stop() {
      clearInterval(timer);
      timer = 0;
      place.plays = false;
      play.textContent = 'play';
      play.setAttribute('aria-label', 'play');
      play.title = 'play';
    }
    function start() {
      if (now === frames.length - 1) go(0);
      timer = setInterval(function () {
        if (!root.isConnected || now === frames.length - 1) stop(); else go(now + 1);
      }, 900);
      place.plays = true;
      play.textContent = 'pause';
      play.setAttribute('aria-label', 'pause');
      play.title = 'pause';
    }

    function light(spot) {
      lights.textContent = '';
      rect(lights, spot.slice(1, 5), {fill: 'none', stroke: '#0072b2', 'stroke-width': 2});
      spot[5].forEach(function (step) {
        (results[step] || []).forEach(function (place) {
          rect(lights, place, {fill: '#0072b2', 'fill-opacity': 0.25, stroke: '#0072b2',
            'stroke-width': 2, 'data-lit': step});
        });
      });
      said.textContent = spot[6];
    }
    data.spots.forEach(function (spot) {
      var area = rect(spots, spot.slice(1, 5), {'data-spot': spot[0] ? 'result' : 'source'});
      if (spot[0]) {
        (results[spot[5][0]] = results[spot[5][0]] || []).push(spot.slice(1, 5));
        area.setAttribute('cursor', 'pointer');
      }
      if (spot[6]) {
        var title = document.createElementNS(SVG, 'title');
        title.textContent = spot[6];
        area.appendChild(title);
      }
      ['pointerenter', 'click'].forEach(function (event) {
        area.addEventListener(event, function () {
          if (spot[0]) { stop(); go(spot[5][0]); } else light(spot);
        });
      });
      area.addEventListener('pointerleave', function () { lights.textContent = ''; });
    });

    var keys = {ArrowLeft: -1, ArrowRight: 1, Home: -1e9, End: 1e9};
    box.addEventListener('keydown', function (event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (keys[event.key] && event.target !== slider) {
        stop();
        go(now + keys[event.key]);
      } else if (event.key === ' ' && event.target === box) {
        if (timer) stop(); else start();
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    });

    var still = root.querySelector('figure');
    var caption = still.querySelector('figcaption');
    still.querySelector('img').style.display = 'none';
    still.insertBefore(box, caption);
    go(place.now);
    if (begun) start();
  }

  document.querySelectorAll('[data-receptive-steps]:not([data-receptive-ready])').forEach(upgrade);
})();
