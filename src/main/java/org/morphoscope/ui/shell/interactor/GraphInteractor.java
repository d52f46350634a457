package org.morphoscope.ui.shell.interactor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.stage.FileChooser;
import org.morphoscope.history.Change;
import org.morphoscope.history.Lineage;
import org.morphoscope.ui.graph.GraphView;

/** The network: the moment on show, scores as they stream in, ancestry of channels, locks. */
public final class GraphInteractor implements Interactor {
  private final GraphView view;
  private final ShownMoment shown;
  private final LayerLocks locks;

  /**
   * @param view driven by this
   * @param shown what is on show
   * @param locks locks and opens layers
   * @param export opens the export of the network
   * @param failed told what is wrong with a file of scores
   */
  public GraphInteractor(
      GraphView view,
      ShownMoment shown,
      LayerLocks locks,
      Runnable export,
      Consumer<String> failed) {
    this.view = view;
    this.shown = shown;
    this.locks = locks;
    view.setOnLock(group -> locks.toggle(Set.of(group)));
    view.setOnExport(export);
    view.setOnColourFile(wanted -> colour(wanted ? chosen() : Optional.empty(), failed));
  }

  /** The file that a person chooses; empty when none is. */
  private Optional<Path> chosen() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Colour by the scores of a file");
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter("Scores of channels", "*.csv", "*.json"));
    return Optional.ofNullable(chooser.showOpenDialog(view.getScene().getWindow()))
        .map(File::toPath);
  }

  /** Colours by a file, or as before when there is none or it does not fit. */
  private void colour(Optional<Path> file, Consumer<String> failed) {
    if (file.isEmpty()) {
      view.colourByQuantity();
      return;
    }
    try {
      view.colourBy(file.get());
    } catch (IOException e) {
      view.colourByQuantity();
      failed.accept(e.getMessage() + ".");
    }
  }

  /** Fits the network into its view. */
  public void fit() {
    view.fit();
  }

  /** Locks the layers of the selection, or unlocks them. */
  public void toggleLock() {
    locks.toggleSelected();
  }

  @Override
  public void show(Frame frame) {
    switch (frame.picture()) {
      case ALL -> view.show(shown.snapshot());
      case CELLS -> view.showScores(shown.snapshot());
      case NOTHING -> {}
    }
    if (frame.has(Change.RUN, Change.NET)) {
      view.setLineage(Lineage.of(shown.model()));
    }
  }
}
