/** Notebooks as self-contained HTML pages that ask nothing of the network. */
package org.receptive.lab.html;
