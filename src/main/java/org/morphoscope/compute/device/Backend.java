package org.morphoscope.compute.device;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.morphoscope.compute.cpu.ChannelTile;
import org.morphoscope.compute.cpu.CpuKernels;
import org.morphoscope.compute.cpu.OneDnn;
import org.morphoscope.compute.cpu.OneDnnConvolver;
import org.morphoscope.compute.cpu.VectorMemory;
import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.compute.kernels.GraphicsCards;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.nd4j.Nd4jConvolver;
import org.morphoscope.compute.nd4j.Nd4jKernels;
import org.morphoscope.text.Texts;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What computes on this machine: the processor or a graphics card, whether oneDNN loads, and how
 * many shards a batch is cut into.
 *
 * @param name {@code "CPU"} or {@code "CUDA"}
 * @param device the processor or graphics card in words
 * @param versions libraries in use in words, for example {@code "ND4J 1.0.0-M2.1, oneDNN 3.8.1"}
 * @param oneDnnProblem why oneDNN does not do the convolutions, empty when it does
 * @param shards parts of a batch that run at the same time, one thread each; 1 on a GPU
 * @param card the graphics card with kernels of this program; empty on a CPU and where ND4J's own
 *     CUDA backend computes
 * @param cardProblem why no card computes, empty when one does
 */
public record Backend(
    String name,
    String device,
    String versions,
    Optional<String> oneDnnProblem,
    int shards,
    Optional<GraphicsCard> card,
    Optional<String> cardProblem) {
  private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

  /** JavaCPP's own switch: its warnings go to the log instead of standard error. */
  private static final String JAVACPP_LOGGER = "org.bytedeco.javacpp.logger";

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** Chooses what computes: {@code cpu} or {@code cuda}. */
  private static final String DEVICE_VARIABLE = "MORPHOSCOPE_DEVICE";

  /** Why no card computes where none was asked for. */
  private static final String NOT_ASKED =
      Texts.of("it is not asked for (%s=cuda asks for an NVIDIA card)", DEVICE_VARIABLE);

  /**
   * A backend without kernels of this program for a card.
   *
   * @param name {@code "CPU"} or {@code "CUDA"}
   * @param device the processor or graphics card in words
   * @param versions libraries in use in words, for example {@code "ND4J 1.0.0-M2.1, oneDNN 3.8.1"}
   * @param oneDnnProblem why oneDNN does not do the convolutions, empty when it does
   * @param shards parts of a batch that run at the same time, one thread each; 1 on a GPU
   */
  public Backend(
      String name, String device, String versions, Optional<String> oneDnnProblem, int shards) {
    this(name, device, versions, oneDnnProblem, shards, Optional.empty(), Optional.of(NOT_ASKED));
  }

  /**
   * Checks that there is at least one shard.
   *
   * @param name {@code "CPU"} or {@code "CUDA"}
   * @param device the processor or graphics card in words
   * @param versions libraries in use in words, for example {@code "ND4J 1.0.0-M2.1, oneDNN 3.8.1"}
   * @param oneDnnProblem why oneDNN does not do the convolutions, empty when it does
   * @param shards parts of a batch that run at the same time, one thread each; 1 on a GPU
   * @param card the graphics card with kernels of this program
   * @param cardProblem why no card computes, empty when one does
   */
  public Backend {
    if (shards < 1) {
      throw new IllegalArgumentException("a backend needs at least 1 shard, got " + shards);
    }
  }

  /**
   * {@return what computes here, by {@link #load(int)} with {@link #defaultThreads} of the process
   * environment}
   */
  public static Backend load() {
    return load(defaultThreads(System.getenv()));
  }

  /**
   * {@return what computes here} Later calls are cheap. One thread at a time: the classes of ND4J
   * wait for each other for ever when two threads load them.
   *
   * <p>{@code MORPHOSCOPE_DEVICE} chooses between {@code cpu} and {@code cuda}; unset, an NVIDIA
   * card computes if the program was built for one and it works.
   *
   * @param threads threads to use on a CPU, at least 1
   * @throws IllegalStateException when this machine cannot compute; the message says why
   * @throws IllegalArgumentException when the variable has another value
   */
  public static synchronized Backend load(int threads) {
    if (System.getProperty(JAVACPP_LOGGER) == null) {
      System.setProperty(JAVACPP_LOGGER, "slf4j");
    }
    boolean cpu = loadNd4j();
    if (cpu && ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      throw new IllegalStateException(
          "the vector module is not loaded; start Java with --add-modules " + VECTOR_MODULE);
    }
    if (cpu && VectorMemory.problem().isPresent()) {
      throw new IllegalStateException(VectorMemory.problem().get());
    }
    String name = cpu ? "CPU" : "CUDA";
    Optional<String> problem =
        cpu
            ? OneDnn.problem()
            : Optional.of("a graphics card computes through ND4J's own operations");
    // what a report of a problem should name
    String versions = "ND4J " + nd4jVersion();
    if (problem.isEmpty()) {
      versions += ", oneDNN " + OneDnn.version();
    } else if (cpu) {
      LOG.info("Convolutions by ND4J: {}", problem.get());
    }
    Backend host = new Backend(name, device(cpu), versions, problem, cpu ? threads : 1);
    return host.gpu() ? host : host.orCard(System.getenv(), GraphicsCards.find());
  }

  /**
   * A card instead of this processor where one is wanted. One that was asked for and does not open
   * is an error; one that only the build prefers is told in the log, and the processor computes.
   *
   * @throws IllegalStateException when a card was asked for and does not open; the message says why
   * @throws IllegalArgumentException when the variable has another value than it may
   */
  Backend orCard(Map<String, String> environment, Optional<GraphicsCards> cards) {
    String wanted = environment.getOrDefault(DEVICE_VARIABLE, "").strip();
    if (!Set.of("", "cpu", "cuda").contains(wanted)) {
      throw new IllegalArgumentException(
          Texts.of(
              "environment variable %s: expected cpu or cuda, found '%s'; correct or unset it",
              DEVICE_VARIABLE, wanted));
    }
    boolean asked = wanted.equals("cuda");
    if (!asked && (wanted.equals("cpu") || !cards.map(GraphicsCards::preferred).orElse(false))) {
      return this;
    }
    try {
      GraphicsCard found =
          cards
              .orElseThrow(() -> new IllegalStateException("this build has no kernels for cards"))
              .open();
      return new Backend(
          "CUDA",
          found.name(),
          versions + ", " + found.versions(),
          oneDnnProblem,
          1,
          Optional.of(found),
          Optional.empty());
    } catch (IllegalStateException e) {
      if (asked) {
        throw new IllegalStateException(
            Texts.of(
                "%s=cuda asks for a graphics card, but %s; unset it to compute on the CPU",
                DEVICE_VARIABLE, e.getMessage()),
            e);
      }
      LOG.warn("Computes on the CPU: {}", e.getMessage());
      return new Backend(
          name, device, versions, oneDnnProblem, shards, card, Optional.of(e.getMessage()));
    }
  }

  /**
   * {@return the number of threads to use unless told otherwise: {@code MORPHOSCOPE_THREADS}, else
   * {@code OMP_NUM_THREADS}, else one per processor}
   *
   * @param environment variables of the process
   * @throws IllegalArgumentException when {@code MORPHOSCOPE_THREADS} is not a positive whole
   *     number
   */
  public static int defaultThreads(Map<String, String> environment) {
    String own = environment.get("MORPHOSCOPE_THREADS");
    if (own != null && !own.isBlank()) {
      return positive(own)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "environment variable MORPHOSCOPE_THREADS: expected a positive whole number,"
                          + Texts.of(" found '%s'; correct or unset it", own)));
    }
    // OpenMP allows lists such as "4,2"; whatever is no plain number is not meant for this program
    return positive(environment.getOrDefault("OMP_NUM_THREADS", ""))
        .orElse(Runtime.getRuntime().availableProcessors());
  }

  /** {@return whether a graphics card computes} */
  public boolean gpu() {
    return !name.equals("CPU");
  }

  /** {@return what does the float32 convolutions: {@code "onednn"} or {@code "nd4j"}} */
  public String convolutions() {
    return oneDnnProblem.isEmpty() ? "onednn" : "nd4j";
  }

  /**
   * {@return the fastest kernels for a type, to be closed by the caller; one instance per shard,
   * made and used by that shard's thread after {@link Kernels#enterThread}}
   *
   * @param type FLOAT or DOUBLE
   */
  public Kernels create(DataType type) {
    if (card.isPresent()) {
      return card.get().create(type);
    }
    if (gpu() || type != DataType.FLOAT) {
      return new Nd4jKernels(type);
    }
    return new CpuKernels(
        oneDnnProblem.isEmpty() ? new OneDnnConvolver() : new Nd4jConvolver(DataType.FLOAT));
  }

  /**
   * {@return kernels of ND4J operations only, whatever is faster: the reference that others are
   * checked against}
   *
   * @param type FLOAT or DOUBLE
   */
  public Kernels createReference(DataType type) {
    return new Nd4jKernels(type);
  }

  /** {@return one line for the run bar} */
  public String summary() {
    return gpu()
        ? "GPU: " + device
        : Texts.of(
            "CPU, %d %s, %s",
            shards,
            shards == 1 ? "thread" : "threads",
            oneDnnProblem.isEmpty() ? "oneDNN" : "ND4J");
  }

  /** {@return a few sentences for the doctor} */
  public String describe() {
    if (gpu()) {
      String kernels =
          card.isPresent()
              ? "Kernels of this program."
              : "ND4J's own operations, never tested on hardware by us: please report.";
      return Texts.of("Computes on the graphics card %s (%s). %s", device, versions, kernels);
    }
    String convolutions =
        oneDnnProblem
            .map(problem -> "Convolutions by ND4J, slower, because " + problem + ".")
            .orElse("Convolutions by oneDNN.");
    return Texts.of(
        "Computes on the CPU: %s, %d of %d threads (%s). %s No GPU is used: %s.",
        device,
        shards,
        Runtime.getRuntime().availableProcessors(),
        versions,
        convolutions,
        cardProblem.orElse(NOT_ASKED));
  }

  /** Loads ND4J's native library. True on a CPU. */
  private static boolean loadNd4j() {
    try {
      return Nd4j.getEnvironment().isCPU();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          Texts.of(
              "ND4J's native library does not load on %s %s (%s); this build is for one platform, see the README",
              System.getProperty("os.name"), System.getProperty("os.arch"), e),
          e);
    }
  }

  /** The processor (with the vectors that the loops use) or the card of ND4J's CUDA backend. */
  private static String device(boolean cpu) {
    if (cpu) {
      return Texts.of("%s, vectors of %d floats", System.getProperty("os.arch"), ChannelTile.LANES);
    }
    return NativeOpsHolder.getInstance().getDeviceNativeOps().getDeviceName(0);
  }

  /** From ND4J's own file: its classes do not tell. */
  private static String nd4jVersion() {
    try (var stream =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      Properties properties = new Properties();
      if (stream != null) {
        properties.load(stream);
      }
      return properties.getProperty("version", "of unknown version");
    } catch (java.io.IOException e) {
      LOG.warn("Cannot read the version of ND4J", e);
      return "of unknown version";
    }
  }

  /** A positive whole number, or nothing. */
  private static Optional<Integer> positive(String text) {
    try {
      int value = Integer.parseInt(text.strip());
      return value > 0 ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
