package org.morphoscope.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
