/* Uses every way of stepping and writes down what the page shows after each. */
(function () {
  'use strict';
  var roots = document.querySelectorAll('[data-receptive-steps]');
  var log = [];
  function say(name, value) { log.push(name + ': ' + value); }
  function counter(i) { return roots[i].querySelector('[data-counter]').textContent; }
  function key(name) {
    roots[0].querySelector('[role=group]').dispatchEvent(
      new KeyboardEvent('keydown', {key: name, bubbles: true, cancelable: true}));
  }
  function press(label) { roots[0].querySelector('button[aria-label="' + label + '"]').click(); }
  function texts(i) {
    return Array.from(roots[i].querySelectorAll('svg text')).map(function (t) {
      return t.textContent;
    });
  }
  say('steppers', document.querySelectorAll('[data-receptive-ready]').length);
  say('still image', getComputedStyle(roots[0].querySelector('img')).display);
  say('start', counter(0));
  press('next step'); say('after next', counter(0));
  key('ArrowRight'); say('after right', counter(0));
  key('ArrowLeft'); say('after left', counter(0));
  key('End'); say('after end', counter(0));
  press('next step'); say('after next at the end', counter(0));
  say('last result', texts(0).indexOf(window.expectedLast) >= 0);
  key('Home'); say('after home', counter(0));
  press('previous step'); say('after previous at the start', counter(0));
  var results = roots[0].querySelectorAll('[data-spot=result]');
  results[3].dispatchEvent(new PointerEvent('pointerenter'));
  say('after an output is touched', counter(0));
  say('that result', texts(0).indexOf(window.expectedFourth) >= 0);
  var sources = roots[0].querySelectorAll('[data-spot=source]');
  sources[window.middleSource].dispatchEvent(new PointerEvent('pointerenter'));
  say('outputs of the middle input', roots[0].querySelectorAll('[data-lit]').length);
  sources[window.middleSource].dispatchEvent(new PointerEvent('pointerleave'));
  say('lights left', roots[0].querySelectorAll('[data-lit]').length);
  var slider = roots[0].querySelector('input');
  slider.value = 2; slider.dispatchEvent(new Event('input'));
  say('after the slider', counter(0));
  press('play'); say('play became', roots[0].querySelector('button[title=pause]') !== null);
  press('pause'); say('pause became', roots[0].querySelector('button[title=play]') !== null);
  say('the other stepper', counter(1));
  say('spoken', roots[0].querySelector('[aria-live]').textContent);
  /* A picture drawn anew in the place of another, as a moved slider does it. */
  var area = document.createElement('div');
  area.className = 'jp-OutputArea';
  document.body.appendChild(area);
  function redraw(change) {
    var fresh = roots[0].cloneNode(true);
    fresh.removeAttribute('data-receptive-ready');
    fresh.querySelector('[role=group]').remove();
    change(fresh.querySelector('script[type="application/json"]'));
    area.textContent = '';
    area.appendChild(fresh);
    window.eval(fresh.querySelector('script:not([type])').textContent);
    return fresh;
  }
  function asBefore() {}
  function place() { return area.querySelector('[data-counter]').textContent; }
  function click(label) { area.querySelector('button[aria-label="' + label + '"]').click(); }
  redraw(asBefore); click('next step'); click('next step'); say('in an area', place());
  redraw(asBefore); say('drawn anew', place());
  click('play'); redraw(asBefore);
  say('still plays', area.querySelector('button[title=pause]') !== null);
  click('pause'); redraw(asBefore);
  say('plays no more', area.querySelector('button[title=play]') !== null);
  redraw(function (data) { data.textContent = data.textContent.replace('"start":0', '"start":7'); });
  say('begins elsewhere', place());
  area.remove();
  var ids = Array.from(document.querySelectorAll('[id]')).map(function (e) { return e.id; });
  say('ids used twice', ids.length - new Set(ids).size);
  var out = document.createElement('pre');
  out.setAttribute('data-log', '');
  out.textContent = log.join('\n');
  document.body.appendChild(out);
})();
