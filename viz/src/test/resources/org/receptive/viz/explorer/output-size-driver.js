/* Types every case into the first calculator and writes down what it says. */
(function () {
  'use strict';
  var roots = document.querySelectorAll('[data-receptive-output-size]');
  function field(name) { return roots[0].querySelector('[data-field="' + name + '"]'); }
  function type(name, value) {
    field(name).value = value;
    field(name).dispatchEvent(new Event('input'));
  }
  function heard(i) {
    return roots[i].querySelector('[role=math]').getAttribute('aria-label') + ' | ' +
      roots[i].querySelector('[data-said]').textContent;
  }
  var names = ['input', 'kernel', 'stride', 'padding', 'dilation'];
  var log = window.cases.map(function (given) {
    names.forEach(function (name, i) { field(name).value = given[i]; });
    field('ceil').checked = given[5];
    field('input').dispatchEvent(new Event('input'));
    return heard(0);
  });
  field('ceil').checked = true;
  field('ceil').click();
  names.forEach(function (name, i) { type(name, [32, 5, 1, 0, 1][i]); });
  function press(rule) {
    roots[0].querySelector('button[aria-label="padding \'' + rule + '\'"]').click();
    log.push(rule + ': ' + heard(0));
  }
  press('same');
  press('full');
  press('valid');
  var slider = roots[0].querySelector('input[type=range][aria-label="stride, slider"]');
  slider.value = 4;
  slider.dispatchEvent(new Event('input'));
  log.push('slider: ' + heard(0) + ', field ' + field('stride').value);
  type('stride', '2.5');
  log.push('broken: ' + heard(0));
  type('stride', '');
  log.push('empty: ' + heard(0));
  log.push('the other: ' + heard(1));
  log.push('still image: ' + getComputedStyle(roots[0].querySelector('img')).display);
  log.push('ids: ' + document.querySelectorAll('[id]').length);
  log.push('controls without a name: ' + Array.from(roots[0].querySelectorAll('input,button'))
    .filter(function (c) {
      return !c.getAttribute('aria-label') && !(c.labels && c.labels.length);
    }).length);
  log.push('controls out of reach: ' + Array.from(roots[0].querySelectorAll('input,button'))
    .filter(function (c) { return c.tabIndex < 0; }).length);
  var out = document.createElement('pre');
  out.setAttribute('data-log', '');
  out.textContent = log.join('\n');
  document.body.appendChild(out);
})();
