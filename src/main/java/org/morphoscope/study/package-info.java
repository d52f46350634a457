/**
 * Studies of a net outside a run: scoring an exchange case, benchmarks. Calibration and the
 * comparison of strategies have packages of their own below it.
 *
 * <p>The benchmark times its items in turn in three rounds and takes the middle of three medians,
 * so that none pays for a machine that is not warm yet. Beside every time stands the least work
 * that the step can get away with, and the rate of a matrix product measured in the same run. A
 * share above 1 of the latter is possible: it is a rate to compare with, not a bound.
 *
 * <p>May use everything from {@code net} to {@code growth}, and {@code journal} for reading and
 * writing arrays: an exchange case is a folder of the same {@code .npy} files as a checkpoint.
 */
package org.morphoscope.study;
