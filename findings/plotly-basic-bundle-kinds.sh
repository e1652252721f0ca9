#!/bin/sh
# plotly.js-basic-dist-min 3.7.0: the basic bundle has scatter, bar and pie. A trace of any other kind is no error
# and no warning: it becomes a scatter trace. So a histogram or a box plot is drawn, as a line through its raw
# values, which looks like a result; a heat map or contour becomes an empty plot. Plotly.newPlot resolves either
# way; only Plotly.validate, which nobody has to call, tells. A page that takes figures from elsewhere (a table
# library's Histogram, say) has to compare the kinds with Plotly.PlotSchema's, or ship the larger bundle.
#
# Seen with plotly.js-basic-dist-min 3.7.0 in jsdom 26.1.0 on Node 20 (kind asked for -> kind drawn, shown):
#   bar -> bar, true; histogram -> scatter, true; box -> scatter, true; heatmap -> scatter, false; contour -> scatter, false
#   console: 0 lines; validate on the histogram: key type is set to an invalid value (histogram)
# Needs Node 18 or later and npm. Ends with 1 if Plotly now does something else.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund plotly.js-basic-dist-min@3.7.0 jsdom@26.1.0
cat >finding.js <<'JS'
const { readFileSync } = require('fs');
const { JSDOM, VirtualConsole } = require('jsdom');

const said = [];
const listener = new VirtualConsole();
for (const kind of ['log', 'info', 'warn', 'error', 'jsdomError']) {
  listener.on(kind, (...words) => said.push(words.join(' ')));
}
const page = new JSDOM('', { runScripts: 'outside-only', virtualConsole: listener, pretendToBeVisual: true }).window;
// What jsdom does not draw, and Plotly asks for.
page.URL.createObjectURL = () => '';
page.SVGElement.prototype.getBBox = () => ({ x: 0, y: 0, width: 10, height: 10 });
page.eval(readFileSync(require.resolve('plotly.js-basic-dist-min'), 'utf8'));

const traces = [
  { type: 'bar', y: [1, 2] },
  { type: 'histogram', x: [1, 1, 2] },
  { type: 'box', y: [1, 2, 3] },
  { type: 'heatmap', z: [[1, 2], [3, 4]] },
  { type: 'contour', z: [[1, 2], [3, 4]] },
];
const expected = 'bar -> bar, true; histogram -> scatter, true; box -> scatter, true; '
  + 'heatmap -> scatter, false; contour -> scatter, false';

(async () => {
  const seen = [];
  for (const trace of traces) {
    const place = page.document.body.appendChild(page.document.createElement('div'));
    await page.Plotly.newPlot(place, [trace], { width: 300, height: 200 });
    const drawn = place._fullData[0];
    seen.push(`${trace.type} -> ${drawn.type}, ${drawn.visible}`);
  }
  const told = (page.Plotly.validate([traces[1]], {}) || []).map((fault) => fault.msg).join('; ');
  console.log(`plotly.js ${page.Plotly.version}: ${seen.join('; ')}`);
  console.log(`console: ${said.length} lines; validate on the histogram: ${told}`);
  if (seen.join('; ') !== expected || said.length > 0 || !told.includes('invalid value')) {
    console.log('that has changed');
    process.exit(1);
  }
  process.exit(0);
})();
JS
node finding.js
