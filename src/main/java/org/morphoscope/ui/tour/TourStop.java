package org.morphoscope.ui.tour;

import java.util.List;
import java.util.Optional;
import org.morphoscope.ui.model.Quantity;

/**
 * One card of the tour.
 *
 * @param title its heading
 * @param part what it points at
 * @param round the round that the window shows meanwhile; empty for the present one
 * @param colour what the colours of the network mean meanwhile; empty to leave them
 * @param paragraphs its text
 */
public record TourStop(
    String title,
    TourPart part,
    Optional<Integer> round,
    Optional<Quantity> colour,
    List<String> paragraphs) {
  /**
   * Copies the list.
   *
   * @param title its heading
   * @param part what it points at
   * @param round the round that the window shows meanwhile; empty for the present one
   * @param colour what the colours of the network mean meanwhile; empty to leave them
   * @param paragraphs its text
   */
  public TourStop {
    paragraphs = List.copyOf(paragraphs);
  }
}
