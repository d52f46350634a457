/**
 * Nets and passes: training, frozen passes, BatchNorm statistics, gradients, the optimiser. The
 * only place where activations live.
 *
 * <p>May use {@code net}, ND4J's arrays and the packages below {@code compute}: {@code kernels}
 * (the contract), {@code cpu}, {@code nd4j} and {@code cuda} (one back end each) and {@code device}
 * (which of them, with how many threads).
 *
 * <p>Decisions: an array's contents are for kernels only. Passes cut arrays into views and hand
 * them on; statistics and losses leave as {@code double[]}.
 */
package org.morphoscope.compute;
