// The settings that the page offers, with the defaults of this house.

import fs from 'node:fs';
import path from 'node:path';

/** Defaults that differ from the packages' own, by plugin and setting. */
const DEFAULTS = {
  // A lecture that is opened again shows its widgets as they were left.
  '@jupyter-widgets/jupyterlab-manager:plugin': { saveState: true },
  // The narrow side bar shows whole names; a click on the header's menu brings the dates back.
  '@jupyterlab/filebrowser-extension:browser': { showLastModifiedColumn: false },
  // What a name means stands beside it while it is chosen. The first completions of a kernel, on a
  // machine that is busy, take longer than the second after which the stock page gives up in silence.
  '@jupyterlab/completer-extension:manager': { showDocumentationPanel: true, providerTimeout: 10_000 },
  // Nothing asks the network for news.
  '@jupyterlab/apputils-extension:notification': { checkForUpdates: false, fetchNews: 'false' }
};

function withDefaults(id, schema) {
  for (const [name, value] of Object.entries(DEFAULTS[id] ?? {})) {
    if (!schema.properties?.[name]) {
      throw new Error(`${id} has no setting "${name}"`);
    }
    schema.properties[name].default = value;
  }
  return schema;
}

/**
 * All schemas of the packages that have some.
 *
 * @param {string} modules the folder `node_modules`
 * @param {string[]} names the packages
 * @returns {object} version and schema by plugin id, sorted
 */
export function schemasOf(modules, names) {
  const found = [];
  for (const name of names) {
    const folder = path.join(modules, name);
    const info = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const schemaDir = info.jupyterlab?.schemaDir;
    if (!schemaDir) {
      continue;
    }
    for (const file of fs.readdirSync(path.join(folder, schemaDir))) {
      if (file.endsWith('.json')) {
        const id = `${name}:${path.basename(file, '.json')}`;
        const schema = JSON.parse(fs.readFileSync(path.join(folder, schemaDir, file), 'utf8'));
        found.push([id, { version: info.version, schema: withDefaults(id, schema) }]);
      }
    }
  }
  const unknown = Object.keys(DEFAULTS).filter(id => !found.some(([other]) => other === id));
  if (unknown.length > 0) {
    throw new Error(`no schema for the defaults of ${unknown}`);
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}
