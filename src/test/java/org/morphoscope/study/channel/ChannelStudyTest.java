package org.morphoscope.study.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.Layer;
import org.morphoscope.net.Op;
import org.morphoscope.run.RoundState;

/** What channels of the recorded sample see, beside a forward pass written down in plain loops. */
class ChannelStudyTest {
  private static final Path RUN = Path.of("samples", "generated-tiny");
  private static final int LAST = 4;

  private static ChannelStudy study;
  private static LookedAt pictures;

  @BeforeAll
  static void read() throws IOException {
    study = new ChannelStudy(precision -> Team.of(Backend.load(2), precision));
    pictures = study.validation(RUN);
  }

  /** u of a layer of a chain, {@code [H, W, C]}: method.md section 2, in double precision. */
  private static double[] plainMap(RoundState state, int layer, int position) {
    int height = pictures.images().height();
    int width = pictures.images().width();
    byte[] bytes = pictures.images().copyOf(position);
    double[] x = new double[bytes.length];
    for (int i = 0; i < x.length; i++) {
      int channel = i % pictures.images().channels();
      x[i] =
          ((bytes[i] & 0xff) / 255.0 - pictures.normalisation().mean().get(channel))
              / pictures.normalisation().std().get(channel);
    }
    for (int l = 0; ; l++) {
      Layer of = state.snapshot().spec().layer(l);
      LayerWeights weights = Snapshots.weights(state.snapshot()).layers().get(l);
      double[] kappa = weights.kappa(of.batchNorm().orElseThrow().epsilon());
      double[] shift = weights.shift(kappa);
      double[] u = new double[height * width * of.width()];
      for (int y = 0; y < height; y++) {
        for (int i = 0; i < width; i++) {
          for (int c = 0; c < of.width(); c++) {
            double a = 0;
            for (int dy = 0; dy < 3; dy++) {
              for (int dx = 0; dx < 3; dx++) {
                int row = y + dy - 1;
                int column = i + dx - 1;
                if (row < 0 || row >= height || column < 0 || column >= width) {
                  continue;
                }
                for (int in = 0; in < weights.inputs(); in++) {
                  a +=
                      weights.weight()[((c * weights.inputs() + in) * 3 + dy) * 3 + dx]
                          * x[(row * width + column) * weights.inputs() + in];
                }
              }
            }
            u[(y * width + i) * of.width() + c] = kappa[c] * a + shift[c];
          }
        }
      }
      if (l == layer) {
        return u;
      }
      Op.Pool pool = of.pool().orElseThrow();
      assertEquals(2, pool.window());
      x = new double[height / 2 * (width / 2) * of.width()];
      for (int y = 0; y < height / 2 * 2; y++) {
        for (int i = 0; i < width / 2 * 2; i++) {
          for (int c = 0; c < of.width(); c++) {
            int to = (y / 2 * (width / 2) + i / 2) * of.width() + c;
            x[to] = Math.max(x[to], u[(y * width + i) * of.width() + c]);
          }
        }
      }
      height /= 2;
      width /= 2;
    }
  }

  @Test
  void mapsAreThoseOfAForwardPass() throws IOException {
    for (int round : new int[] {0, LAST}) {
      RoundState state = RunReader.open(RUN).state(round);
      for (int layer = 0; layer < 3; layer++) {
        int width = state.snapshot().spec().layer(layer).width();
        int channel = width - 1;
        int position = 17 + layer;
        double[] plain = plainMap(state, layer, position);
        int id = state.channels().get(layer).get(channel).id();
        ChannelMap map = study.map(RUN, round, id, pictures, position);
        double[] expected =
            IntStream.range(0, plain.length / width)
                .mapToDouble(i -> plain[i * width + channel])
                .toArray();
        assertEquals(expected.length, map.height() * map.width());
        assertArrayEquals(expected, map.values(), 1e-6, "round " + round + ", layer " + layer);
      }
    }
  }

  @Test
  void favouritesAreThePicturesOfTheHighestPeaks() throws IOException {
    RoundState state = RunReader.open(RUN).state(LAST);
    int width = state.snapshot().spec().layer(0).width();
    int n = pictures.images().size();
    double[] peaks = new double[n];
    Arrays.fill(peaks, Double.NEGATIVE_INFINITY);
    for (int image = 0; image < n; image++) {
      double[] u = plainMap(state, 0, image);
      for (int i = 2; i < u.length; i += width) {
        peaks[image] = Math.max(peaks[image], u[i]);
      }
    }
    List<Favourite> found =
        study.favourites(RUN, LAST, state.channels().get(0).get(2).id(), pictures);
    double[] sorted = Arrays.stream(peaks).sorted().toArray();
    assertEquals(ChannelStudy.FAVOURITES, found.size());
    assertEquals(
        ChannelStudy.FAVOURITES, found.stream().map(Favourite::position).distinct().count());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(sorted[n - 1 - i], found.get(i).peak(), 1e-4, "place " + i);
      assertEquals(peaks[found.get(i).position()], found.get(i).peak(), 1e-4, "place " + i);
    }
  }

  @Test
  void portraitsAreTheFiltersOfTheCheckpoint() throws IOException {
    RoundState state = RunReader.open(RUN).state(1);
    LayerWeights weights = Snapshots.weights(state.snapshot()).layers().get(0);
    ChannelPortrait of = study.portrait(RUN, 1, state.channels().get(0).get(3).id());
    assertTrue(of.readsImages());
    assertEquals(3, of.channel());
    assertArrayEquals(Arrays.copyOfRange(weights.weight(), 3 * 27, 4 * 27), of.filter());
  }

  @Test
  void aChannelThatIsNotThereIsToldInASentence() {
    String told =
        assertThrows(IOException.class, () -> study.portrait(RUN, 0, 1_000_000)).getMessage();
    assertEquals("The net at the end of round 0 has no channel of this line.", told);
  }
}
