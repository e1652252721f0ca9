/**
 * DL4J and ND4J at the edge: our networks as DL4J's graphs, our tensors as ND4J's arrays. Nothing
 * else of the lessons knows of these libraries, which are not among those that the lab starts with.
 */
package org.receptive.lessons.dl4j;
