import { ErrorWidgetView } from '@jupyter-widgets/base';
import { serialize_state } from '@jupyter-widgets/base-manager';
import { WidgetManager, WidgetRenderer } from '@jupyter-widgets/jupyterlab-manager';
import { MimeModel } from '@jupyterlab/rendermime';
import { Panel, Widget } from '@lumino/widgets';

const VIEW = 'application/vnd.jupyter.widget-view+json';
const STATE = 'application/vnd.jupyter.widget-state+json';

const WORDS = 'This is the last picture. Run the cell again to move it.';

/** Kernels that are in one of these states hear nothing of a moved slider any more. */
const GONE = new Set(['restarting', 'autorestarting', 'terminating', 'dead']);

/** The ids of models that a value speaks of: a state, or the data of an output. */
function references(value) {
  const text = JSON.stringify(value) ?? '';
  return [...text.matchAll(/"IPY_MODEL_([^"]+)"|"model_id":"([^"]+)"/g)].map(([, a, b]) => a ?? b);
}

/** All entries of a state that are reached from some ids. */
function reachable(ids, entry) {
  const found = {};
  const due = [...ids];
  while (due.length > 0) {
    const id = due.pop();
    const state = id in found ? undefined : entry(id);
    if (state) {
      found[id] = state;
      due.push(...references(state.state));
    }
  }
  return found;
}

function savedState(notebook) {
  return notebook?.getMetadata?.('widgets')?.[STATE]?.state ?? {};
}

/** The ids of the views that stand below a notebook's cells. */
function shownIds(notebook) {
  const outputs = [...(notebook.cells ?? [])].flatMap(cell => cell.sharedModel.outputs ?? []);
  return outputs.map(output => output.data?.[VIEW]?.model_id).filter(Boolean);
}

/**
 * What a notebook's file keeps of its widgets: those that live, and beside them, for as long as
 * their outputs stand there, those whose kernel has gone. The stock manager drops them, and with
 * them the last picture.
 */
function keptState(manager, options) {
  const models = [...manager._modelsSync.values()];
  const all = serialize_state(models, options);
  const saved = savedState(manager.context.model);
  const kept = reachable(shownIds(manager.context.model), id => all.state[id] ?? saved[id]);
  for (const model of models.filter(one => one.comm_live)) {
    kept[model.model_id] = all.state[model.model_id];
  }
  return { ...all, state: kept };
}

/** The nearest place that can show other MIME types, and the notebook around it. */
function surroundings(renderer) {
  const found = {};
  for (let place = renderer.parent; place; place = place.parent) {
    found.rendermime ??= place.rendermime;
    found.notebook ??= place.context?.model;
  }
  return found;
}

/** What the saved state of a view last showed: the outputs of its panes, from top to bottom. */
function lastOutputs(id, notebook) {
  const saved = savedState(notebook);
  const tree = reachable([id], one => saved[one]);
  return Object.values(tree).flatMap(({ state }) => state.outputs ?? []);
}

/** An output of a pane, by MIME type. */
function dataOf(output) {
  switch (output.output_type) {
    case 'stream':
      return { [`application/vnd.jupyter.${output.name}`]: output.text };
    case 'error':
      return { 'application/vnd.jupyter.stderr': output.traceback.join('\n') };
    default:
      return output.data;
  }
}

/** The data to show in place of a view: what it showed last, or else what its output holds. */
function stillData(model, notebook) {
  const { [VIEW]: view, ...rest } = model.data;
  const last = lastOutputs(view.model_id, notebook).map(dataOf);
  return last.length > 0 ? last : [rest];
}

async function showData(panel, rendermime, data, trusted) {
  const model = new MimeModel({ data, trusted });
  const type = rendermime.preferredMimeType(data, trusted ? 'prefer' : 'ensure');
  if (type) {
    const picture = rendermime.createRenderer(type);
    panel.addWidget(picture);
    await picture.renderModel(model);
  }
}

/** A line below a picture that cannot be moved. */
function sayStill(renderer, still) {
  renderer.receptiveWords?.dispose();
  renderer.receptiveWords = undefined;
  renderer.toggleClass('receptive-mod-still', still);
  if (still) {
    const words = new Widget({ node: document.createElement('p') });
    words.addClass('receptive-Still');
    words.node.textContent = WORDS;
    renderer.addWidget(words);
    renderer.receptiveWords = words;
  }
}

/** Shows what there is of a view without its models. */
async function showStill(renderer, model) {
  if (renderer.receptiveStill || renderer.isDisposed) {
    return;
  }
  const { rendermime, notebook } = surroundings(renderer);
  renderer.node.textContent = '';
  renderer.receptiveStill = new Panel();
  renderer.addWidget(renderer.receptiveStill);
  if (rendermime) {
    for (const data of stillData(model, notebook)) {
      await showData(renderer.receptiveStill, rendermime, data, model.trusted);
    }
  }
}

/** Controls without a kernel are seen, but take no focus and no clicks. */
function follow(renderer, view) {
  const look = () => {
    if (!renderer.isDisposed) {
      const still = !view.model.comm_live;
      for (const control of view.el.querySelectorAll('.widget-inline-hbox, .jupyter-button')) {
        control.inert = still;
      }
      sayStill(renderer, still);
    }
  };
  view.listenTo(view.model, 'comm_live_update', look);
  view.displayed.then(look);
  look();
}

/** The view of a model, if there is one and all its parts are there. */
async function viewOf(manager, id) {
  try {
    const view = await manager.create_view(await manager.get_model(id));
    return view instanceof ErrorWidgetView ? undefined : view;
  } catch {
    return undefined;
  }
}

function showView(renderer, view, source) {
  const widget = view.luminoWidget ?? view.pWidget;
  renderer.receptiveStill?.dispose();
  renderer.receptiveStill = undefined;
  renderer.node.textContent = '';
  renderer.addWidget(widget);
  follow(renderer, view);
  widget.disposed.connect(() => {
    // The kernel took the view away. A page that is closed takes it away, too, but leaves no mark.
    if (!renderer.isDisposed) {
      renderer.hide();
      source.model_id = '';
    }
  });
}

/** As the stock renderer, but as long as the view is not there its last picture is. */
async function renderModel(model) {
  const source = model.data[this.mimeType];
  if (source.model_id === '') {
    this.hide();
    return;
  }
  const missing = Symbol('missing');
  const known = await Promise.race([this._manager.promise, Promise.resolve(missing)]);
  if (known === missing || !known.has_model(source.model_id)) {
    await showStill(this, model);
  }
  const manager = known === missing ? await this._manager?.promise : known;
  const view = manager && !this.isDisposed ? await viewOf(manager, source.model_id) : undefined;
  if (!this.isDisposed && view) {
    this._rerenderMimeModel = null;
    showView(this, view, source);
  } else if (!this.isDisposed) {
    this._rerenderMimeModel = model;
    await showStill(this, model);
    sayStill(this, true);
  }
}

function rerender() {
  const model = this._rerenderMimeModel;
  if (model) {
    this._rerenderMimeModel = null;
    this.renderModel(model);
  }
}

function improveManager(prototype) {
  const { setDirty, restoreWidgets, handle_comm_open, _handleKernelStatusChange } = prototype;
  Object.assign(prototype, {
    get_state_sync(options = {}) {
      return keptState(this, options);
    },
    async restoreWidgets(...what) {
      this.receptiveRestoring = true;
      try {
        await restoreWidgets.call(this, ...what);
      } finally {
        this.receptiveRestoring = false;
      }
    },
    // A copy of the notebook in another page hears of the widgets that a cell here has made.
    handle_comm_open(comm, message) {
      this.receptiveElsewhere = message.parent_header?.session !== this.kernel?.clientId;
      try {
        return handle_comm_open.call(this, comm, message);
      } finally {
        this.receptiveElsewhere = false;
      }
    },
    // What was there before, or was made in another page, is no change of this page's notebook.
    setDirty() {
      if (!this.receptiveRestoring && !this.receptiveElsewhere) {
        setDirty.call(this);
      }
    },
    _handleKernelStatusChange(status) {
      if (GONE.has(status)) {
        this.disconnect();
      } else {
        _handleKernelStatusChange.call(this, status);
      }
    }
  });
}

/**
 * Live pictures that outlive their kernel. The stock renderer and manager offer no way to be
 * replaced, only to be changed.
 */
export const pictures = {
  id: 'receptive:pictures',
  description: 'Shows the last picture of a widget that has no kernel any more.',
  autoStart: true,
  activate: () => {
    Object.assign(WidgetRenderer.prototype, { renderModel, _rerender: rerender });
    improveManager(WidgetManager.prototype);
  }
};
