import { ILabShell } from '@jupyterlab/application';
import { LabIcon } from '@jupyterlab/ui-components';
import { Widget } from '@lumino/widgets';
import logo from './icon.svg';
import { cells } from './cells.js';
import { controls } from './controls.js';
import { dialogs } from './dialogs.js';
import { early } from './early.js';
import { files } from './files.js';
import { kernels } from './kernels.js';
import { pictures } from './pictures.js';
import { sliders } from './sliders.js';
import { unsaved } from './unsaved.js';

const receptiveIcon = new LabIcon({ name: 'receptive:logo', svgstr: logo });

/** The sign over the door: whose page this is. */
const sign = {
  id: 'receptive:logo',
  description: 'Shows the logo of Receptive.',
  autoStart: true,
  requires: [ILabShell],
  activate: (app, shell) => {
    const widget = new Widget();
    receptiveIcon.element({
      container: widget.node,
      elementPosition: 'center',
      margin: '2px 2px 2px 8px',
      height: 'auto',
      width: '18px'
    });
    widget.id = 'jp-MainLogo';
    widget.node.title = 'Receptive';
    shell.add(widget, 'top', { rank: 0 });
  }
};

/** Receptive's own plugins. */
export const house = [sign, kernels, files, dialogs, cells, early, controls, pictures, sliders, unsaved];
