/** Measurements beside the peers that students could use instead. */
package org.receptive.lab.bench;
