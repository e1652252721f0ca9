package org.receptive.engine.kernels.program;

/**
 * What a planner must know of the kernels that will run its program, and of the machine.
 *
 * @param filtersTogether filters of a register tile: weights are packed in groups of so many
 * @param tile pixels of a register tile
 * @param threads that compute
 * @param gigaflops what one thread computes at best, in 10^9 operations a second (a multiply-add is
 *     two)
 * @param gigabytes what one thread reads from memory, in 10^9 bytes a second
 * @param cacheBytes the second-level cache of one core
 * @param surroundsPictures whether the kernels for few channels put zeros around their input
 *     themselves, so that nobody copies it
 */
public record Target(
    int filtersTogether,
    int tile,
    int threads,
    double gigaflops,
    double gigabytes,
    long cacheBytes,
    boolean surroundsPictures) {}
