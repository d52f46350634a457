package org.morphoscope.compute.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.kernels.GraphicsCard;
import org.morphoscope.compute.kernels.GraphicsCards;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.compute.nd4j.Nd4jKernels;
import org.nd4j.linalg.api.buffer.DataType;

class BackendTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @Test
  void ownVariableDecidesThenOpenMpThenProcessors() {
    Map<String, String> both = Map.of("MORPHOSCOPE_THREADS", "3", "OMP_NUM_THREADS", "5");
    assertEquals(3, Backend.defaultThreads(both));
    assertEquals(5, Backend.defaultThreads(Map.of("OMP_NUM_THREADS", "5")));
    assertEquals(PROCESSORS, Backend.defaultThreads(Map.of("OMP_NUM_THREADS", "4,2")));
    assertEquals(PROCESSORS, Backend.defaultThreads(Map.of()));
  }

  @Test
  void badOwnVariableGetsOneSentence() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Backend.defaultThreads(Map.of("MORPHOSCOPE_THREADS", "two")));
    assertEquals(
        "environment variable MORPHOSCOPE_THREADS: expected a positive whole number, found 'two';"
            + " correct or unset it",
        e.getMessage());
  }

  @Test
  void loadedBackendSaysWhatItIsAndCreatesKernelsOfBothTypes() {
    Backend backend = Backend.load(2);
    assertTrue(backend.versions().startsWith("ND4J 1.0.0"), backend.versions());
    assertFalse(backend.describe().contains("\n"));
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      try (Kernels kernels = backend.create(type);
          Kernels reference = backend.createReference(type)) {
        assertEquals(type, kernels.type());
        assertInstanceOf(Nd4jKernels.class, reference);
      }
    }
  }

  @Test
  void withoutOneDnnNd4jConvolvesAndTheReasonIsTold() {
    Backend backend =
        new Backend("CPU", "amd64", "ND4J 1", Optional.of("oneDNN does not load (no lib)"), 2);
    assertTrue(backend.describe().contains("because oneDNN does not load (no lib)."));
    assertEquals("CPU, 2 threads, ND4J", backend.summary());
    try (Kernels kernels = backend.create(DataType.FLOAT)) {
      assertEquals("nd4j", kernels.id());
    }
  }

  private static final class OneCard implements GraphicsCards {
    private final boolean preferred;
    private final boolean works;

    OneCard(boolean preferred, boolean works) {
      this.preferred = preferred;
      this.works = works;
    }

    @Override
    public boolean preferred() {
      return preferred;
    }

    @Override
    public GraphicsCard open() {
      if (!works) {
        throw new IllegalStateException("the driver does not load");
      }
      return new GraphicsCard() {
        @Override
        public String name() {
          return "Card";
        }

        @Override
        public String versions() {
          return "driver 1";
        }

        @Override
        public Kernels create(DataType type) {
          return new Nd4jKernels(type);
        }
      };
    }
  }

  private static Backend choose(String wanted, boolean preferred, boolean works) {
    Map<String, String> environment =
        wanted.isEmpty() ? Map.of() : Map.of("MORPHOSCOPE_DEVICE", wanted);
    return new Backend("CPU", "amd64", "ND4J 1", Optional.empty(), 3)
        .orCard(environment, Optional.of(new OneCard(preferred, works)));
  }

  @Test
  void aCardComputesWhereItIsAskedForOrTheBuildIsForIt() {
    assertFalse(choose("", false, true).gpu());
    assertTrue(choose("", true, true).gpu());
    assertFalse(choose("cpu", true, true).gpu());
    Backend asked = choose("cuda", false, true);
    assertEquals("GPU: Card", asked.summary());
    assertEquals(1, asked.shards());
    assertTrue(asked.describe().contains("(ND4J 1, driver 1)"), asked.describe());
  }

  @Test
  void aCardThatFailsIsAnErrorOnlyWhereItIsAskedFor() {
    Backend host = choose("", true, false);
    assertEquals(3, host.shards());
    assertTrue(host.describe().endsWith("No GPU is used: the driver does not load."));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> choose("cuda", true, false));
    assertEquals(
        "MORPHOSCOPE_DEVICE=cuda asks for a graphics card, but the driver does not load; unset it"
            + " to compute on the CPU",
        e.getMessage());
  }

  @Test
  void anUnknownDeviceGetsOneSentence() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> choose("tpu", false, true));
    assertEquals(
        "environment variable MORPHOSCOPE_DEVICE: expected cpu or cuda, found 'tpu'; correct or"
            + " unset it",
        e.getMessage());
  }

  @Test
  void aGraphicsCardGetsOneShardAndNd4jOperations() {
    Backend backend = new Backend("CUDA", "Card", "ND4J 1", Optional.of("it is a card"), 1);
    assertTrue(backend.gpu());
    assertEquals("GPU: Card", backend.summary());
    try (Kernels kernels = backend.create(DataType.FLOAT)) {
      assertInstanceOf(Nd4jKernels.class, kernels);
    }
  }
}
