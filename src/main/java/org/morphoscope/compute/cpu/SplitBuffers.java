package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.LayerSplits;

/** {@link LayerSplits} with the arrays' memory: a, b {@code [N, H, W, C]} as float32. */
record SplitBuffers(ChainShape shape, ByteBuffer a, ByteBuffer b, double[] kappa, double[] shift) {}
