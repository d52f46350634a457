package org.morphoscope.compute.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import org.morphoscope.text.Texts;

/**
 * The functions of NVIDIA's driver library that are used, called directly. Every pointer, handle
 * and {@code size_t} is a {@code long}; an address of the host where the driver writes a result.
 * All return 0 or an error code.
 */
final class Driver {
  /** The driver's numbers for attributes of a device ({@code CUdevice_attribute}). */
  static final int MULTIPROCESSORS = 16;

  static final int CAPABILITY_MAJOR = 75;
  static final int CAPABILITY_MINOR = 76;

  /** {@code CUDA_ERROR_OUT_OF_MEMORY}: the one error that something can be done about. */
  static final int OUT_OF_MEMORY = 2;

  private Driver() {}

  /**
   * Binds the functions; again does no harm.
   *
   * @throws UnsatisfiedLinkError when there is no driver
   */
  static void load() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Native.register(Driver.class, NativeLibrary.getInstance(windows ? "nvcuda" : "libcuda.so.1"));
  }

  /**
   * Throws when a call failed, with the driver's name for the error.
   *
   * @param what completes "the graphics card failed to"
   */
  static void check(int code, String what) {
    if (code == 0) {
      return;
    }
    HostMemory text = new HostMemory(Long.BYTES);
    String name =
        cuGetErrorName(code, text.address()) == 0 ? text.string(text.getLong(0)) : "error " + code;
    String hint = code == OUT_OF_MEMORY ? "; free memory on the card or take a smaller batch" : "";
    throw new IllegalStateException(
        Texts.of("the graphics card failed to %s: %s%s", what, name, hint));
  }

  static native int cuInit(int flags);

  static native int cuGetErrorName(int error, long text);

  static native int cuDriverGetVersion(long version);

  static native int cuDeviceGet(long device, int ordinal);

  static native int cuDeviceGetName(long name, int length, int device);

  static native int cuDeviceGetAttribute(long value, int attribute, int device);

  static native int cuDevicePrimaryCtxRetain(long context, int device);

  static native int cuCtxSetCurrent(long context);

  static native int cuModuleLoadData(long module, long image);

  static native int cuModuleGetFunction(long function, long module, String name);

  // card memory; freeing waits for kernels that still use it
  static native int cuMemAlloc_v2(long pointer, long bytes);

  static native int cuMemFree_v2(long pointer);

  // pinned memory of the host, which the card reaches by itself
  static native int cuMemHostAlloc(long pointer, long bytes, int flags);

  static native int cuMemFreeHost(long pointer);

  // queued copies: host to card, card to host, card to card
  static native int cuMemcpyHtoDAsync_v2(long target, long source, long bytes, long stream);

  static native int cuMemcpyDtoHAsync_v2(long target, long source, long bytes, long stream);

  static native int cuMemcpyDtoDAsync_v2(long target, long source, long bytes, long stream);

  static native int cuMemsetD8Async(long target, byte value, long bytes, long stream);

  static native int cuStreamSynchronize(long stream);

  /**
   * Queues a kernel: a grid of blocks of threads.
   *
   * @param arguments addresses of the arguments, one after another
   * @param extra 0: the other way to hand over arguments is not used
   */
  static native int cuLaunchKernel(
      long function,
      int gridX,
      int gridY,
      int gridZ,
      int blockX,
      int blockY,
      int blockZ,
      int sharedBytes,
      long stream,
      long arguments,
      long extra);
}
