package org.morphoscope.compute.cpu;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Whether oneDNN can be used here. */
public final class OneDnn {
  private OneDnn() {}

  /**
   * {@return the reason why oneDNN cannot be used, as the end of a sentence; empty when a small
   * convolution ran} It must not only load, but compute.
   */
  public static Optional<String> problem() {
    ConvShape shape = new ConvShape(1, 3, 3, 1, 1, 3, 1, 1);
    try (INDArray x = Nd4j.ones(DataType.FLOAT, 1, 3, 3, 1);
        INDArray w = Nd4j.ones(DataType.FLOAT, 1, 1, 3, 3);
        INDArray a = Nd4j.create(DataType.FLOAT, 1, 3, 3, 1)) {
      try (OneDnnConvolver convolver = new OneDnnConvolver()) {
        convolver.forward(shape, x, w, a);
      }
      // the one output whose window is not padded: 9 ones times 9 ones
      float centre = a.getFloat(0, 1, 1, 0);
      return centre == 9
          ? Optional.empty()
          : Optional.of(Texts.of("oneDNN computed %s instead of 9", centre));
    } catch (LinkageError | RuntimeException e) {
      // a missing library, a class that failed to load before, or a platform without a build
      return Optional.of(Texts.of("oneDNN does not load (%s)", firstLine(e)));
    }
  }

  /**
   * {@return the version of the library, for example {@code "3.8.1"}} Only where {@link #problem}
   * is empty.
   */
  public static String version() {
    dnnl_version_t version = dnnl.version();
    return Texts.of("%d.%d.%d", version.major(), version.minor(), version.patch());
  }

  /**
   * {@code c = a b} of square float matrices, {@code {a, b, c}}; only where it can be used. The
   * order of rows and columns does not matter to a measurement of speed.
   *
   * @param size rows and columns of each matrix
   * @param matrices a, b and c, each of size x size floats; c is overwritten
   */
  public static void gemm(int size, FloatBuffer[] matrices) {
    int status =
        dnnl.dnnl_sgemm(
            (byte) 'N',
            (byte) 'N',
            size,
            size,
            size,
            1,
            matrices[0],
            size,
            matrices[1],
            size,
            0,
            matrices[2],
            size);
    if (status != 0) {
      throw new IllegalStateException("oneDNN's matrix product failed with status " + status);
    }
  }

  /** The first line of what went wrong; loaders of native libraries say a page. */
  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
