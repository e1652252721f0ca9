import { INotebookCellExecutor, runCell } from '@jupyterlab/notebook';
import { answered, isAsked } from './dialogs.js';

/** A wait that is shorter than this, in milliseconds, is not worth a word. */
const PATIENCE = 200;

/** Starts under way, by session: however many cells wait, a kernel is started once. */
const starts = new WeakMap();

function start(context, dialogs) {
  if (!starts.has(context)) {
    const started = (async () => {
      const undecided = await context.startKernel();
      if (undecided && dialogs) {
        await dialogs.selectKernel(context);
      }
    })().finally(() => starts.delete(context));
    starts.set(context, started);
  }
  return starts.get(context);
}

/** Waits until a condition holds, looking at each word about the kernel. */
function until(context, condition) {
  return new Promise(resolve => {
    const look = () => {
      if (context.isDisposed || condition()) {
        context.statusChanged.disconnect(look);
        context.disposed.disconnect(resolve);
        resolve();
      }
    };
    context.statusChanged.connect(look);
    context.disposed.connect(resolve);
    look();
  });
}

const hasKernel = context => Boolean(context.session?.kernel);

/** Whether a kernel goes, comes back or is on its way. */
function isChanging(context) {
  const onItsWay = !hasKernel(context) && !context.hasNoKernel;
  return onItsWay || context.isRestarting || context.isTerminating;
}

/** Whether a session has got as far as to have a kernel, or to know that it has none. */
async function hasBegun(context) {
  const not = Symbol('not yet');
  return (await Promise.race([context.ready, Promise.resolve(not)])) !== not;
}

/**
 * Waits until a session's kernel is there to be asked. A notebook shows its cells before it has a
 * session; the stock front end clears a cell that is run in between, and says nothing.
 */
async function settle(context, dialogs) {
  const begun = await hasBegun(context);
  if (!begun) {
    await Promise.race([context.ready, answered(context)]);
  }
  const coming = !begun || (!hasKernel(context) && !context.hasNoKernel);
  await until(context, () => !isChanging(context));
  // A start that has just failed, and a question that was answered with no, are not repeated.
  if (!coming && !context.isDisposed && !hasKernel(context)) {
    await start(context, dialogs);
  }
}

function reason(context) {
  if (isAsked(context)) {
    return 'Waits until a kernel is chosen.';
  }
  if (context.isTerminating) {
    return 'Waits until the former kernel has ended.';
  }
  return `Waits for the kernel, which ${context.isRestarting ? 'restarts' : 'starts'}.`;
}

/** Says what a cell waits for, in a corner of its own, so that nothing moves. */
function say(cell, context) {
  const words = document.createElement('div');
  words.className = 'receptive-Waiting';
  words.setAttribute('role', 'status');
  const tell = () => {
    words.textContent = reason(context);
    cell.node.append(words);
  };
  let timer = setTimeout(() => {
    tell();
    timer = setInterval(tell, PATIENCE);
  }, PATIENCE);
  return () => {
    clearTimeout(timer);
    clearInterval(timer);
    words.remove();
  };
}

async function wait(cell, context, dialogs) {
  // The prompt shows a star from now on, as for a cell that waits for another.
  cell.model.executionState = 'running';
  const silence = say(cell, context);
  try {
    await settle(context, dialogs);
  } finally {
    silence();
    if (!cell.isDisposed) {
      cell.model.executionState = 'idle';
    }
  }
}

async function runWhenReady(options) {
  const { cell, sessionContext: context, sessionDialogs } = options;
  const cannotRun =
    cell.model.type === 'code' &&
    context &&
    !context.isDisposed &&
    (!hasKernel(context) || isChanging(context));
  if (cannotRun && !cell.model.sharedModel.getSource().trim()) {
    // What is empty needs no kernel, and nobody is asked for one.
    cell.model.sharedModel.transact(() => cell.model.clearExecution());
    return true;
  }
  if (cannotRun) {
    await wait(cell, context, sessionDialogs);
    if (cell.isDisposed || context.isDisposed || !hasKernel(context)) {
      return false;
    }
  }
  return runCell(options);
}

/** Runs cells, but not before there is a kernel: none is lost, and none starts a second one. */
export const cells = {
  id: 'receptive:cell-executor',
  description: 'Runs cells once their kernel is there.',
  autoStart: true,
  provides: INotebookCellExecutor,
  activate: () => Object.freeze({ runCell: runWhenReady })
};
