package org.receptive.viz.figure;

/**
 * A picture of a question that nobody has answered yet. Thrown, it ends its cell there. Who can
 * still type sees it as the cell's result, and what comes next runs; where nobody can, as in a
 * grader's run, the cell has failed.
 */
public interface Unanswered extends Picture {}
