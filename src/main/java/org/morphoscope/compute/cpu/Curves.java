package org.morphoscope.compute.cpu;

import static org.morphoscope.compute.cpu.ChannelTile.LANES;
import static org.morphoscope.compute.cpu.ChannelTile.SPECIES;
import static org.morphoscope.compute.cpu.PixelLoops.load;
import static org.morphoscope.compute.cpu.PixelLoops.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.morphoscope.net.Activation;

/**
 * Leaky ReLU and SiLU, values and gradients, in scratch memory, which has a vector to spare.
 *
 * <p>The exponential of a SiLU is computed here, not by the vector library, so that it gives the
 * same bits on every machine: {@code e^x = 2^n e^f} with n the whole number next to {@code x / ln
 * 2}, and for {@code |f| <= ln 2 / 2} the polynomial of degree 7 of the Cephes library (S. L.
 * Moshier), to 2 units in the last place. A NaN stays one.
 */
final class Curves {
  // beyond, 2^n leaves the range of float exponents; a sigmoid is 0 or 1 to float precision there
  private static final float LOWEST = -87;
  private static final float HIGHEST = 88;

  /** 1.5 2^23: what is added to it is rounded to a whole number, in the lowest bits. */
  private static final float ROUNDING = 12582912f;

  private static final int EXPONENT = 23;
  private static final int ONE = 0x3f800000;
  private static final float LOG2_E = 1.44269504f;

  // ln 2 in two parts: n times the first is exact
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float P0 = 1.9875691500e-4f;
  private static final float P1 = 1.3981999507e-3f;
  private static final float P2 = 8.3334519073e-3f;
  private static final float P3 = 4.1665795894e-2f;
  private static final float P4 = 1.6666665459e-1f;
  private static final float P5 = 5.0000001201e-1f;

  /** Called from one place each, for the reason that {@link PartLoops} gives. */
  private interface Loop {
    void run(ByteBuffer u, ByteBuffer v, ByteBuffer out, int length, float slope);
  }

  private final Loop[] loops = {
    (u, v, out, length, slope) -> leaky(u, u, out, length, slope),
    (u, v, out, length, slope) -> silu(u, out, length),
    (u, v, out, length, slope) -> leaky(u, v, out, length, slope),
    (u, v, out, length, slope) -> siluGate(u, v, out, length)
  };

  private void run(int which, ByteBuffer u, ByteBuffer v, ByteBuffer out, int length, float slope) {
    loops[which].run(u, v, out, length, slope);
  }

  /** {@code out = phi(u)}; out may be u. */
  void values(Activation activation, ByteBuffer u, ByteBuffer out, int length) {
    run(silu(activation) ? 1 : 0, u, u, out, length, (float) activation.slope());
  }

  /** {@code out = phi'(u) g}; out may be u or g. */
  void gate(Activation activation, ByteBuffer u, ByteBuffer g, ByteBuffer out, int length) {
    run(silu(activation) ? 3 : 2, u, g, out, length, (float) activation.slope());
  }

  private static boolean silu(Activation activation) {
    return activation.kind() == Activation.Kind.SILU;
  }

  /** {@code v} where {@code u > 0}, else {@code slope v}: the value of u itself, and gradients. */
  private static void leaky(ByteBuffer u, ByteBuffer v, ByteBuffer out, int length, float slope) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector whole = load(v, i);
      IntVector open =
          FloatVector.zero(SPECIES)
              .sub(load(u, i))
              .reinterpretAsInts()
              .lanewise(VectorOperators.ASHR, 31);
      IntVector small = whole.mul(slope).reinterpretAsInts();
      IntVector change = whole.reinterpretAsInts().lanewise(VectorOperators.XOR, small).and(open);
      store(out, i, small.lanewise(VectorOperators.XOR, change).reinterpretAsFloats());
    }
  }

  /** {@code u sigmoid(u)}. */
  private static void silu(ByteBuffer u, ByteBuffer out, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector x = load(u, i);
      store(out, i, x.mul(sigmoid(x)));
    }
  }

  /** {@code g s (1 + u (1 - s))} with {@code s = sigmoid(u)}. */
  private static void siluGate(ByteBuffer u, ByteBuffer g, ByteBuffer out, int length) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < length; i += LANES) {
      FloatVector x = load(u, i);
      FloatVector s = sigmoid(x);
      store(out, i, x.fma(one.sub(s), one).mul(s).mul(load(g, i)));
    }
  }

  /** {@code 1 / (1 + e^-u)}. */
  private static FloatVector sigmoid(FloatVector u) {
    FloatVector x = FloatVector.zero(SPECIES).sub(u).max(LOWEST).min(HIGHEST);
    FloatVector rounded =
        x.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDING));
    FloatVector n = rounded.sub(ROUNDING);
    FloatVector f = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
    f = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), f);
    FloatVector p = f.fma(FloatVector.broadcast(SPECIES, P0), FloatVector.broadcast(SPECIES, P1));
    p = p.fma(f, FloatVector.broadcast(SPECIES, P2));
    p = p.fma(f, FloatVector.broadcast(SPECIES, P3));
    p = p.fma(f, FloatVector.broadcast(SPECIES, P4));
    p = p.fma(f, FloatVector.broadcast(SPECIES, P5));
    p = p.fma(f.mul(f), f).add(1);
    // n times the step of an exponent; the rounding's own bits are shifted out
    IntVector power = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT).add(ONE);
    FloatVector below = p.mul(power.reinterpretAsFloats()).add(1);
    return FloatVector.broadcast(SPECIES, 1).div(below);
  }
}
