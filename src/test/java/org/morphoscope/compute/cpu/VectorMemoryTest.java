package org.morphoscope.compute.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMemoryTest {
  private static final int LANES = ChannelTile.LANES;

  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect((3 * LANES + 1) * Float.BYTES).order(ByteOrder.nativeOrder());

  VectorMemoryTest() {
    for (int i = 0; i <= 3 * LANES; i++) {
      buffer.putFloat(i * Float.BYTES, i);
    }
  }

  @Test
  void thisJavaCanCompute() {
    assertEquals(Optional.empty(), VectorMemory.problem());
  }

  @Test
  void lanesAreTheFloatsFromTheElementOn() {
    float[] expected = new float[LANES];
    for (int i = 0; i < LANES; i++) {
      expected[i] = 3 + i;
    }

    assertArrayEquals(expected, VectorMemory.load(buffer, 3).toArray());
  }

  @Test
  void aStoreChangesItsElementsAndNoOthers() {
    VectorMemory.store(buffer, LANES + 1, FloatVector.broadcast(ChannelTile.SPECIES, -1f));

    for (int i = 0; i <= 3 * LANES; i++) {
      float expected = i > LANES && i <= 2 * LANES ? -1f : i;
      assertEquals(expected, buffer.getFloat(i * Float.BYTES), "element " + i);
    }
  }

  @Test
  void theLastWholeVectorCanBeReachedAndNothingBeyond() {
    assertEquals(3 * LANES, VectorMemory.load(buffer, 2 * LANES + 1).lane(LANES - 1));

    FloatVector zero = FloatVector.zero(ChannelTile.SPECIES);
    int beyond = 2 * LANES + 2;
    assertThrows(IndexOutOfBoundsException.class, () -> VectorMemory.load(buffer, beyond));
    assertThrows(IndexOutOfBoundsException.class, () -> VectorMemory.load(buffer, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> VectorMemory.store(buffer, beyond, zero));
    assertThrows(IndexOutOfBoundsException.class, () -> VectorMemory.store(buffer, -1, zero));
  }
}
