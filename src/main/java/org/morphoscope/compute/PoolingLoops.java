package org.morphoscope.compute;

import static org.morphoscope.compute.ChannelTile.LANES;
import static org.morphoscope.compute.ChannelTile.SPECIES;
import static org.morphoscope.compute.PixelLoops.load;
import static org.morphoscope.compute.PixelLoops.rectify;
import static org.morphoscope.compute.PixelLoops.select;
import static org.morphoscope.compute.PixelLoops.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * ReLU and pooling of one image in scratch memory, vectors across channels.
 *
 * <p>A vector that starts within a pixel may reach into the next: reading there is harmless because
 * every scratch buffer has {@link ChannelTile#LANES} elements to spare, writing because pixels are
 * written in ascending order, or because the surplus lanes add zero.
 */
final class PoolingLoops {
  private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class).check(int.class);

  /** LANES ones (all bits), then LANES zeros: a load at LANES - n has n lanes open. */
  private final int[] lanes = new int[2 * LANES];

  PoolingLoops() {
    Arrays.fill(lanes, 0, LANES, -1);
  }

  /** {@code z = phi(u)} for one image: u [H,W,C], z [H',W',C]. */
  void forward(ChainShape s, ByteBuffer u, ByteBuffer z) {
    int always = s.relu() ? 0 : -1;
    if (s.pooling() == ChainShape.Pooling.GLOBAL) {
      globalForward(s.height() * s.width(), s.channels(), u, z, always);
      return;
    }
    int c = s.channels();
    boolean max = s.pooling() == ChainShape.Pooling.MAX;
    if (s.window() == 2 && s.stride() == 2) {
      int row = s.width() * c;
      for (int oy = 0; oy < s.outHeight(); oy++) {
        int at = oy * s.outWidth() * c;
        if (max) {
          WindowOfTwo.maximum(u, 2 * oy * row, row, z, at, c, s.outWidth(), always);
        } else {
          WindowOfTwo.average(u, 2 * oy * row, row, z, at, c, s.outWidth(), always);
        }
      }
      return;
    }
    float share = 1f / (s.window() * s.window());
    int out = 0;
    for (int oy = 0; oy < s.outHeight(); oy++) {
      for (int ox = 0; ox < s.outWidth(); ox++) {
        int in = (oy * s.width() + ox) * s.stride() * c;
        for (int j = 0; j < c; j += LANES) {
          if (max) {
            FloatVector m = maximum(s, u, in + j);
            store(z, out + j, rectify(m, always));
          } else {
            store(z, out + j, sum(s, u, in + j, always).mul(share));
          }
        }
        out += c;
      }
    }
  }

  /** {@code gu = phi'(u)^T gz} for one image. */
  void backward(ChainShape s, ByteBuffer u, ByteBuffer gz, ByteBuffer gu) {
    int always = s.relu() ? 0 : -1;
    if (s.pooling() == ChainShape.Pooling.GLOBAL) {
      globalBackward(s.height() * s.width(), s.channels(), u, gz, gu, always);
      return;
    }
    int c = s.channels();
    clear(gu, s.height() * s.width() * c);
    boolean max = s.pooling() == ChainShape.Pooling.MAX;
    if (s.window() == 2 && s.stride() == 2) {
      int row = s.width() * c;
      int width = s.outWidth();
      for (int oy = 0; oy < s.outHeight(); oy++) {
        int at = oy * width * c;
        if (max) {
          WindowOfTwo.maximumBackward(u, 2 * oy * row, row, gz, at, gu, c, width, always, lanes);
        } else {
          WindowOfTwo.averageBackward(u, 2 * oy * row, row, gz, at, gu, c, width, always, lanes);
        }
      }
      return;
    }
    float share = 1f / (s.window() * s.window());
    int out = 0;
    for (int oy = 0; oy < s.outHeight(); oy++) {
      for (int ox = 0; ox < s.outWidth(); ox++) {
        int in = (oy * s.width() + ox) * s.stride() * c;
        for (int j = 0; j < c; j += LANES) {
          IntVector open = openLanes(lanes, c - j);
          FloatVector g = keep(load(gz, out + j), open);
          if (max) {
            FloatVector m = maximum(s, u, in + j);
            routeToFirst(s, u, m, select(g, m, always), gu, in + j);
          } else {
            spread(s, u, g.mul(share), gu, in + j, always);
          }
        }
        out += c;
      }
    }
  }

  /** All ones in the first {@code channelsLeft} lanes. */
  static IntVector openLanes(int[] lanes, int channelsLeft) {
    return IntVector.fromArray(INTS, lanes, LANES - Math.min(LANES, channelsLeft));
  }

  private static FloatVector maximum(ChainShape s, ByteBuffer u, int at) {
    FloatVector m = load(u, at);
    for (int dy = 0; dy < s.window(); dy++) {
      for (int dx = 0; dx < s.window(); dx++) {
        m = m.max(load(u, at + (dy * s.width() + dx) * s.channels()));
      }
    }
    return m;
  }

  private static FloatVector sum(ChainShape s, ByteBuffer u, int at, int always) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int dy = 0; dy < s.window(); dy++) {
      for (int dx = 0; dx < s.window(); dx++) {
        FloatVector v = load(u, at + (dy * s.width() + dx) * s.channels());
        sum = sum.add(rectify(v, always));
      }
    }
    return sum;
  }

  private static void spread(
      ChainShape s, ByteBuffer u, FloatVector g, ByteBuffer gu, int at, int always) {
    for (int dy = 0; dy < s.window(); dy++) {
      for (int dx = 0; dx < s.window(); dx++) {
        int i = at + (dy * s.width() + dx) * s.channels();
        store(gu, i, load(gu, i).add(select(g, load(u, i), always)));
      }
    }
  }

  private static void routeToFirst(
      ChainShape s, ByteBuffer u, FloatVector m, FloatVector g, ByteBuffer gu, int at) {
    // what is left of g after the first maximum took it
    FloatVector rest = g;
    for (int dy = 0; dy < s.window(); dy++) {
      for (int dx = 0; dx < s.window(); dx++) {
        int i = at + (dy * s.width() + dx) * s.channels();
        // m - u is +0 at a maximum and positive elsewhere: only +0 minus one bit is negative
        IntVector bits = m.sub(load(u, i)).reinterpretAsInts().sub(1);
        IntVector hit = bits.lanewise(VectorOperators.ASHR, 31);
        store(gu, i, load(gu, i).add(keep(rest, hit)));
        rest = keep(rest, hit.not());
      }
    }
  }

  private static void globalForward(int positions, int c, ByteBuffer u, ByteBuffer z, int always) {
    for (int j = 0; j < c; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int p = 0; p < positions; p++) {
        FloatVector v = load(u, p * c + j);
        sum = sum.add(rectify(v, always));
      }
      store(z, j, sum.mul(1f / positions));
    }
  }

  private static void globalBackward(
      int positions, int c, ByteBuffer u, ByteBuffer gz, ByteBuffer gu, int always) {
    for (int p = 0; p < positions; p++) {
      for (int j = 0; j < c; j += LANES) {
        int i = p * c + j;
        store(gu, i, select(load(gz, j).mul(1f / positions), load(u, i), always));
      }
    }
  }

  private static void clear(ByteBuffer v, int length) {
    for (int i = 0; i < length; i += LANES) {
      store(v, i, FloatVector.zero(SPECIES));
    }
  }

  private static FloatVector keep(FloatVector v, IntVector open) {
    return v.reinterpretAsInts().and(open).reinterpretAsFloats();
  }
}
