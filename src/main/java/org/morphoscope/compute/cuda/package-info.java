/**
 * Kernels on NVIDIA cards. Found by {@code compute} as a service; nothing else knows this package.
 *
 * <p>May use {@code compute}, ND4J and (here only) JNA.
 *
 * <p>How a call goes: a method of the contract names a kernel of the CUDA text, adds the arguments
 * in the text's order ({@code Launch}) and gives the grid. Shapes go as structs of ints ({@code
 * Shapes}); vectors of the host ({@code Vectors}) go ahead in the same stream through pinned
 * memory; results come back the same way ({@code CudaSession.fetch}). Per-channel sums are a block
 * per tile of channels and slice of rows, then one block over the slices ({@code Reductions}).
 * Addresses are {@code long}: Java catches no mistake there, the tests of the contract do.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>CUDA's driver interface and the run-time compiler NVRTC, nothing else of CUDA. Both are
 *       called through JNA, which ND4J brings along: its calls are bound by name when the program
 *       runs, so one build takes the NVRTC of any CUDA (12.9 and 13.0 were tried), where JavaCPP's
 *       presets want exactly the version they were made for. Without a driver nothing here is
 *       loaded.
 *   <li>The kernels are CUDA C++ in this package's resources, compiled for the card at hand when
 *       kernels of a precision are first asked for (about 6 s; later starts found the result in
 *       NVIDIA's cache).
 *   <li>Arrays are ND4J's in shape, views and closing, but their address is the card's: only
 *       kernels look at the contents.
 *   <li>Products and sums in the arrays' own type (no TF32), statistics in double; no atomic
 *       additions, all sums in a fixed order. So the contract of {@code compute} holds with the
 *       tolerances of the other kernels, and a run repeats to the last bit.
 *   <li>Everything goes to one stream; the host waits only where a method returns numbers. One
 *       shard: the card is parallel enough.
 *   <li>Convolutions are matrix products whose left matrix is fetched from the activations tile by
 *       tile; the weight gradient is cut into slices of the pixels that are added afterwards.
 * </ul>
 */
package org.morphoscope.compute.cuda;
