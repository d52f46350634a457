package org.morphoscope.compute.kernels;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Counts the multiply-accumulates of convolutions and matrix products on their way to a back end.
 * Elementwise work, per-channel sums and the chain are not counted: they are a few operations for
 * each activation, where a convolution is hundreds.
 */
public final class CountingKernels {
  private final Kernels kernels;
  private final Kernels counted;
  private long multiplyAccumulates;

  /**
   * Counts from zero.
   *
   * @param kernels do the work
   */
  public CountingKernels(Kernels kernels) {
    this.kernels = kernels;
    InvocationHandler handler = (proxy, method, arguments) -> call(method, arguments);
    this.counted =
        (Kernels)
            Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, handler);
  }

  /** {@return the kernels that are counted} */
  public Kernels kernels() {
    return counted;
  }

  /** {@return the multiply-accumulates so far; read it when no thread is within a kernel} */
  public long multiplyAccumulates() {
    return multiplyAccumulates;
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    multiplyAccumulates += of(method.getName(), arguments);
    try {
      return method.invoke(kernels, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** What one call does. */
  private static long of(String kernel, Object[] arguments) {
    return switch (kernel) {
      case "convolve", "convolveBackwardData", "convolveBackwardWeights" ->
          ((ConvShape) arguments[0]).multiplyAccumulates();
      // rows [N, P]
      case "addRowProducts", "addRows" -> ((INDArray) arguments[0]).length();
      // left [N, P], right [N, Q]
      case "addGram" -> ((INDArray) arguments[0]).length() * ((INDArray) arguments[1]).size(1);
      default -> 0;
    };
  }
}
