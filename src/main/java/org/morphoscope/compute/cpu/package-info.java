/**
 * The processor's back end: oneDNN's convolutions and loops of the Vector API, float32.
 *
 * <p>May use {@code compute.kernels}, ND4J's arrays and (here only) oneDNN through JavaCPP.
 *
 * <p>How the loops are written. An array {@code [N, H, W, C]} is a flat run of floats in which
 * element i belongs to channel {@code i mod C}. Tables of per-channel numbers (kappa, shift, ...)
 * are repeated until their length is a multiple of C and of the vector ({@code ChannelTile}), so
 * every loop is
 *
 * <pre>
 *   for each tile of the array          base = from, from + tile, ...
 *     for whole vectors of the tile     j = 0, LANES, ...    element base + j meets table entry j
 *     for the elements that are left    in the last tile only
 * </pre>
 *
 * <p>Without pooling it runs over all images at once ({@code FlatLoops}); with pooling, image by
 * image through scratch memory ({@code PoolingLoops}), whose buffers have a vector to spare, so
 * that the last vector of a pixel may reach beyond it. Conditions are bit masks made from signs.
 * Sums go into floats for some tiles and then into doubles, in a fixed order.
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
