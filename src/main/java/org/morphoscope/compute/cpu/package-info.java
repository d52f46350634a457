/**
 * The processor's back end: oneDNN's convolutions and loops of the Vector API, float32.
 *
 * <p>May use {@code compute.kernels}, ND4J's arrays and (here only) oneDNN through JavaCPP.
 *
 * <p>Decisions: vector loops that share a caller are called through an array of functional objects
 * ({@code PartLoops}, {@code MaxOfFour}, {@code PoolingLoops}). HotSpot would inline them into one
 * method, run out of its limits there and box every vector: three to four times slower, and a
 * gigabyte of garbage in a few rounds. Vectors reach memory through {@code VectorMemory} alone,
 * which looks up what the running Java offers, so that one jar computes on Java 17 and on newer
 * ones. oneDNN has no float64 convolution, so double precision on the host runs on {@code
 * compute.nd4j}.
 */
package org.morphoscope.compute.cpu;
