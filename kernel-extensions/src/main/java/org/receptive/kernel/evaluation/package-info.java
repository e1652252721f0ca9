/** Java cells on JShell: splitting, running, stopping, redeclaring, explaining what went wrong. */
package org.receptive.kernel.evaluation;
