package org.morphoscope.ui.model;

import java.util.function.Consumer;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;

/** Chooses sets by the joint model of a proposal, wherever that is. Used on the JavaFX thread. */
@FunctionalInterface
public interface Chooser {
  /**
   * Chooses a set.
   *
   * @param wish what is wanted of it
   * @param chosen gets the set, at once or later, on the JavaFX thread; never when a newer wish has
   *     come before this one's turn
   * @param failed told there in one sentence why there is none
   */
  void choose(SetWish wish, Consumer<Selector.Selection> chosen, Consumer<String> failed);

  /**
   * {@return one that chooses at once, by a model that is here}
   *
   * @param selector with the joint model
   */
  static Chooser here(Selector selector) {
    return (wish, chosen, failed) -> chosen.accept(wish.by(selector));
  }
}
