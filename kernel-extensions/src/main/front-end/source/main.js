// Brings the application up. The order matters: services first, for the others stand on them.

import { JupyterLab } from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';
import { IConnectionStatus, IServiceManager } from '@jupyterlab/services';
import { PluginRegistry } from '@lumino/coreutils';
import { plugins, renderers } from './extensions.js';

const enabled = plugin => !PageConfig.Extension.isDisabled(plugin.id);
const deferred = plugins.filter(plugin => PageConfig.Extension.isDeferred(plugin.id));
const patterns = list => list.map(value => value.raw ?? value);

/** What the settings page and the plugins' list show of each plugin. */
function description(plugin) {
  return {
    id: plugin.id,
    description: plugin.description ?? '',
    requires: plugin.requires ?? [],
    optional: plugin.optional ?? [],
    provides: plugin.provides ?? null,
    autoStart: plugin.autoStart,
    enabled: enabled(plugin),
    extension: plugin.id.split(':')[0]
  };
}

async function start() {
  const pluginRegistry = new PluginRegistry();
  pluginRegistry.registerPlugins(plugins.filter(enabled));
  const lab = new JupyterLab({
    pluginRegistry,
    serviceManager: await pluginRegistry.resolveOptionalService(IServiceManager),
    connectionStatus: await pluginRegistry.resolveOptionalService(IConnectionStatus),
    mimeExtensions: renderers.filter(enabled),
    availablePlugins: plugins.map(description),
    disabled: {
      matches: plugins.filter(plugin => !enabled(plugin)).map(plugin => plugin.id),
      patterns: patterns(PageConfig.Extension.disabled)
    },
    deferred: {
      matches: deferred.map(plugin => plugin.id),
      patterns: patterns(PageConfig.Extension.deferred)
    }
  });
  await lab.start({
    ignorePlugins: deferred.map(plugin => plugin.id),
    bubblingKeydown: true
  });
  document.querySelector('.receptive-Opening')?.remove();
}

start().catch(problem => {
  const opening = document.querySelector('.receptive-Opening');
  if (opening) {
    opening.textContent = `The page could not start: ${problem.message ?? problem}`;
  }
  throw problem;
});
