/**
 * The back end of ND4J operations only: float32 and float64, any ND4J backend.
 *
 * <p>How it reads: a method of the contract is its formula, one array operation after another.
 * Per-channel numbers become row vectors over {@code [N H W, C]}, sums over positions run over
 * {@code [N, H W, C]}, a pooling window is k k strided views {@code [N, H', W', C]} of one array,
 * and a condition is an array of ones and zeros that is multiplied with. Operations that end in
 * {@code i} ({@code muli}) overwrite their array; what others allocate is freed by the {@code
 * Scratch} of the call.
 *
 * <p>May use {@code compute.kernels} and ND4J. Decisions: no loop over the host's memory, so that
 * the same code runs where arrays live on a card; it is the reference that the faster back ends are
 * held against, and what computes where oneDNN does not load.
 */
package org.morphoscope.compute.nd4j;
