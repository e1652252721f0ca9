import { IJupyterWidgetRegistry } from '@jupyter-widgets/base';
import { JUPYTER_CONTROLS_VERSION } from '@jupyter-widgets/controls/lib/version';

/** Pixels of a control with its label and its number, and those that are its track. */
const WIDTH = 300;
const TRACK = 120;
const LONGEST_TRACK = 420;
/** Pixels of a track for each of its steps, so that a hand can choose one. */
const STEP = 2;

/** How many places the handle of a slider has. */
function places(model) {
  const options = model.get('_options_labels');
  if (options) {
    return options.length;
  }
  return Math.abs(model.get('max') - model.get('min')) / (model.get('step') || Infinity);
}

/** The width of a slider on which every place can be hit, as far as there is room. */
function width(model) {
  const track = Math.min(Math.max(TRACK, places(model) * STEP), LONGEST_TRACK);
  return `${Math.round(WIDTH - TRACK + track)}px`;
}

/** A slider that says its name to those who do not see it, and is as long as its steps need. */
function told(View) {
  return class extends View {
    createSlider() {
      super.createSlider();
      this.nameHandles();
      this.el.style.setProperty('--jp-widgets-inline-width', `min(100%, ${width(this.model)})`);
    }

    updateDescription() {
      super.updateDescription();
      this.nameHandles();
    }

    nameHandles() {
      const name = this.model.get('description');
      const handles = this.el.querySelectorAll('.noUi-handle');
      const words = handles.length > 1 ? [`${name}, from`, `${name}, to`] : [name];
      handles.forEach((handle, index) => handle.setAttribute('aria-label', words[index]));
      if (this.readout) {
        this.readout.setAttribute('role', 'textbox');
        this.readout.setAttribute('aria-label', `${name}, as text`);
      }
    }
  };
}

/** Play buttons whose last step ends at the last number, however far it is. */
function arriving(PlayModel) {
  return class extends PlayModel {
    loop() {
      const { value, step, max } = this.attributes;
      if (this.get('playing') && value < max && value + step > max) {
        this.set('value', max);
        this.schedule_next();
        this.save_changes();
      } else {
        super.loop();
      }
    }
  };
}

async function improved() {
  const stock = await import('@jupyter-widgets/controls');
  const names = Object.keys(stock).filter(name => name.endsWith('SliderView') && !name.startsWith('Base'));
  return {
    ...stock,
    ...Object.fromEntries(names.map(name => [name, told(stock[name])])),
    PlayModel: arriving(stock.PlayModel)
  };
}

/** The controls of ipywidgets, made good for those who hear the page, and for those who aim. */
export const controls = {
  id: 'receptive:controls',
  description: 'The controls of ipywidgets.',
  autoStart: true,
  requires: [IJupyterWidgetRegistry],
  activate: (_, registry) =>
    registry.registerWidget({
      name: '@jupyter-widgets/controls',
      version: JUPYTER_CONTROLS_VERSION,
      exports: improved
    })
};
