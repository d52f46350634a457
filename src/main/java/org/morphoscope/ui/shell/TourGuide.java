package org.morphoscope.ui.shell;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.model.RunModel;
import org.morphoscope.ui.tour.TourStage;

/** Moves the window as the tour asks, and back. */
final class TourGuide implements TourStage {
  private final RunModel model;
  private WindowViews views;
  private Optional<Quantity> colour = Optional.empty();
  private Optional<Integer> round = Optional.empty();
  private boolean why;
  private boolean begun;

  TourGuide(RunModel model) {
    this.model = model;
  }

  void connect(WindowViews connected) {
    views = connected;
  }

  /** Remembers what {@link #restore} brings back. */
  void begin() {
    colour = Optional.of(views.graph.quantityProperty().get());
    round = views.timeline.shownProperty().get();
    why = whyOpen();
    begun = true;
  }

  private boolean whyOpen() {
    return views.candidates.whyPanel().isVisible();
  }

  @Override
  public void showRound(Optional<Integer> wanted) {
    Optional<Integer> there = wanted.filter(number -> model.round(number).isPresent());
    if (!views.timeline.shownProperty().get().equals(there)) {
      views.timeline.shownProperty().set(there);
    }
  }

  @Override
  public void colourBy(Quantity quantity) {
    views.graph.quantityProperty().set(quantity);
  }

  @Override
  public void explain(boolean open) {
    if (whyOpen() != open) {
      views.candidates.toggleWhy();
    }
    TableView<?> table = (TableView<?>) views.root.lookup("#candidates-table");
    if (open && table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
      table.getSelectionModel().select(0);
    }
  }

  @Override
  public void reveal(Node part) {
    views.reveal(part);
  }

  @Override
  public void restore() {
    if (begun) {
      begun = false;
      colour.ifPresent(this::colourBy);
      showRound(round);
      explain(why);
    }
  }
}
