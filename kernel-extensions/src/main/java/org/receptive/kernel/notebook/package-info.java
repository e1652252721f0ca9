/** What code in a notebook may call without an import. */
package org.receptive.kernel.notebook;
