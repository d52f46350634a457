package org.morphoscope.ui.search;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** Finds layers and channels of the net on show, and notes about the run; Enter goes there. */
public final class SearchOverlay extends PickOverlay<Hit> {
  private static final int LIMIT = 200;
  private static final String FORMS = "conv2, conv2:7, born in round 3, vetoed, a word of a note";

  /** Who types goes on within it: half of a name is no wrong name. */
  private static final Duration PAUSE = Duration.millis(700);

  private final PauseTransition typing = new PauseTransition(PAUSE);
  private Optional<SearchIndex> index = Optional.empty();
  private Consumer<Hit> told = hit -> {};

  /** Hidden until it is asked for. */
  public SearchOverlay() {
    super("search", "Find a layer, channel or note: " + FORMS, "Find a layer, channel or note");
    typing.setOnFinished(e -> say("Nothing of that name. Try " + FORMS + "."));
  }

  /**
   * Told what the person has found and wants to see.
   *
   * @param chosen called on the JavaFX thread
   */
  public void setOnChosen(Consumer<Hit> chosen) {
    told = chosen;
  }

  /**
   * Opens with an empty field.
   *
   * @param known what can be found now; empty when there is no net
   */
  public void open(Optional<SearchIndex> known) {
    index = known;
    open();
  }

  @Override
  public void close() {
    typing.stop();
    super.close();
  }

  @Override
  List<Hit> found(String text) {
    return index.map(net -> net.find(text, LIMIT)).orElse(List.of());
  }

  @Override
  String title(Hit hit) {
    return hit.title();
  }

  @Override
  String detail(Hit hit) {
    return hit.detail();
  }

  @Override
  void chosen(Hit hit) {
    told.accept(hit);
  }

  @Override
  String note(List<Hit> hits) {
    typing.stop();
    if (index.isEmpty()) {
      return "There is no network yet: grow one, or open a run.";
    }
    if (hits.isEmpty()) {
      typing.playFromStart();
      return "For example " + FORMS;
    }
    return "Enter goes there, \u2191 \u2193 choose, Escape closes"
        + (hits.size() == LIMIT ? "; the first " + LIMIT + " are listed" : "");
  }
}
