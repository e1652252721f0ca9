/** The magics that every notebook has. */
package org.receptive.kernel.magic.builtin;
