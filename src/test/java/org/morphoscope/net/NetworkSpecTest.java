package org.morphoscope.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {
  private static final TensorShape CIFAR = new TensorShape(3, 32, 32);

  @Test
  void theTinySeedHasAboutFourAndAHalfThousandParametersOnCifar10() {
    NetworkSpec tiny = SeedNetworks.create("tiny", CIFAR, 10);
    assertArrayEquals(new int[] {8, 8, 16, 16}, tiny.widths());
    // 3*8*9 + 8*8*9 + 8*16*9 + 16*16*9 filters, 2*48 BatchNorm, 16*10 + 10 head
    assertEquals(216 + 576 + 1152 + 2304 + 96 + 170, Resources.of(tiny).parameters());
    assertEquals(new TensorShape(16, 1, 1), tiny.layer(3).out());
    assertEquals(new TensorShape(8, 16, 16), tiny.layer(0).out());
  }

  @Test
  void vggSmallPoolsAfterTheSecondAndFourthLayer() {
    NetworkSpec vgg = SeedNetworks.create("vgg-small", CIFAR, 100);
    assertArrayEquals(new int[] {16, 16, 32, 32, 64, 64}, vgg.widths());
    for (Layer layer : vgg.layers()) {
      assertEquals(layer.index() == 1 || layer.index() == 3, layer.pool().isPresent());
    }
    assertEquals(100, vgg.classes());
  }

  @Test
  void dropoutStandsBeforeTheHeadAloneAndTheActivationEverywhere() {
    SeedStyle style = new SeedStyle(Activation.SILU, 0.2);
    for (String name : List.of("tiny", "resnet-small", "dense:5-6")) {
      TensorShape input = name.startsWith("dense") ? new TensorShape(7, 1, 1) : CIFAR;
      NetworkSpec net = SeedNetworks.create(name, input, 4, style);
      assertEquals(
          1, net.nodes().stream().filter(node -> node.op() instanceof Op.Dropout).count(), name);
      assertEquals(0.2, net.layer(net.head().inputs().get(0)).dropout(), name);
      assertTrue(net.nodes().stream().noneMatch(node -> node.op() instanceof Op.Relu), name);
      assertArrayEquals(SeedNetworks.create(name, input, 4).widths(), net.widths());
    }
  }

  @Test
  void seedsFollowTheData() {
    NetworkSpec tiny = SeedNetworks.create("tiny", new TensorShape(1, 28, 28), 10);
    assertEquals(1, tiny.layer(0).in().channels());
    assertEquals(9, tiny.layer(0).fanIn());
  }

  @Test
  void anUnknownSeedIsRefusedWithTheNamesThatExist() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> SeedNetworks.create("huge", CIFAR, 10));
    assertTrue(refused.getMessage().contains("tiny, vgg-small"), refused.getMessage());
  }

  @Test
  void imagesTooSmallForThePoolingsAreRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> SeedNetworks.create("tiny", new TensorShape(3, 3, 3), 10));
    assertTrue(refused.getMessage().contains("pool"), refused.getMessage());
  }

  @Test
  void theParameterChangeByFormulaIsThatOfTheOtherNet() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      int depth = 1 + random.nextInt(5);
      NetworkBuilder builder = new NetworkBuilder("random", new TensorShape(2, 40, 40));
      int[] widths = new int[depth];
      for (int l = 0; l < depth; l++) {
        boolean bn = random.nextBoolean();
        builder.conv(1 + random.nextInt(9), 1 + 2 * random.nextInt(3), 1, 2, !bn);
        if (bn) {
          builder.batchNorm(1e-5);
        }
        builder.relu();
        widths[l] = 1 + random.nextInt(12);
      }
      NetworkSpec spec = builder.globalAveragePool().dense(3);
      NetworkSpec other = spec.withWidths(widths);
      assertEquals(
          Resources.of(other).parameters() - Resources.of(spec).parameters(),
          Resources.parameterChange(spec, widths));
    }
  }

  @Test
  void aNodeThatNothingReadsIsRefusedByName() {
    List<Node> nodes =
        List.of(
            new Node("input", new Op.Input(CIFAR), List.of()),
            new Node("a", new Op.Conv(4, 3, 1, 1, false), List.of("input")),
            new Node("b", new Op.Conv(4, 3, 1, 1, false), List.of("input")),
            new Node("gap", new Op.GlobalAveragePool(), List.of("b")),
            new Node("dense", new Op.Dense(10), List.of("gap")));
    var refused = assertThrows(IllegalArgumentException.class, () -> new NetworkSpec("y", nodes));
    assertTrue(refused.getMessage().contains("'a'"), refused.getMessage());
  }

  @Test
  void aHeadReadsAFlattenedMapOnlyWhenItIsSquare() {
    NetworkSpec flat = new NetworkBuilder("x", CIFAR).conv(4, 3, 1, 1, true).relu().dense(10);
    assertEquals(4 * 32 * 32 * 10 + 10, flat.head().parameters());
    NetworkBuilder wide = new NetworkBuilder("x", new TensorShape(3, 8, 9)).conv(4, 3, 1, 1, true);
    var refused = assertThrows(IllegalArgumentException.class, () -> wide.dense(10));
    assertTrue(refused.getMessage().contains("square"), refused.getMessage());
  }

  @Test
  void sumsAndDepthwiseConvolutionsTieChannels() {
    NetworkSpec residual = SeedNetworks.create("resnet-small", CIFAR, 10);
    // stem with the first block's end, then per block the inner convolution and the tied outer ones
    assertEquals(List.of(6, 6, 12, 12, 24, 24), widths(residual));
    WidthGroup stream = residual.group(0);
    assertEquals(2, stream.producers().size());
    assertEquals(3, stream.members().size());
    NetworkSpec mobile = SeedNetworks.create("mobilenet-small", CIFAR, 10);
    assertEquals(List.of(8, 16, 24, 24, 32), widths(mobile));
    assertEquals(2, mobile.group(0).members().size());
    assertEquals(1, mobile.group(0).sites().size());
    for (NetworkSpec spec : List.of(residual, mobile)) {
      int[] grown = spec.widths();
      grown[0]++;
      assertEquals(
          Resources.of(spec.withWidths(grown)).parameters(), Resources.parameters(spec, grown));
    }
  }

  private static List<Integer> widths(NetworkSpec spec) {
    return Arrays.stream(spec.widths()).boxed().toList();
  }
}
