// What this JupyterLab is made of. A package that stands here brings its plugins and its style.

import applicationExtension from '@jupyterlab/application-extension';
import apputilsExtension from '@jupyterlab/apputils-extension';
import cellToolbarExtension from '@jupyterlab/cell-toolbar-extension';
import celltagsExtension from '@jupyterlab/celltags-extension';
import codemirrorExtension from '@jupyterlab/codemirror-extension';
import completerExtension from '@jupyterlab/completer-extension';
import consoleExtension from '@jupyterlab/console-extension';
import csvviewerExtension from '@jupyterlab/csvviewer-extension';
import docmanagerExtension from '@jupyterlab/docmanager-extension';
import documentsearchExtension from '@jupyterlab/documentsearch-extension';
import filebrowserExtension from '@jupyterlab/filebrowser-extension';
import fileeditorExtension from '@jupyterlab/fileeditor-extension';
import helpExtension from '@jupyterlab/help-extension';
import htmlviewerExtension from '@jupyterlab/htmlviewer-extension';
import imageviewerExtension from '@jupyterlab/imageviewer-extension';
import inspectorExtension from '@jupyterlab/inspector-extension';
import launcherExtension from '@jupyterlab/launcher-extension';
import logconsoleExtension from '@jupyterlab/logconsole-extension';
import mainmenuExtension from '@jupyterlab/mainmenu-extension';
import markdownviewerExtension from '@jupyterlab/markdownviewer-extension';
import markedparserExtension from '@jupyterlab/markedparser-extension';
import mathjaxExtension from '@jupyterlab/mathjax-extension';
import metadataformExtension from '@jupyterlab/metadataform-extension';
import notebookExtension from '@jupyterlab/notebook-extension';
import rendermimeExtension from '@jupyterlab/rendermime-extension';
import runningExtension from '@jupyterlab/running-extension';
import servicesExtension from '@jupyterlab/services-extension';
import settingeditorExtension from '@jupyterlab/settingeditor-extension';
import shortcutsExtension from '@jupyterlab/shortcuts-extension';
import statusbarExtension from '@jupyterlab/statusbar-extension';
import themeDarkExtension from '@jupyterlab/theme-dark-extension';
import themeLightExtension from '@jupyterlab/theme-light-extension';
import tocExtension from '@jupyterlab/toc-extension';
import tooltipExtension from '@jupyterlab/tooltip-extension';
import translationExtension from '@jupyterlab/translation-extension';
import uiComponentsExtension from '@jupyterlab/ui-components-extension';
import workspacesExtension from '@jupyterlab/workspaces-extension';
import widgetsExtension from '@jupyter-widgets/jupyterlab-manager';

import javascriptRenderer from '@jupyterlab/javascript-extension';
import jsonRenderer from '@jupyterlab/json-extension';
import pdfRenderer from '@jupyterlab/pdf-extension';

import { JUPYTER_CONTROLS_VERSION } from '@jupyter-widgets/controls/lib/version';
import './styles.js';
import { house } from './house.js';

/**
 * Plugins that a Java lecture does without: they call the network, need a server that is not there,
 * or are replaced by one of ours.
 */
const LEFT_OUT = new Set([
  // News and update checks ask a host of the network.
  '@jupyterlab/apputils-extension:announcements',
  '@jupyterlab/help-extension:jupyter-forum',
  // A splash of a second and more would be the longest part of the start.
  '@jupyterlab/apputils-extension:splash',
  // There is no language server.
  '@jupyterlab/notebook-extension:language-server',
  '@jupyterlab/fileeditor-extension:language-server',
  // There is no terminal.
  '@jupyterlab/services-extension:terminal-manager',
  // Ours stand in their places.
  '@jupyterlab/application-extension:logo',
  '@jupyterlab/services-extension:kernel-manager',
  '@jupyterlab/services-extension:default-drive',
  '@jupyterlab/apputils-extension:sessionDialogs',
  '@jupyterlab/notebook-extension:cell-executor',
  `@jupyter-widgets/jupyterlab-manager:controls-${JUPYTER_CONTROLS_VERSION}`
]);

const bundled = [
  applicationExtension,
  apputilsExtension,
  cellToolbarExtension,
  celltagsExtension,
  codemirrorExtension,
  completerExtension,
  consoleExtension,
  csvviewerExtension,
  docmanagerExtension,
  documentsearchExtension,
  filebrowserExtension,
  fileeditorExtension,
  helpExtension,
  htmlviewerExtension,
  imageviewerExtension,
  inspectorExtension,
  launcherExtension,
  logconsoleExtension,
  mainmenuExtension,
  markdownviewerExtension,
  markedparserExtension,
  mathjaxExtension,
  metadataformExtension,
  notebookExtension,
  rendermimeExtension,
  runningExtension,
  servicesExtension,
  settingeditorExtension,
  shortcutsExtension,
  statusbarExtension,
  themeDarkExtension,
  themeLightExtension,
  tocExtension,
  tooltipExtension,
  translationExtension,
  uiComponentsExtension,
  workspacesExtension,
  widgetsExtension
].flat();

/** The application's plugins. */
export const plugins = bundled.filter(plugin => !LEFT_OUT.has(plugin.id)).concat(house);

/** The renderers of MIME types that are packages of their own. */
export const renderers = [javascriptRenderer, jsonRenderer, pdfRenderer].flat();
