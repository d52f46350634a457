package org.morphoscope.ui.tour;

import java.util.Optional;
import javafx.scene.Node;
import org.morphoscope.ui.model.Quantity;

/** What the tour asks of the window around it. */
public interface TourStage {
  /**
   * Shows a past round, or the present for none.
   *
   * @param round number of a finished round; empty: the present
   */
  void showRound(Optional<Integer> round);

  /**
   * Lets the colours of the network mean this.
   *
   * @param quantity from now on
   */
  void colourBy(Quantity quantity);

  /**
   * Opens or closes the reasons for a score, with a candidate selected to explain.
   *
   * @param open else they are closed
   */
  void explain(boolean open);

  /**
   * Opens or closes what shows slowly how a channel of the round grew.
   *
   * @param open else it is closed
   */
  void film(boolean open);

  /**
   * Brings a part of the window into sight.
   *
   * @param part any node of the window
   */
  void reveal(Node part);

  /** The tour has ended: everything it changed is to be as before. */
  void restore();
}
