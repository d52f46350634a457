/**
 * Studies of a net outside a run: scoring an exchange case, benchmarks. Calibration and the
 * comparison of strategies have packages of their own below it.
 *
 * <p>May use everything from {@code net} to {@code growth}, and {@code journal} for reading and
 * writing arrays: an exchange case is a folder of the same {@code .npy} files as a checkpoint.
 */
package org.morphoscope.study;
