/**
 * Which back end computes, and the team of threads that it computes with.
 *
 * <p>May use {@code compute.kernels} and the back ends of the host; a card's back end is found as a
 * service ({@link org.morphoscope.compute.kernels.GraphicsCards}).
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A batch is cut into as many shards as there are threads, and each thread runs the whole net
 *       on its own shard with single-threaded kernels; only batch statistics and weight gradients
 *       meet. Activations stay in their core's cache and no OpenMP team spins against Java threads,
 *       nor do OpenBLAS's own threads: after every product they stay awake for some 25 ms, which
 *       took up to a whole core from two shards and made every third scoring step twice as long.
 *   <li>The processor computes unless the build brings NVRTC ({@code -Pcuda}) or {@code
 *       MORPHOSCOPE_DEVICE=cuda} asks for a card: nobody should wonder why a card got busy.
 * </ul>
 */
package org.morphoscope.compute.device;
