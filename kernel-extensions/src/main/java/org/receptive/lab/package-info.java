/** The command line of the laboratory: {@code ./lab}. */
package org.receptive.lab;
