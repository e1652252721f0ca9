// Builds the front end: installs, bundles, collects, packs. `--check` compares with the committed zip instead.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { licencesOf, notices } from './licences.mjs';
import { schemasOf } from './settings.mjs';
import { pack, unpack } from './zip.mjs';

const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(home, 'node_modules');
const output = path.join(home, 'target');
const committed = path.resolve(home, '../resources/org/receptive/server/front-end.zip');
const manifest = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));

/** Installs exactly what the lock file names, unless it is there already. */
function install() {
  const lock = fs.readFileSync(path.join(home, 'package-lock.json'));
  const stamp = path.join(modules, '.lock-hash');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) {
    return;
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['ci', '--no-progress'], { cwd: home, stdio: 'inherit', shell: npm.endsWith('.cmd') });
  fs.writeFileSync(stamp, hash);
}

/** Runs the bundler and returns the files of all modules that are in the bundle. */
async function bundle() {
  const { default: rspack } = await import('@rspack/core');
  const { default: config } = await import('../rspack.config.mjs');
  fs.rmSync(output, { recursive: true, force: true });
  const stats = await new Promise((resolve, reject) => {
    const compiler = rspack(config);
    compiler.run((problem, result) => compiler.close(() => (problem ? reject(problem) : resolve(result))));
  });
  if (stats.hasErrors()) {
    throw new Error(stats.toString({ all: false, errors: true }));
  }
  const files = new Set(stats.stats.flatMap(part => [...part.compilation.modules].flatMap(moduleFiles)));
  return { files, assets: mainAssets(stats) };
}

/** The files of a module, and of those that were joined into it. */
function moduleFiles(module) {
  return [module.nameForCondition?.(), ...(module.modules ?? []).flatMap(moduleFiles)].filter(Boolean);
}

/** The script and the style that the page itself names; all else is loaded by them. */
function mainAssets(stats) {
  const { children } = stats.toJson({ all: false, entrypoints: true });
  return children.find(child => child.name === 'application').entrypoints.main.assets.map(asset => asset.name);
}

function page(assets) {
  const tag = name =>
    name.endsWith('.css')
      ? `<link rel="stylesheet" href="{{baseUrl}}static/lab/${name}">`
      : `<script defer src="{{baseUrl}}static/lab/${name}"></script>`;
  const template = fs.readFileSync(path.join(home, 'source/index.html'), 'utf8');
  return template.replace('<!-- bundle -->', assets.map(tag).join('\n    '));
}

function version(name) {
  return JSON.parse(fs.readFileSync(path.join(modules, name, 'package.json'), 'utf8')).version;
}

function filesUnder(folder, prefix) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name);
    const name = `${prefix}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(file, name) : [[name, fs.readFileSync(file)]];
  });
}

/** A theme's own script is empty: only its style is served. */
function isServed([name]) {
  return !(name.startsWith('themes/') && name.endsWith('.js'));
}

async function contents() {
  const { files, assets } = await bundle();
  const packages = licencesOf(files, path.join(home, 'licences'));
  const about = {
    name: 'Receptive',
    jupyterlab: version('@jupyterlab/application'),
    widgets: version('@jupyter-widgets/jupyterlab-manager')
  };
  const json = value => Buffer.from(JSON.stringify(value));
  return new Map([
    ...['static', 'themes'].flatMap(part => filesUnder(path.join(output, part), part)).filter(isServed),
    ...['icon.svg', 'icon-busy.svg'].map(name => [`static/${name}`, fs.readFileSync(path.join(home, 'source', name))]),
    ['index.html', Buffer.from(page(assets))],
    ['schemas.json', json(schemasOf(modules, Object.keys(manifest.dependencies)))],
    ['licences.json', json({ bundles: { Receptive: { packages } } })],
    ['NOTICES.txt', Buffer.from(notices(packages))],
    ['front-end.json', json(about)]
  ]);
}

function differences(ours, theirs) {
  const names = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return names.filter(name => !ours.get(name)?.equals(theirs.get(name) ?? Buffer.alloc(0)));
}

function check(files) {
  const differing = differences(files, unpack(fs.readFileSync(committed)));
  if (differing.length > 0) {
    console.error(`The committed front end is not what its sources give. Run "npm run build" and commit.\n${differing.join('\n')}`);
    process.exit(1);
  }
  console.log(`The committed front end is what its sources give: ${files.size} files.`);
}

function write(files) {
  const archive = pack(files);
  fs.mkdirSync(path.dirname(committed), { recursive: true });
  fs.writeFileSync(committed, archive);
  const unpacked = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  console.log(`${committed}: ${files.size} files, ${unpacked} bytes, packed ${archive.length}`);
}

install();
const files = await contents();
if (process.argv.includes('--check')) {
  check(files);
} else {
  write(files);
}
