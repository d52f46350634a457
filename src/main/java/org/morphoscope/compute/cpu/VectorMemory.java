package org.morphoscope.compute.cpu;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.morphoscope.text.Texts;

/**
 * Vectors out of and into direct buffers, the only place where the loops touch memory.
 *
 * <p>The vector module of Java 17 and 18 reads buffers ({@code fromByteBuffer}). From Java 19 on it
 * reads memory segments instead ({@code fromMemorySegment}), which the compiler of Java 17 does not
 * know. So both are reached through method handles, looked up once. HotSpot takes handles in static
 * final fields for constants: the machine code in the loops is that of a direct call. The segment
 * that Java 19 and newer make of the buffer at each access never reaches the heap, because escape
 * analysis takes it apart. Every access is checked against the bounds of the buffer.
 */
public final class VectorMemory {
  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final VectorSpecies<Float> SPECIES = ChannelTile.SPECIES;

  /** {@code (species, buffer, byte offset, order)} to the vector there. */
  private static final MethodType LOADING =
      methodType(
          FloatVector.class, VectorSpecies.class, ByteBuffer.class, int.class, ByteOrder.class);

  /** {@code (vector, buffer, byte offset, order)}. */
  private static final MethodType STORING =
      methodType(void.class, FloatVector.class, ByteBuffer.class, int.class, ByteOrder.class);

  /** Null where {@link #problem} is present. */
  private static final MethodHandle LOAD;

  private static final MethodHandle STORE;

  static {
    Handles handles = find(MethodHandles.publicLookup());
    LOAD = handles.load();
    STORE = handles.store();
  }

  private record Handles(MethodHandle load, MethodHandle store) {}

  private VectorMemory() {}

  /**
   * {@return the reason why this Java cannot compute, in one sentence without a full stop; empty
   * where it can}
   */
  public static Optional<String> problem() {
    return LOAD != null
        ? Optional.empty()
        : Optional.of(
            Texts.of(
                "the vector module of Java %d reads memory in a way that this program does not know; use Java 17 or Java 22 to 25",
                Runtime.version().feature()));
  }

  /**
   * {@link ChannelTile#LANES} floats.
   *
   * @param buffer direct, in native order
   * @param element index of the first float
   * @throws IndexOutOfBoundsException when the vector reaches beyond the buffer
   */
  static FloatVector load(ByteBuffer buffer, int element) {
    try {
      return (FloatVector) LOAD.invokeExact(SPECIES, buffer, element << 2, NATIVE);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("loading a vector declares no exception", e);
    }
  }

  /**
   * Overwrites {@link ChannelTile#LANES} floats.
   *
   * @param buffer direct, in native order
   * @param element index of the first float
   * @throws IndexOutOfBoundsException when the vector reaches beyond the buffer
   */
  static void store(ByteBuffer buffer, int element, FloatVector v) {
    try {
      STORE.invokeExact(v, buffer, element << 2, NATIVE);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("storing a vector declares no exception", e);
    }
  }

  private static Handles find(Lookup lookup) {
    try {
      return buffers(lookup);
    } catch (ReflectiveOperationException ofJava19AndNewer) {
      try {
        return segments(lookup);
      } catch (ReflectiveOperationException neither) {
        return new Handles(null, null);
      }
    }
  }

  /** Java 17 and 18. */
  private static Handles buffers(Lookup lookup) throws ReflectiveOperationException {
    return new Handles(
        lookup.findStatic(FloatVector.class, "fromByteBuffer", LOADING),
        lookup.findVirtual(FloatVector.class, "intoByteBuffer", STORING.dropParameterTypes(0, 1)));
  }

  /** Java 19 and newer. */
  private static Handles segments(Lookup lookup) throws ReflectiveOperationException {
    Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
    MethodHandle ofBuffer =
        lookup.findStatic(segment, "ofBuffer", methodType(segment, Buffer.class));
    MethodHandle load =
        lookup.findStatic(
            FloatVector.class,
            "fromMemorySegment",
            methodType(
                FloatVector.class, VectorSpecies.class, segment, long.class, ByteOrder.class));
    MethodHandle store =
        lookup.findVirtual(
            FloatVector.class,
            "intoMemorySegment",
            methodType(void.class, segment, long.class, ByteOrder.class));
    return new Handles(
        MethodHandles.filterArguments(load, 1, ofBuffer).asType(LOADING),
        MethodHandles.filterArguments(store, 1, ofBuffer).asType(STORING));
  }
}
