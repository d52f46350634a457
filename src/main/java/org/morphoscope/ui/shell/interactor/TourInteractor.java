package org.morphoscope.ui.shell.interactor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.Property;
import javafx.scene.Node;
import org.morphoscope.history.RunModel;
import org.morphoscope.ui.candidates.CandidatesView;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.tour.TourFiles;
import org.morphoscope.ui.tour.TourOverlay;
import org.morphoscope.ui.tour.TourStage;
import org.morphoscope.ui.tour.TourStop;

/** The guided tour: read, begun on the sample when nothing is open, and the window as it asks. */
public final class TourInteractor {
  private static final String TOUR_FOLDER = "tourFolder";

  private final TourOverlay view;
  private final Services services;
  private final Fx background;
  private final RunModel model;
  private final Stops stops;
  private final BiConsumer<Path, Runnable> openRun;
  private final Consumer<Throwable> failed;

  /**
   * @param view driven by this
   * @param services what the window gets from outside
   * @param background where work is done that the window does not wait for
   * @param model the run as it is now
   * @param window what the stops move
   * @param openRun opens a recorded run and goes on with something when it is there
   * @param failed told in a sentence what went wrong
   */
  public TourInteractor(
      TourOverlay view,
      Services services,
      Fx background,
      RunModel model,
      Stops window,
      BiConsumer<Path, Runnable> openRun,
      Consumer<Throwable> failed) {
    this.view = view;
    this.services = services;
    this.background = background;
    this.model = model;
    this.stops = window;
    this.openRun = openRun;
    this.failed = failed;
  }

  /**
   * Whether the tour is under way.
   *
   * @return whether it is
   */
  public boolean isOn() {
    return view.isVisible();
  }

  /** Starts the tour at its first stop. */
  public void start() {
    List<Path> folders = new ArrayList<>();
    services.preferences().get(TOUR_FOLDER).map(Path::of).ifPresent(folders::add);
    folders.add(services.surroundings().home().resolve("samples").resolve("tour"));
    background.call(() -> TourFiles.read(folders), this::begin, failed);
  }

  private void begin(List<TourStop> read) {
    Runnable begin =
        () -> {
          stops.remember();
          view.start(read, stops);
        };
    if (model.run().isEmpty() && !services.samples().isEmpty()) {
      openRun.accept(services.samples().get(0), begin);
    } else {
      begin.run();
    }
  }

  /** Moves the window as the stops ask, and back. */
  public static final class Stops implements TourStage {
    private final RunModel model;
    private final CandidatesView candidates;
    private final Property<Quantity> shownColour;
    private final Property<Optional<Integer>> shownRound;
    private final Consumer<Node> reveal;
    private final Consumer<Boolean> film;
    private Quantity colour;
    private Optional<Integer> round = Optional.empty();
    private boolean why;
    private boolean begun;

    /**
     * @param model the run as it is now
     * @param candidates the table
     * @param shownColour what the colours mean
     * @param shownRound the round that is on show
     * @param reveal brings a part of the window into sight
     * @param film opens or closes what shows slowly how a channel grew
     */
    public Stops(
        RunModel model,
        CandidatesView candidates,
        Property<Quantity> shownColour,
        Property<Optional<Integer>> shownRound,
        Consumer<Node> reveal,
        Consumer<Boolean> film) {
      this.model = model;
      this.candidates = candidates;
      this.shownColour = shownColour;
      this.shownRound = shownRound;
      this.reveal = reveal;
      this.film = film;
    }

    /** Remembers what {@link #restore} brings back. */
    void remember() {
      colour = shownColour.getValue();
      round = shownRound.getValue();
      why = candidates.whyPanel().isVisible();
      begun = true;
    }

    @Override
    public void showRound(Optional<Integer> wanted) {
      Optional<Integer> there = wanted.filter(number -> model.round(number).isPresent());
      if (!shownRound.getValue().equals(there)) {
        shownRound.setValue(there);
      }
    }

    @Override
    public void colourBy(Quantity quantity) {
      shownColour.setValue(quantity);
    }

    @Override
    public void explain(boolean open) {
      if (candidates.whyPanel().isVisible() != open) {
        candidates.toggleWhy();
      }
      if (open) {
        candidates.selectSomething();
      }
    }

    @Override
    public void film(boolean open) {
      film.accept(open);
    }

    @Override
    public void reveal(Node part) {
      reveal.accept(part);
    }

    @Override
    public void restore() {
      if (begun) {
        begun = false;
        colourBy(colour);
        showRound(round);
        explain(why);
        film(false);
      }
    }
  }
}
