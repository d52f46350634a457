package org.morphoscope.ui.shell;

import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.net.Resource;
import org.morphoscope.ui.model.CandidateListing;
import org.morphoscope.ui.model.LossPoints;
import org.morphoscope.ui.model.RoundRecord;
import org.morphoscope.ui.model.RunModel;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.RunSnapshots;
import org.morphoscope.ui.model.TradeOff;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.model.WhySource;

/** Shows now, a round as a whole, or a moment of the past in every view that depends on it. */
final class SnapshotViews {
  /** Table and words are read, not watched: twice a second is enough, and they lay out slowly. */
  private static final long WORDS_NANOS = 500_000_000L;

  private final RunModel model;
  private final WindowViews views;
  private final Supplier<Optional<WhatIf>> whatIf;

  /** What a person chose; else what the run is about. */
  private Optional<Resource> wantedAxis = Optional.empty();

  private Optional<RunSnapshot> shown = Optional.empty();
  private long wordsShown;
  private boolean wordsLate;

  /**
   * @param model the run as it is now
   * @param whatIf the decision under way
   */
  SnapshotViews(RunModel model, WindowViews views, Supplier<Optional<WhatIf>> whatIf) {
    this.model = model;
    this.views = views;
    this.whatIf = whatIf;
    views.chart.setOnAxis(
        chosen -> {
          wantedAxis = Optional.of(chosen);
          showChart();
        });
  }

  /** What graph and table show; empty without a net. */
  Optional<RunSnapshot> shown() {
    return shown;
  }

  /** The run at the moment on show. */
  RunModel viewed() {
    return views.player.model().orElse(model);
  }

  /** The round that is looked back at; empty when now is on show. */
  Optional<Integer> pastRound() {
    return round().map(RoundRecord::round).or(() -> views.player.model().map(RunModel::round));
  }

  private Optional<RoundRecord> round() {
    return views.timeline.shownProperty().get().flatMap(model::round);
  }

  void showChart() {
    RunModel viewed = viewed();
    Optional<WhatIf> decision = views.player.lookingBack() ? proposed(viewed) : whatIf.get();
    Resource axis =
        wantedAxis.orElseGet(
            () ->
                viewed
                    .run()
                    .map(run -> run.config().selection().resource())
                    .orElse(Resource.PARAMETERS));
    views.chart.show(
        LossPoints.of(viewed, decision, axis),
        decision.flatMap(w -> TradeOff.of(viewed, w, axis)),
        axis);
  }

  /** The proposal of a moment of the past, as it stood. */
  private static Optional<WhatIf> proposed(RunModel past) {
    return past.proposal().map(p -> new WhatIf(p, past.run().orElseThrow().config().selection()));
  }

  /** Shows the moment with every view up to date. */
  void showMoment() {
    Optional<RoundRecord> round = round();
    RunModel viewed = viewed();
    boolean back = views.player.lookingBack();
    Optional<WhatIf> open = back || round.isPresent() ? Optional.empty() : whatIf.get();
    Optional<RunSnapshot> moment =
        round.isPresent()
            ? round.map(RunSnapshots::past)
            : back ? RunSnapshots.at(viewed) : RunSnapshots.live(viewed, open);
    shown = moment;
    views.graph.show(moment);
    showTable(moment, open);
    if (back) {
      views.phases.showPast(viewed.phases());
    }
  }

  /**
   * Shows scores that stream in: the cells at once, what is to be read soon.
   *
   * @param now as {@link System#nanoTime}
   */
  void showScores(long now) {
    if (now - wordsShown >= WORDS_NANOS || round().isPresent()) {
      wordsShown = now;
      showMoment();
      return;
    }
    shown = RunSnapshots.live(model, whatIf.get());
    views.graph.showScores(shown);
    wordsLate = true;
  }

  /** Brings up to date what is to be read when it is its turn; called in every frame. */
  void catchUp(long now) {
    if (wordsLate && now - wordsShown >= WORDS_NANOS) {
      wordsShown = now;
      views.graph.show(shown);
      showTable(shown, whatIf.get());
    }
  }

  private void showTable(Optional<RunSnapshot> moment, Optional<WhatIf> open) {
    wordsLate = false;
    Optional<RoundRecord> round = round();
    RunModel viewed = viewed();
    views.candidates.show(
        round.isPresent()
            ? round.map(CandidateListing::past)
            : moment.map(now -> CandidateListing.live(viewed, now)),
        open);
    views.candidates.explain(
        round.isPresent()
            ? round.flatMap(WhySource::of)
            : open.map(WhySource::of)
                .or(() -> viewed.round(viewed.round()).flatMap(WhySource::of)));
  }
}
