package org.receptive.lessons.exercise;

/**
 * A usual wrong answer.
 *
 * @param value what it gives
 * @param diagnosis what was probably done: "you used 2p as p"
 */
public record Mistake(double value, String diagnosis) {}
