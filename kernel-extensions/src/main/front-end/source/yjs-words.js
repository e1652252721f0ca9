// What yjs says to the console, without two sentences. @jupyter/ydoc reads each cell's parts before
// it puts them into the notebook's document, and gives each cell an undo of its own: both on
// purpose, and hundreds of warnings hide the one that matters.

import * as logging from 'lib0/logging';

export * from 'lib0/logging';

const HARMLESS = [
  'Invalid access: Add Yjs type to a document before reading data.',
  '[yjs#509] Not same Y.Doc'
];

/** Warns of all but what is known and harmless. */
export function warn(...words) {
  if (!HARMLESS.includes(words[0])) {
    logging.warn(...words);
  }
}
