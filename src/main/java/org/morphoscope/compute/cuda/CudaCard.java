package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import java.util.EnumMap;
import java.util.Map;
import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The first card that the driver names, in the driver's primary context. The kernels are compiled
 * for it once per precision, when they are first asked for.
 */
final class CudaCard implements GraphicsCard {
  /** The first that the driver names; {@code CUDA_VISIBLE_DEVICES} decides which that is. */
  private static final int DEVICE = 0;

  private static final int NAME_BYTES = 256;

  // kept for a second precision
  private final Compiler compiler;
  private final String name;
  private final String driver;

  /** For example {@code sm_90}: code for this very card, no intermediate code. */
  private final String architecture;

  private final int multiprocessors;

  /** The driver's primary context: ND4J or others in this process would share it. */
  private final long context;

  /** By type, compiled when first asked for: about 6 s each. */
  private final Map<DataType, Program> programs = new EnumMap<>(DataType.class);

  /** Needs the driver's functions bound. */
  CudaCard(Compiler compiler) {
    this.compiler = compiler;
    int started = Driver.cuInit(0);
    if (started != 0) {
      throw new IllegalStateException(
          Texts.of("NVIDIA's driver finds no card (error %d)", started));
    }
    HostMemory memory = new HostMemory(NAME_BYTES);
    check(Driver.cuDeviceGet(memory.address(), DEVICE), "be found");
    int device = memory.getInt(0);
    check(Driver.cuDeviceGetName(memory.address(), NAME_BYTES, device), "tell its name");
    name = memory.string(memory.address());
    check(Driver.cuDriverGetVersion(memory.address()), "tell its driver's version");
    int version = memory.getInt(0);
    driver = version / 1000 + "." + version % 1000 / 10;
    multiprocessors = attribute(memory, Driver.MULTIPROCESSORS, device);
    architecture =
        "sm_"
            + attribute(memory, Driver.CAPABILITY_MAJOR, device)
            + attribute(memory, Driver.CAPABILITY_MINOR, device);
    check(Driver.cuDevicePrimaryCtxRetain(memory.address(), device), "open");
    context = memory.getLong(0);
  }

  /** A property of the card by the driver's number for it. */
  private static int attribute(HostMemory memory, int attribute, int device) {
    check(Driver.cuDeviceGetAttribute(memory.address(), attribute, device), "describe itself");
    return memory.getInt(0);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String versions() {
    return Texts.of("CUDA driver %s, NVRTC %s, %s", driver, compiler.version(), architecture);
  }

  /**
   * Kernels whose arrays live on the card; each has a session of its own, all share the compiled
   * program.
   *
   * @throws IllegalStateException when the kernels do not compile or the card has no memory left
   */
  @Override
  public Kernels create(DataType type) {
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException("expected FLOAT or DOUBLE, found " + type);
    }
    enter();
    return new CudaKernels(new CudaSession(this, program(type), type));
  }

  /** Lets the calling thread use the card. The driver keeps a current context for each thread. */
  void enter() {
    check(Driver.cuCtxSetCurrent(context), "be entered");
  }

  /** Processors of the card, each of which runs several blocks at a time. */
  int multiprocessors() {
    return multiprocessors;
  }

  /** Compiled once, whichever thread asks first; the others wait. */
  private synchronized Program program(DataType type) {
    return programs.computeIfAbsent(
        type,
        t ->
            new Program(
                compiler.compile(
                    KernelSources.text(), architecture, t == DataType.FLOAT ? "float" : "double")));
  }
}
