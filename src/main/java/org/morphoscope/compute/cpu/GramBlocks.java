package org.morphoscope.compute.cpu;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.kernels.Kernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Blocks of a Gram matrix by ND4J's matrix product, into arrays that are kept. */
final class GramBlocks implements AutoCloseable {
  /** Shapes of blocks that are kept: one net has three, and growth leaves old ones behind. */
  private static final int KEPT = 8;

  private final FloatBuffers buffers;

  /** By rows and columns; all are dropped when there would be too many. */
  private final Map<List<Integer>, INDArray> products = new HashMap<>();

  /** Reads products through the kernels' own buffers. */
  GramBlocks(FloatBuffers buffers) {
    this.buffers = buffers;
  }

  /** See {@link Kernels#addGram}. {@code gram += left^T right}: left [N, P], right [N, Q]. */
  void add(INDArray left, INDArray right, double[] gram, int first, int stride) {
    int p = Math.toIntExact(left.size(1));
    int q = Math.toIntExact(right.size(1));
    // column by column the product of right and left is the wanted block row by row
    INDArray product = product(q, p);
    Nd4j.gemm(right, left, product, true, false, 1, 0);
    ByteBuffer values = buffers.of(product);
    for (int i = 0; i < p; i++) {
      ElementLoops.addTo(values, i * q, gram, first + i * stride, q);
    }
  }

  /** Memory for a product of that shape, in Fortran order as BLAS writes it. */
  private INDArray product(int rows, int columns) {
    List<Integer> shape = List.of(rows, columns);
    if (products.size() == KEPT && !products.containsKey(shape)) {
      close();
    }
    return products.computeIfAbsent(
        shape, its -> Nd4j.create(DataType.FLOAT, new long[] {rows, columns}, 'f'));
  }

  @Override
  public void close() {
    products.values().forEach(INDArray::close);
    products.clear();
  }
}
