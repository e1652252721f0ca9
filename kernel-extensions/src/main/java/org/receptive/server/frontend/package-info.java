/** JupyterLab's pages and what only they ask for: settings, themes, workspaces, the overview. */
package org.receptive.server.frontend;
