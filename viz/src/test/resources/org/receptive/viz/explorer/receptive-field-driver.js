/* Chooses layers, values and windows in the first explorer and writes down what it says. */
(function () {
  'use strict';
  var roots = document.querySelectorAll('[data-receptive-field]');
  function field(i, name) { return roots[i].querySelector('[data-field="' + name + '"]'); }
  function put(i, name, value) {
    field(i, name).value = value;
    field(i, name).dispatchEvent(new Event(name === 'layer' ? 'change' : 'input'));
  }
  function heard(i) { return roots[i].querySelector('[data-said]').textContent; }
  var log = ['start: ' + heard(0)];
  window.values.forEach(function (given) {
    put(0, 'layer', given[0]);
    put(0, 'row', given[1]);
    put(0, 'column', given[2]);
    log.push(heard(0));
  });
  window.windows.forEach(function (given) {
    put(0, 'layer', given[0]);
    ['kernel', 'stride', 'padding', 'dilation'].forEach(function (name, k) {
      field(0, name).value = given[1 + k];
    });
    put(0, 'kernel', given[1]);
    put(0, 'layer', window.last);
    log.push(heard(0));
  });
  log.push('branches: ' + heard(1));
  log.push('branches can be changed: ' + !!field(1, 'kernel'));
  put(1, 'row', 99);
  log.push('outside: ' + heard(1));
  log.push('still image: ' + getComputedStyle(roots[0].querySelector('img')).display);
  log.push('ids: ' + document.querySelectorAll('[id]').length);
  var controls = Array.from(roots[0].querySelectorAll('input,select'));
  log.push('controls without a name: ' + controls.filter(function (c) {
    return !c.getAttribute('aria-label') && !(c.labels && c.labels.length);
  }).length);
  log.push('controls out of reach: ' + controls.filter(function (c) {
    return c.tabIndex < 0;
  }).length);
  var out = document.createElement('pre');
  out.setAttribute('data-log', '');
  out.textContent = log.join('\n');
  document.body.appendChild(out);
})();
