/**
 * The Gauss-Newton model of the loss: the four curvature modes, learning theta, the sums of a
 * scoring pass, the joint model of all candidates and the greedy selection.
 *
 * <p>May use {@code net}, {@code data}, {@code compute} and {@code morph}; hands out {@code
 * double[]}.
 */
package org.morphoscope.score;
