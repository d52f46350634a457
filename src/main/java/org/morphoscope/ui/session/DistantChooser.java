package org.morphoscope.ui.session;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.model.Chooser;

/**
 * Sets that are chosen where the engine is, since the joint model is too large to travel, or in the
 * background of this process, since there are too many candidates for the JavaFX thread. One
 * question is under way at a time; of those that come meanwhile only the newest counts, so that a
 * dragged slider never runs ahead of the answers.
 */
final class DistantChooser implements Chooser {
  /**
   * Most candidates that are chosen among on the JavaFX thread: half a millisecond for a set, three
   * for a new budget.
   */
  static final int AT_ONCE = 512;

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

  /** By a joint model that is here: at once while that is short, else in the background. */
  static Chooser of(Fx background, Proposal proposal, double otherShare) {
    if (proposal.candidates().size() <= AT_ONCE) {
      return Chooser.here(proposal.selector(otherShare));
    }
    // made with the first question: even that takes longer than a frame
    AtomicReference<Selector> made = new AtomicReference<>();
    return new DistantChooser(
        background,
        wish -> wish.by(made.updateAndGet(s -> s == null ? proposal.selector(otherShare) : s)));
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
