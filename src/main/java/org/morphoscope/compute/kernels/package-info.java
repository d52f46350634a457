/**
 * The contract of the numerics: what a back end must be able to do with arrays.
 *
 * <p>May use {@code net} and the array types of ND4J; knows no back end. What two back ends share
 * and no other room needs ({@code GlobalTail}, {@code NativeThreads}, scratch memory) lies here as
 * well.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Activations are {@code [N, H, W, C]}, weights {@code [O, I, kH, kW]}, both C order. NHWC is
 *       as fast as oneDNN's blocked layouts at the odd widths that growth makes and lets
 *       per-channel loops run across channels.
 *   <li>Everything between two convolutions is a {@link
 *       org.morphoscope.compute.kernels.ChainShape}: an affine map per channel (BatchNorm, frozen
 *       or with batch statistics, or a bias), an activation, pooling. Kernels take the
 *       convolution's output {@code a} and recompute {@code u = kappa a + shift} on the fly:
 *       cheaper than a trip to memory, and one kernel serves training, frozen passes and scoring.
 *   <li>A {@link org.morphoscope.compute.kernels.Kernels} is used by one thread at a time.
 *   <li>An array's contents are for kernels only: outside the back ends arrays are cut into views
 *       and handed on, never read, because their memory may be a card's.
 *   <li>Large constants of a run live in an {@link org.morphoscope.compute.kernels.ArrayPool} that
 *       keeps its memory from round to round: fresh pages from the system cost as much as the
 *       arithmetic on them.
 *   <li>The tests of the contract ({@code KernelsContract}) run over every back end with the same
 *       inputs and each precision's own tolerance.
 * </ul>
 */
package org.morphoscope.compute.kernels;
