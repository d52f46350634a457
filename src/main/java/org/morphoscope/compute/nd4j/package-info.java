/**
 * The back end of ND4J operations only: float32 and float64, any ND4J backend.
 *
 * <p>May use {@code compute.kernels} and ND4J. Decisions: no loop over the host's memory, so that
 * the same code runs where arrays live on a card; it is the reference that the faster back ends are
 * held against, and what computes where oneDNN does not load.
 */
package org.morphoscope.compute.nd4j;
