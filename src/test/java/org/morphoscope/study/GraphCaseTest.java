package org.morphoscope.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.Weights;
import org.morphoscope.compute.device.Team;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.journal.disk.Npy;
import org.morphoscope.morph.NewNeurons;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.BruteForce;
import org.morphoscope.score.learn.NewNeuronSource;
import org.morphoscope.score.learn.ThetaLearner;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;

/**
 * Exchange cases of graphs: written to disk, read, scored, and compared with nets that are built by
 * hand with one morphism to a small degree (difference of true losses).
 */
class GraphCaseTest {
  private static final int SAMPLES = 4;
  private static final int NEW = 2;
  private static final double STEP = 1e-5;

  @TempDir Path folder;

  static Stream<NetworkSpec> nets() {
    return Stream.of(Nets.residual(), Nets.depthwise(), Nets.branched());
  }

  /** The parts of a case. */
  private record Parts(
      NetworkSpec spec,
      Weights weights,
      List<double[]> theta,
      NewNeurons newNeurons,
      float[] pixels) {}

  private static Parts parts(NetworkSpec spec) {
    Weights weights = Nets.weights(spec, 51);
    List<double[]> theta = ThetaLearner.initialTheta(spec, weights, 0.7, 52);
    ImageLoader images = Nets.images(spec, SAMPLES, 53);
    TensorShape in = spec.input();
    float[] pixels = new float[SAMPLES * in.channels() * in.positions()];
    images.load(0, SAMPLES, pixels, new int[SAMPLES]);
    try (Team team = Nets.team(1);
        Network network = new Network(spec, weights, team.lead());
        FrozenPasses passes = new FrozenPasses(network, team, SAMPLES)) {
      NewNeurons drawn = NewNeuronSource.draw(passes, NEW, 54, SAMPLES, images, done -> {});
      SplittableRandom random = new SplittableRandom(55);
      List<double[]> outgoing = new ArrayList<>();
      drawn
          .outgoing()
          .forEach(o -> outgoing.add(random.doubles(o.length).map(v -> v - 0.5).toArray()));
      return new Parts(spec, weights, theta, drawn.withOutgoing(outgoing), pixels);
    }
  }

  private void write(Parts parts) throws IOException {
    NetworkSpec spec = parts.spec();
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode net = (ObjectNode) mapper.readTree(ArchitectureFile.write(spec));
    net.put("lambda_", 1e-5).put("significance", 0.0).put("new", NEW);
    Files.writeString(folder.resolve("net.json"), net.toString());
    for (int l = 0; l <= spec.layers().size(); l++) {
      boolean head = l == spec.layers().size();
      String index = head ? "h" : Integer.toString(l);
      LayerWeights w = parts.weights().layers().get(l);
      numbers("", index, w, head);
      if (!head && parts.theta().get(l).length > 0) {
        array("theta" + l, parts.theta().get(l), w.outputs(), w.inputs(), w.kernel(), w.kernel());
      }
      if (!head && parts.newNeurons().incoming().get(l) != null) {
        numbers("new", index, parts.newNeurons().incoming().get(l), false);
      }
      double[] out = parts.newNeurons().outgoing().get(l);
      if (out.length > 0) {
        array("newOut" + index, out, w.outputs(), NEW, w.kernel(), w.kernel());
      }
    }
    TensorShape in = spec.input();
    double[] x = new double[parts.pixels().length];
    int at = 0;
    for (int n = 0; n < SAMPLES; n++) {
      for (int c = 0; c < in.channels(); c++) {
        for (int p = 0; p < in.positions(); p++) {
          x[at++] = parts.pixels()[(n * in.positions() + p) * in.channels() + c];
        }
      }
    }
    array("x", x, SAMPLES, in.channels(), in.height(), in.width());
    Files.write(folder.resolve("y.npy"), labels(0, 1, 2, 0));
    Files.write(folder.resolve("ytil.npy"), labels(1, 1, 0, 2));
  }

  private void numbers(String prefix, String index, LayerWeights w, boolean head)
      throws IOException {
    int k = w.kernel();
    if (w.weight().length > 0) {
      int[] shape =
          head && k == 1
              ? new int[] {w.outputs(), w.inputs()}
              : new int[] {w.outputs(), w.inputs(), k, k};
      array(prefix + "W" + index, w.weight(), shape);
    }
    double[][] vectors = {w.gamma(), w.beta(), w.mean(), w.variance(), w.bias()};
    String[] names = {"gamma", "beta", "mean", "var", "b"};
    for (int v = 0; v < vectors.length; v++) {
      if (vectors[v].length > 0) {
        array(prefix + names[v] + index, vectors[v], w.outputs());
      }
    }
  }

  private void array(String stem, double[] values, int... shape) throws IOException {
    Npy.write(folder.resolve(stem + ".npy"), shape, values);
  }

  /** An int32 array, version 1.0. */
  private static byte[] labels(int... values) {
    String header =
        "{'descr': '<i4', 'fortran_order': False, 'shape': (%d,), }".formatted(values.length);
    int padded = (10 + header.length() + 1 + 63) / 64 * 64;
    ByteBuffer bytes =
        ByteBuffer.allocate(padded + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    bytes.put((byte) 0).putShort((short) (padded - 10));
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    while (bytes.position() < padded - 1) {
      bytes.put((byte) ' ');
    }
    bytes.put((byte) '\n');
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  @ParameterizedTest
  @MethodSource("nets")
  void theScoresOfAGraphAreTheDerivativesOfTrueLosses(NetworkSpec spec) throws IOException {
    Parts parts = parts(spec);
    write(parts);
    ExchangeCase read = ExchangeReader.read(folder);
    assertEquals(spec.nodes().size(), read.spec().nodes().size());
    try (Team team = Nets.team(1)) {
      ExchangeScore.Result result =
          new ExchangeScore(read, CurvatureMode.GGN, team).run(Optional.empty());
      assertTrue(result.all().isPresent());
      Candidates order = new Candidates(spec, NEW);
      BruteForce byHand = new BruteForce(spec, read.weights(), read.theta(), read.newNeurons());
      for (int i = 0; i < order.size(); i++) {
        UnitId unit = order.unit(i);
        double up = loss(team, parts, built(byHand, order, i, STEP));
        double down = loss(team, parts, built(byHand, order, i, -STEP));
        double found =
            switch (order.kind(i)) {
              case SPLIT, NEW_NEURON -> result.scores().slope()[i];
              case PRUNE -> result.scores().rawPruneSlope()[order.place(i)];
            };
        assertEquals((up - down) / (2 * STEP), found, 1e-8, order.kind(i) + " of " + unit);
      }
    }
  }

  private static BruteForce.Built built(BruteForce byHand, Candidates order, int i, double t) {
    UnitId unit = order.unit(i);
    return switch (order.kind(i)) {
      case SPLIT -> byHand.split(unit.group(), unit.channel(), t);
      case PRUNE -> byHand.rawPrune(unit.group(), unit.channel(), t);
      case NEW_NEURON ->
          byHand.birth(unit.group(), i - 2 * order.units() - unit.group() * order.newPerGroup(), t);
    };
  }

  private static double loss(Team team, Parts parts, BruteForce.Built built) {
    int[] labels = {0, 1, 2, 0};
    try (Network network = new Network(built.spec(), built.weights(), team.lead());
        FrozenPass pass = new FrozenPass(network, SAMPLES, team.lead())) {
      pass.load(
          (first, count, images, classes) -> {
            System.arraycopy(parts.pixels(), 0, images, 0, images.length);
            System.arraycopy(labels, 0, classes, 0, count);
          },
          0);
      pass.forward();
      double sum = 0;
      for (double loss : pass.losses()) {
        sum += loss / SAMPLES;
      }
      return sum;
    }
  }

  @Test
  void aNodeThatCannotBeIsNamedInOneSentence() throws IOException {
    write(parts(Nets.depthwise()));
    String net = Files.readString(folder.resolve("net.json"));
    Files.writeString(folder.resolve("net.json"), net.replace("\"kernel\":3", "\"kernel\":0"));
    var refused = assertThrows(CaseFormatException.class, () -> ExchangeReader.read(folder));
    assertTrue(refused.getMessage().contains("node 1"), refused.getMessage());
    assertTrue(refused.getMessage().contains("\"kernel\""), refused.getMessage());
  }
}
