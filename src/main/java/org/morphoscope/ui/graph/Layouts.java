package org.morphoscope.ui.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.ui.kit.Fx;

/**
 * Layouts made in the background, one at a time, and remembered: who scrubs through a run comes by
 * the same nets again and again.
 */
final class Layouts {
  private static final int REMEMBERED = 64;

  private record Key(NetworkSpec spec, int newPerGroup, double type) {}

  private final Fx fx;
  private final Consumer<Throwable> failed;
  private final Map<Key, GraphGeometry> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, GraphGeometry> eldest) {
          return size() > REMEMBERED;
        }
      };
  private GraphLayout layout;
  private boolean busy;

  /**
   * @param failed told when a layout fails
   */
  Layouts(Fx fx, Consumer<Throwable> failed) {
    this.fx = fx;
    this.failed = failed;
  }

  /** The first layout loads ELK, which takes a second: better before it is needed. */
  void warmUp() {
    fx.call(GraphLayout::new, ready -> layout = ready, failed);
  }

  /** The layout of a net, when it was made before. */
  Optional<GraphGeometry> made(NetworkSpec spec, int newPerGroup, double type) {
    return Optional.ofNullable(made.get(new Key(spec, newPerGroup, type)));
  }

  /**
   * Makes a layout, unless another one is being made.
   *
   * @param ready called when either is there
   */
  void make(NetworkSpec spec, int newPerGroup, double type, Runnable ready) {
    if (busy) {
      return;
    }
    busy = true;
    fx.call(
        () -> (layout == null ? new GraphLayout() : layout).layout(spec, newPerGroup, type),
        result -> {
          busy = false;
          made.put(new Key(spec, newPerGroup, type), result);
          ready.run();
        },
        error -> {
          busy = false;
          failed.accept(error);
        });
  }
}
