/** A Jupyter server in Java: JupyterLab, files and kernels from one process, for one user. */
package org.receptive.server;
