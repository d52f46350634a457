/**
 * Weights and passes: the only place where activations live.
 *
 * <p>May use {@code net}, {@code data}, ND4J and (here only) oneDNN through JavaCPP and, in {@code
 * compute.cuda}, NVIDIA's driver through JNA.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Activations are NHWC, weights {@code [O, I, kH, kW]}, both C order. NHWC is as fast as
 *       oneDNN's blocked layouts at the odd widths that growth makes and lets per-channel loops run
 *       across channels.
 *   <li>A batch is cut into as many shards as there are threads, and each thread runs the whole net
 *       on its own shard with single-threaded kernels; only batch statistics and weight gradients
 *       meet. Activations stay in their core's cache and no OpenMP team spins against Java threads,
 *       nor do OpenBLAS's own threads: after every product they stay awake for some 25 ms, which
 *       took up to a whole core from two shards and made every third scoring step twice as long. A
 *       {@link org.morphoscope.compute.Kernels} is therefore used by one thread at a time.
 *   <li>Everything between two convolutions is a {@link org.morphoscope.compute.ChainShape}: an
 *       affine map per channel (BatchNorm, frozen or with batch statistics, or a bias), ReLU,
 *       pooling. Kernels take the convolution's output {@code a} and recompute {@code u = kappa a +
 *       shift} on the fly: cheaper than a trip to memory, and one kernel serves training, frozen
 *       passes and scoring.
 *   <li>Three implementations: {@code CpuKernels} (float32; oneDNN convolutions, Vector API loops),
 *       {@code Nd4jKernels} (ND4J operations only, float32 and float64, any ND4J backend) and those
 *       of {@code compute.cuda} (float32 and float64, NVIDIA cards), found as a service ({@link
 *       org.morphoscope.compute.GraphicsCards}). oneDNN has no float64 convolution, so double
 *       precision on the host always runs on the second.
 *   <li>The processor computes unless the build brings NVRTC ({@code -Pcuda}) or {@code
 *       MORPHOSCOPE_DEVICE=cuda} asks for a card: nobody should wonder why a card got busy.
 *   <li>An array's contents are for kernels only: outside this package arrays are cut into views
 *       and handed on, never read, because their memory may be a card's.
 *   <li>Large constants of a run live in an {@link org.morphoscope.compute.ArrayPool} that keeps
 *       its memory from round to round: fresh pages from the system cost as much as the arithmetic
 *       on them.
 *   <li>Vector loops that share a caller are called through an array of functional objects ({@code
 *       PartLoops}, {@code MaxOfFour}, {@code PoolingLoops}). HotSpot would inline them into one
 *       method, run out of its limits there and box every vector: three to four times slower, and a
 *       gigabyte of garbage in a few rounds.
 * </ul>
 */
package org.morphoscope.compute;
