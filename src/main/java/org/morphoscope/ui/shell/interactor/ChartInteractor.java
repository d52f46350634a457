package org.morphoscope.ui.shell.interactor;

import java.util.Optional;
import java.util.OptionalDouble;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.Resource;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.kit.PictureMenu;
import org.morphoscope.ui.model.ChosenSet;
import org.morphoscope.ui.model.LossPoints;
import org.morphoscope.ui.model.TradeOff;
import org.morphoscope.ui.model.WhatIf;

/** Loss against parameters: points, the trade-off under decision, and lambda as it is dragged. */
public final class ChartInteractor implements Interactor {
  private final LossChart view;
  private final ShownMoment shown;
  private final OpenDecision decision;
  private OptionalDouble draggedLambda = OptionalDouble.empty();

  /** What a person chose; else what the run is about. */
  private Optional<Resource> wantedAxis = Optional.empty();

  /**
   * @param view driven by this
   * @param shown what is on show
   * @param decision the question under way
   * @param hurry asks for the next frame
   * @param export opens the export of the chart
   */
  public ChartInteractor(
      LossChart view, ShownMoment shown, OpenDecision decision, Runnable hurry, Runnable export) {
    this.view = view;
    this.shown = shown;
    this.decision = decision;
    view.setOnAxis(
        chosen -> {
          wantedAxis = Optional.of(chosen);
          show();
        });
    view.setOnLambda(
        lambda -> {
          draggedLambda = OptionalDouble.of(lambda);
          hurry.run();
        });
    view.setOnBudget(() -> setLambda(OptionalDouble.empty()));
    PictureMenu.install(view, export);
  }

  @Override
  public void show(Frame frame) {
    if (draggedLambda.isPresent()) {
      // a drag gives many values per frame; the last one counts
      OptionalDouble last = draggedLambda;
      draggedLambda = OptionalDouble.empty();
      setLambda(last);
    }
    if (frame.chart()) {
      show();
    }
  }

  /**
   * Makes lambda larger or smaller by a factor.
   *
   * @param factor above 1 for a larger lambda
   */
  public void stepLambda(double factor) {
    if (!shown.lookingBack()) {
      decision.stepLambda(factor);
    }
  }

  private void setLambda(OptionalDouble lambda) {
    if (!shown.lookingBack()) {
      decision.setLambda(lambda);
    }
  }

  private void show() {
    RunModel viewed = shown.viewed();
    Optional<ChosenSet> considered =
        shown.lookingBack()
            ? viewed.proposal().map(ChosenSet::proposed)
            : decision.whatIf().map(WhatIf::set);
    Resource axis =
        wantedAxis.orElseGet(
            () ->
                viewed
                    .run()
                    .map(run -> run.config().selection().resource())
                    .orElse(Resource.PARAMETERS));
    view.show(
        LossPoints.of(viewed, considered, axis),
        considered.flatMap(w -> TradeOff.of(viewed, w, axis)),
        axis);
  }
}
