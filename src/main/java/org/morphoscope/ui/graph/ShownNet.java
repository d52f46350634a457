package org.morphoscope.ui.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.model.RunSnapshot;

/**
 * The moment on show with the layout of its net, and the moment that was asked for last, whose net
 * may still be being laid out.
 */
final class ShownNet {
  /** Told what becomes of the net on show. */
  interface Listener {
    /** There is none any more. */
    void cleared();

    /** There is none yet: the first one, of this name, is being laid out. */
    void layingOut(String name);

    /**
     * A moment is on show.
     *
     * @param other whether its net is another one than before
     * @param from the moment before with its layout, where the net has grown from it
     */
    void shown(boolean other, Optional<Growth> from);

    /** The moment on show has other scores. */
    void rescored();
  }

  private final Layouts layouts;
  private final Listener listener;
  private GraphGeometry geometry;
  private RunSnapshot moment;
  private RunSnapshot wanted;
  private double type = 1;

  ShownNet(Layouts layouts, Listener listener) {
    this.layouts = layouts;
    this.listener = listener;
  }

  /** Layout of the net on show; null when there is none. */
  GraphGeometry geometry() {
    return geometry;
  }

  /** The moment on show; null when there is none. */
  RunSnapshot moment() {
    return moment;
  }

  /** Number of channels of each width group; empty when there is no net. */
  List<Integer> widths() {
    return moment == null
        ? List.of()
        : Arrays.stream(moment.architecture().spec().widths()).boxed().toList();
  }

  /** Whether the net on show has such a channel, or place for a new neuron. */
  boolean holds(UnitId unit) {
    return geometry != null && geometry.holds(unit);
  }

  /** Whether the net on show has a layer of this number. */
  boolean holdsLayer(int layer) {
    return geometry != null && layer >= 0 && layer < geometry.spec().layers().size();
  }

  /** Whether the moment that was asked for last is on show. */
  boolean isSettled() {
    return moment != null && moment == wanted;
  }

  /** Shows a moment, or nothing; lays out first when its net is not the one on show. */
  void show(Optional<RunSnapshot> next) {
    wanted = next.orElse(null);
    if (wanted == null) {
      geometry = null;
      moment = null;
      listener.cleared();
    } else if (geometry != null && isOfShownNet(wanted)) {
      adopt(geometry);
    } else {
      layouts
          .made(wanted.architecture().spec(), wanted.newPerGroup(), type)
          .ifPresentOrElse(this::adopt, this::layOut);
    }
  }

  /** Shows later scores of the moment on show; another moment as {@link #show} does. */
  void showScores(Optional<RunSnapshot> next) {
    if (!isSettled() || next.isEmpty() || !isOfShownNet(next.get())) {
      show(next);
      return;
    }
    wanted = next.get();
    moment = wanted;
    listener.rescored();
  }

  /** Sets the size of the captions, which the cards must have room for. */
  void setType(double size) {
    type = size;
    if (wanted != null) {
      show(Optional.of(wanted));
    }
  }

  private boolean isOfShownNet(RunSnapshot other) {
    return geometry.fits(other.architecture().spec(), other.newPerGroup(), type);
  }

  private void layOut() {
    if (geometry == null) {
      listener.layingOut(wanted.architecture().spec().name());
    }
    layouts.make(
        wanted.architecture().spec(),
        wanted.newPerGroup(),
        type,
        () -> show(Optional.ofNullable(wanted)));
  }

  private void adopt(GraphGeometry next) {
    boolean other = geometry != next;
    boolean grown = other && geometry != null && geometry.type() == next.type() && moment != null;
    Optional<Growth> from =
        grown
            ? Optional.of(new Growth(geometry, moment.architecture(), System.nanoTime()))
            : Optional.empty();
    geometry = next;
    moment = wanted;
    listener.shown(other, from);
  }
}
