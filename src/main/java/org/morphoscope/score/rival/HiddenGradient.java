package org.morphoscope.score.rival;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.ChainShape;
import org.morphoscope.compute.kernels.ConvShape;
import org.morphoscope.net.Layer;
import org.morphoscope.net.WidthGroup;

/**
 * Where one producer makes a group's channels and one reader weighs them: the gradient that each
 * position of an absent hidden channel would get through each outgoing weight (method.md section
 * 12.4). {@code ghat_p} has a number for every (output o, offset q) of the reader: the gradient at
 * the reader's output position that reads hidden position p at offset q, or 0 where there is none.
 *
 * <p>What stands between producer and reader counts as linear: a ReLU is passed at slope 1 (of a
 * neuron and its negative one passes each value), a maximum counts as a mean over its window, and a
 * depthwise convolution is taken with a filter that hands its centre on [ours].
 */
final class HiddenGradient {
  private final Network network;
  private final int producer;
  private final int site;
  private final int reader;

  /** From the reader's input back to the producer's output. */
  private final List<Step> steps = new ArrayList<>();

  /**
   * A linear map between two layers of positions in which each output is a weighted sum over a
   * window, the same for every channel: {@code y[p'] = weight sum_(q in window) x[stride p' - (top,
   * left) + q]}. Gradients go through its transpose, {@link #pulled}.
   */
  private record Step(
      int height,
      int width,
      int outHeight,
      int outWidth,
      int window,
      int stride,
      int top,
      int left,
      double weight) {}

  private HiddenGradient(Network network, int producer, int site, int reader) {
    this.network = network;
    this.producer = producer;
    this.site = site;
    this.reader = reader;
  }

  /** The link of a group; empty where several producers or readers, or sums, are in it. */
  static Optional<HiddenGradient> of(Network network, WidthGroup group) {
    List<int[]> links = ProposalChannels.links(network, group);
    boolean simple =
        group.producers().size() == 1
            && links.size() == 1
            && group.members().stream()
                .noneMatch(l -> network.layer(l).layer().kind() == Layer.Kind.SUM)
            && group.members().size() <= 2;
    if (!simple) {
      return Optional.empty();
    }
    HiddenGradient made =
        new HiddenGradient(network, group.first(), links.get(0)[0], links.get(0)[1]);
    for (int i = group.members().size() - 1; i >= 0; i--) {
      int l = group.members().get(i);
      made.pool(network.layer(l).chain());
      if (network.layer(l).layer().kind() == Layer.Kind.DEPTHWISE) {
        made.centre(network.layer(l).conv());
      }
    }
    return Optional.of(made);
  }

  int producer() {
    return producer;
  }

  int site() {
    return site;
  }

  int reader() {
    return reader;
  }

  /** Numbers (o, q) at a position. */
  int length() {
    int kernel = network.layer(reader).layer().kernel();
    return network.layer(reader).channels() * kernel * kernel;
  }

  /** The poolings of a chain, last first: windowed, and the average over what is left. */
  private void pool(ChainShape chain) {
    boolean windowed =
        chain.pooling() == ChainShape.Pooling.MAX || chain.pooling() == ChainShape.Pooling.AVERAGE;
    int height = chain.height();
    int width = chain.width();
    if (chain.pooling() == ChainShape.Pooling.GLOBAL || chain.thenGlobal()) {
      ChainShape before = chain.thenGlobal() ? chain.withoutGlobal() : chain;
      int h = chain.thenGlobal() ? before.outHeight() : height;
      int w = chain.thenGlobal() ? before.outWidth() : width;
      steps.add(new Step(h, w, 1, 1, Math.max(h, w), 1, 0, 0, 1.0 / (h * w)));
    }
    if (windowed) {
      ChainShape bare = chain.thenGlobal() ? chain.withoutGlobal() : chain;
      int area = chain.window() * chain.window();
      steps.add(
          new Step(
              height,
              width,
              bare.outHeight(),
              bare.outWidth(),
              chain.window(),
              chain.stride(),
              chain.pad().top(),
              chain.pad().left(),
              1.0 / area));
    }
  }

  /** A depthwise convolution whose filter is 1 in its centre and 0 around it. */
  private void centre(ConvShape conv) {
    int middle = (conv.kernel() - 1) / 2;
    steps.add(
        new Step(
            conv.inHeight(),
            conv.inWidth(),
            conv.outHeight(),
            conv.outWidth(),
            1,
            conv.stride(),
            conv.pad().top() - middle,
            conv.pad().left() - middle,
            1));
  }

  /**
   * ghat of some images at the positions of the producer's output, {@code [count, H, W, O k k]}.
   *
   * @param g gradient at the reader's output, {@code [N, H', W', O]}
   * @param first image
   */
  double[] of(double[] g, int first, int count) {
    double[] values = atReader(g, first, count);
    for (Step step : steps) {
      values = pulled(values, step, count);
    }
    return values;
  }

  /** ghat at the positions that the reader sees. */
  private double[] atReader(double[] g, int first, int count) {
    ConvShape conv = network.layer(reader).conv();
    int k = conv.kernel();
    int outputs = conv.outChannels();
    int length = length();
    // output position p' reads hidden position stride p' - pad + q through offset q of the kernel
    int positions = conv.outHeight() * conv.outWidth();
    double[] made = new double[count * conv.inHeight() * conv.inWidth() * length];
    for (int r = 0; r < count * positions; r++) {
      int n = r / positions;
      int top = r % positions / conv.outWidth() * conv.stride() - conv.pad().top();
      int left = r % conv.outWidth() * conv.stride() - conv.pad().left();
      int from = (first * positions + r) * outputs;
      for (int q = 0; q < k * k; q++) {
        int h = top + q / k;
        int w = left + q % k;
        if (h < 0 || h >= conv.inHeight() || w < 0 || w >= conv.inWidth()) {
          continue;
        }
        int at = ((n * conv.inHeight() + h) * conv.inWidth() + w) * length;
        for (int o = 0; o < outputs; o++) {
          made[at + o * k * k + q] = g[from + o];
        }
      }
    }
    return made;
  }

  /** The transpose of a step: hands every output's numbers to the inputs in its window. */
  private double[] pulled(double[] values, Step step, int count) {
    int length = length();
    double[] made = new double[count * step.height() * step.width() * length];
    int positions = step.outHeight() * step.outWidth();
    for (int p = 0; p < count * positions; p++) {
      int n = p / positions;
      int top = p % positions / step.outWidth() * step.stride() - step.top();
      int left = p % step.outWidth() * step.stride() - step.left();
      for (int q = 0; q < step.window() * step.window(); q++) {
        int h = top + q / step.window();
        int w = left + q % step.window();
        if (h < 0 || h >= step.height() || w < 0 || w >= step.width()) {
          continue;
        }
        int at = ((n * step.height() + h) * step.width() + w) * length;
        for (int i = 0; i < length; i++) {
          made[at + i] += step.weight() * values[p * length + i];
        }
      }
    }
    return made;
  }
}
