import { INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { ISessionContextDialogs } from '@jupyterlab/apputils';
import { ITranslator } from '@jupyterlab/translation';

/**
 * Runs the cells of a notebook that has just come. Until its file is read, a notebook shows one
 * empty cell, or none; who presses Run All then means the cells that come, and they would not run.
 */
async function runWhatComes(panel, dialogs, translator) {
  const shown = panel.content.widgets.map(cell => cell.model);
  await panel.context.ready;
  const came = panel.isDisposed ? [] : panel.content.widgets.map(cell => cell.model);
  if (came.length > 0 && !came.some(cell => shown.includes(cell))) {
    await NotebookActions.runAll(panel.content, panel.sessionContext, dialogs, translator);
  }
}

/** Remembers that all cells were to run while there were none. */
export const early = {
  id: 'receptive:early-run-all',
  description: 'Runs all cells as soon as the notebook is read, if that was asked before.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ISessionContextDialogs, ITranslator],
  activate: (app, notebooks, dialogs, translator) => {
    const asked = new WeakSet();
    app.commands.commandExecuted.connect((_, { id }) => {
      const panel = notebooks.currentWidget;
      if (id === 'notebook:run-all-cells' && panel && !panel.context.isReady && !asked.has(panel)) {
        asked.add(panel);
        void runWhatComes(panel, dialogs ?? undefined, translator ?? undefined);
      }
    });
  }
};
