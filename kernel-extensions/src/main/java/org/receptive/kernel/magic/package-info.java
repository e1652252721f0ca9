/**
 * Magics: commands of the notebook, written {@code %name arguments} on a line of their own or
 * {@code %%name arguments} above the cell's text. A module adds its own by naming a {@link
 * org.receptive.kernel.magic.MagicProvider} in {@code META-INF/services}.
 */
package org.receptive.kernel.magic;
