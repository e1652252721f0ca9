import { ILabShell, ILabStatus } from '@jupyterlab/application';
import { LabIcon } from '@jupyterlab/ui-components';
import { Widget } from '@lumino/widgets';
import logo from './icon.svg';

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

/** A kernel that is busy for less than this, in milliseconds, is not worth a sign on the tab. */
const PATIENCE = 400;

/**
 * The browser's tab says when a kernel is busy. JupyterLab's own plugin says it at once, and then
 * each move of a slider loads two icons, for which its picture waits.
 */
const tab = {
  id: 'receptive:tab',
  description: 'Shows in the icon of the tab that a kernel is busy.',
  autoStart: true,
  requires: [ILabStatus],
  activate: (app, status) => {
    const icon = name => document.querySelector(`link.${name}.favicon`);
    const show = (shown, other) => {
      if (shown && other && shown.rel !== 'icon') {
        other.rel = '';
        shown.rel = 'icon';
        // Browsers look at the icon anew when it comes anew into the page.
        shown.replaceWith(shown);
      }
    };
    let soon = 0;
    status.busySignal.connect((_, isBusy) => {
      clearTimeout(soon);
      if (isBusy) {
        soon = setTimeout(() => show(icon('busy'), icon('idle')), PATIENCE);
      } else {
        show(icon('idle'), icon('busy'));
      }
    });
  }
};

/** Receptive's own plugins. */
export const house = [sign, tab];
