package org.morphoscope.ui.session;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.model.Chooser;

/**
 * Sets that are chosen where the engine is, since the joint model is too large to travel. One
 * question is under way at a time; of those that come meanwhile only the newest counts, so that a
 * dragged slider never runs ahead of the network.
 */
final class DistantChooser implements Chooser {
  private final Fx background;
  private final Engine engine;
  private Optional<Runnable> waiting = Optional.empty();
  private boolean asking;

  /** Has the joint model of the open question. */
  @FunctionalInterface
  interface Engine {
    Selector.Selection choose(SetWish wish) throws IOException;
  }

  /**
   * @param background where the engine is waited for
   */
  DistantChooser(Fx background, Engine engine) {
    this.background = background;
    this.engine = engine;
  }

  @Override
  public void choose(SetWish wish, Consumer<Selector.Selection> chosen, Consumer<String> failed) {
    Runnable question = () -> ask(wish, chosen, failed);
    if (asking) {
      waiting = Optional.of(question);
    } else {
      question.run();
    }
  }

  private void ask(SetWish wish, Consumer<Selector.Selection> chosen, Consumer<String> failed) {
    asking = true;
    background.call(
        () -> engine.choose(wish),
        chosen,
        error -> failed.accept(String.valueOf(error.getMessage())),
        this::next);
  }

  private void next() {
    asking = false;
    Optional<Runnable> question = waiting;
    waiting = Optional.empty();
    question.ifPresent(Runnable::run);
  }
}
