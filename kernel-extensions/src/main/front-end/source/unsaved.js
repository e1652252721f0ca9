import { NotebookPanel } from '@jupyterlab/notebook';

/**
 * The kernel says its language, down to the version, when it is there. The stock panel writes that
 * into the notebook and marks it as changed, though nobody has changed it.
 */
export const unsaved = {
  id: 'receptive:unsaved',
  description: 'Marks a notebook as changed only when somebody has changed it.',
  autoStart: true,
  activate: () => {
    const { _updateLanguage: update } = NotebookPanel.prototype;
    NotebookPanel.prototype._updateLanguage = function (language) {
      const { dirty } = this.model;
      update.call(this, language);
      this.model.dirty = dirty;
    };
  }
};
