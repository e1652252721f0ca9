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
  var ids = Array.from(document.querySelectorAll('[id]')).map(function (e) { return e.id; });
  say('ids used twice', ids.length - new Set(ids).size);
  var out = document.createElement('pre');
  out.setAttribute('data-log', '');
  out.textContent = log.join('\n');
  document.body.appendChild(out);
})();
