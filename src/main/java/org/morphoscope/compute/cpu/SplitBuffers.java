package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.LayerSplits;

/**
 * {@link LayerSplits} with the arrays' memory, valid during one call of the kernels (method.md
 * section 3.1).
 *
 * @param shape the chain phi behind the layer
 * @param a {@code [N, H, W, C]} as float32
 * @param b {@code [N, H, W, C]} as float32: {@code theta * x}
 * @param kappa {@code [C]}
 * @param shift {@code [C]}
 */
record SplitBuffers(ChainShape shape, ByteBuffer a, ByteBuffer b, double[] kappa, double[] shift) {}
