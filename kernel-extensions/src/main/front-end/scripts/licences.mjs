// Who made what is in the bundle, and on what terms. A package on terms that do not allow it fails the build.

import fs from 'node:fs';
import path from 'node:path';

/** Terms on which a package may be shipped: all permissive, none of them copyleft. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Unlicense',
  // An offer of two: the second is taken.
  '(MPL-2.0 OR Apache-2.0)',
  '(AFL-2.1 OR BSD-3-Clause)',
  // Pictures, fonts and code of Font Awesome Free.
  '(CC-BY-4.0 AND OFL-1.1 AND MIT)'
]);

const TEXT = /^(un)?licen[cs]e|^copying|^notice/i;

function packageFolder(file) {
  const match = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file);
  return match?.[1];
}

function licenceText(folder) {
  return fs
    .readdirSync(folder)
    .filter(name => TEXT.test(name))
    .sort()
    .map(name => path.join(folder, name))
    .filter(file => fs.statSync(file).isFile())
    .map(file => fs.readFileSync(file, 'utf8').replace(/\r\n/g, '\n').trim())
    .join('\n\n');
}

/** Many packages name their terms and bring no text: then the project's own file stands in `licences/`. */
function storedText(own, info) {
  const [scope, ...rest] = info.name.replace('@', '').split('/');
  const file = [[scope, ...rest].join('+'), scope]
    .map(name => path.join(own, `${name}.txt`))
    .find(candidate => fs.existsSync(candidate));
  return file ? fs.readFileSync(file, 'utf8').trim() : '';
}

/** The terms as an SPDX expression; old packages have a list. */
function terms(info) {
  const license = info.license ?? info.licenses?.[0] ?? '';
  return typeof license === 'string' ? license : license.type;
}

function described(folder, own) {
  const info = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const licenseId = terms(info);
  const extractedText = licenceText(folder) || storedText(own, info);
  return { name: info.name, versionInfo: info.version, licenseId, extractedText };
}

function objection({ name, versionInfo, licenseId, extractedText }) {
  if (!ALLOWED.has(licenseId)) {
    return `${name} ${versionInfo} is licensed "${licenseId}", which is not among the allowed terms`;
  }
  return extractedText ? '' : `${name} ${versionInfo} (${licenseId}) brings no licence text: put it into licences/`;
}

/**
 * The packages that the files come from.
 *
 * @param {Iterable<string>} files the bundled modules' files
 * @param {string} own the folder with texts of packages that bring none
 * @returns {object[]} name, version, licence and its text, sorted by name and version
 */
export function licencesOf(files, own) {
  const folders = new Set([...files].map(packageFolder).filter(Boolean));
  const packages = new Map();
  for (const folder of folders) {
    if (fs.existsSync(path.join(folder, 'package.json'))) {
      const entry = described(folder, own);
      packages.set(`${entry.name}@${entry.versionInfo}`, entry);
    }
  }
  const sorted = [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  const objections = sorted.map(objection).filter(Boolean);
  if (objections.length > 0) {
    throw new Error(objections.join('\n'));
  }
  return sorted;
}

/** The same as a text for people. */
export function notices(packages) {
  const rule = '-'.repeat(72);
  const sections = packages.map(
    ({ name, versionInfo, licenseId, extractedText }) =>
      `${rule}\n${name} ${versionInfo}\n${licenseId}\n${rule}\n\n${extractedText}\n`
  );
  return `The front end of Receptive is built of these packages.\n\n${sections.join('\n')}`;
}
