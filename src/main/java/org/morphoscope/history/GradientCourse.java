package org.morphoscope.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.morphoscope.net.Layer;
import org.morphoscope.run.Architecture;

/** Norms of the gradients of every layer, an entry for each epoch of the rounds. */
public final class GradientCourse {
  private final List<Epoch> epochs = new ArrayList<>();
  private List<String> layers = List.of();

  /**
   * An epoch.
   *
   * @param round number of the round
   * @param epoch epochs trained so far
   * @param norms by layer, as {@link GradientCourse#layers}; 0 where a layer has no numbers
   */
  public record Epoch(int round, double epoch, List<Double> norms) {}

  /** {@return the epochs in order; none in runs from before norms were kept} */
  public List<Epoch> epochs() {
    return List.copyOf(epochs);
  }

  /** {@return the names of the layers, the head last} */
  public List<String> layers() {
    return layers;
  }

  /**
   * {@return the names of the layers of a net, the head last}
   *
   * @param net at any round: growing changes no names
   */
  public static List<String> layers(Architecture net) {
    return Stream.concat(net.spec().layers().stream(), Stream.of(net.spec().head()))
        .map(Layer::id)
        .toList();
  }

  /**
   * {@return the smallest and the largest norm of an epoch with their layers, in that order; empty
   * where none is known}
   *
   * @param epoch epochs trained so far
   */
  public Optional<List<Named>> range(double epoch) {
    return epochs.stream()
        .filter(each -> each.epoch() == epoch)
        .findFirst()
        .map(this::named)
        .filter(sorted -> !sorted.isEmpty())
        .map(sorted -> List.of(sorted.get(0), sorted.get(sorted.size() - 1)));
  }

  private List<Named> named(Epoch of) {
    List<Named> named = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      if (of.norms().get(l) > 0) {
        named.add(new Named(layers.get(l), of.norms().get(l)));
      }
    }
    named.sort((a, b) -> Double.compare(a.norm(), b.norm()));
    return named;
  }

  /**
   * The norm of a layer.
   *
   * @param layer its name
   * @param norm of its gradient
   */
  public record Named(String layer, double norm) {}

  void begin(Architecture net, boolean anew) {
    layers = layers(net);
    if (anew) {
      epochs.clear();
    }
  }

  void add(int round, double epoch, List<Double> norms) {
    if (norms.size() == layers.size()) {
      epochs.add(new Epoch(round, epoch, norms));
    }
  }

  void forgetFrom(int round) {
    epochs.removeIf(epoch -> epoch.round() >= round);
  }
}
