/**
 * The Jupyter messaging protocol 5.4 as data: messages, their typed contents, their signature and
 * their form on the wire. Nothing here knows sockets, threads or Java cells, so a client can use it
 * as well as the kernel.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Messaging in
 *     Jupyter</a>
 */
package org.receptive.kernel.protocol;
