/**
 * A network as a table: what comes out of every layer, what it costs, how far it sees; as HTML,
 * text, and a Tablesaw table to compute with.
 */
package org.receptive.viz.summary;
