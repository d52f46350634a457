package org.morphoscope.ui.candidates;

import java.util.Optional;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.morphoscope.run.Candidate;
import org.morphoscope.ui.evidence.EvidenceView;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Terms;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.Explanation;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.model.WhySource;

/** Why? The formula of the selected candidate's score, filled in with its numbers. */
public final class WhyPanel extends VBox {
  /** Padding, and a scroll bar in small windows. */
  private static final double SIDES = 38;

  private static final double MOST = 292;
  private static final double LEAST = 50;

  /** The last line of the captions is not to touch the edge. */
  private static final double SLACK = 14;

  private final SelectionState selection;
  private final Label title = new Label();
  private final Label sentence = new Label();
  private final GridPane grid = new GridPane();
  private final EvidenceView evidence;
  private final ProposalFetcher fetcher;
  private Optional<WhySource> source = Optional.empty();
  private Optional<Wanted> fetching = Optional.empty();

  /** What is being fetched. */
  private record Wanted(WhySource source, CandidateKey key) {
    boolean isSame(Wanted other) {
      return source == other.source && key.equals(other.key);
    }
  }

  WhyPanel(SelectionState selection, EvidenceView evidence, ProposalFetcher fetcher) {
    super(6);
    this.selection = selection;
    this.evidence = evidence;
    this.fetcher = fetcher;
    setId("why-panel");
    getStyleClass().add("why-panel");
    setPadding(new Insets(8, 12, 10, 12));
    title.setId("why-title");
    title.getStyleClass().add("view-title");
    title.setWrapText(true);
    sentence.setId("why-sentence");
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    grid.setHgap(14);
    grid.setVgap(3);
    FlowPane content = new FlowPane(24, 8, grid);
    content.getChildren().addAll(evidence.parts(widthProperty().subtract(SIDES)));
    content.setRowValignment(VPos.TOP);
    content.prefWrapLengthProperty().bind(widthProperty().subtract(SIDES));
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("why-scroll");
    scroll.prefViewportHeightProperty().bind(content.heightProperty().add(SLACK));
    // it changes while it is laid out, when a request for another layout would be lost
    content.heightProperty().addListener(o -> Platform.runLater(scroll::requestLayout));
    scroll.setMaxHeight(MOST);
    getChildren().setAll(title, sentence, scroll);
    scroll.setMinHeight(LEAST);
    setMinHeight(LEAST + 40);
    selection.selectedProperty().addListener(o -> refresh());
    setOpen(false);
  }

  void setOpen(boolean open) {
    setVisible(open);
    setManaged(open);
    refresh();
  }

  void show(Optional<WhySource> shown) {
    boolean same = source.filter(now -> shown.filter(now::sameAs).isPresent()).isPresent();
    if (!same) {
      source = shown;
    }
    refresh();
  }

  private void refresh() {
    if (!isVisible()) {
      return;
    }
    grid.getChildren().clear();
    Optional<CandidateKey> key = selection.selected().stream().findFirst();
    if (key.isPresent() && source.isPresent() && !source.get().knows(key.get())) {
      evidence.showNothing();
      fetch(new Wanted(source.get(), key.get()));
      return;
    }
    Optional<Explanation> found = source.flatMap(s -> key.flatMap(s::explain));
    found.ifPresent(why -> sentence.setText(WhySentence.of(why, this::name)));
    sentence.setVisible(found.isPresent());
    sentence.setManaged(found.isPresent());
    if (found.isEmpty()) {
      evidence.showNothing();
      title.setText(
          source.isEmpty()
              ? "Why? Reasons are known once a set is proposed."
              : "Why? Select a candidate.");
      return;
    }
    title.setText("Why the " + source.get().name(key.get()) + "?");
    fill(found.get());
    Explanation why = found.get();
    evidence.show(source.get().proposal().round(), why.evidence(), why.alone());
  }

  /** The joint model of a past round is on the disk only, and a large one only with its engine. */
  private void fetch(Wanted wanted) {
    title.setText(
        "Why? The scores of round " + wanted.source().proposal().round() + " are being read.");
    if (fetching.filter(wanted::isSame).isPresent()) {
      return;
    }
    fetching = Optional.of(wanted);
    fetcher.fetch(
        wanted.source(),
        wanted.key(),
        known -> {
          fetching = fetching.filter(under -> under != wanted);
          if (source.filter(now -> now == wanted.source()).isPresent()) {
            source = Optional.of(known);
            refresh();
          }
        },
        why -> {
          fetching = fetching.filter(under -> under != wanted);
          if (source.filter(now -> now == wanted.source()).isPresent()) {
            title.setText("Why? " + why + ".");
          }
        });
  }

  private void fill(Explanation why) {
    line(
        "alone",
        "\u0394L = a + G/2 = "
            + Formats.delta(why.slope())
            + " "
            + Formats.delta(why.curvature())
            + " = "
            + Formats.delta(why.alone(), why.candidate().error()),
        Terms.DELTA + "\n" + Terms.CURVATURE);
    String others = why.others() == 1 ? "the other one" : "the other " + why.others();
    line(
        why.chosen() ? "in the set" : "added to it",
        "\u0394L "
            + Formats.delta(why.interaction())
            + " with "
            + others
            + " = "
            + Formats.delta(why.inSet()),
        Terms.INTERACTION);
    if (!why.strongest().isEmpty()) {
      // in one line, since the table needs the height
      line(
          "most with",
          why.strongest().stream()
              .map(partner -> name(partner.candidate()) + " " + Formats.delta(partner.gram()))
              .collect(Collectors.joining(" \u00b7 ")),
          Terms.INTERACTION);
    }
    line(
        "price",
        "\u03bb \u0394R = "
            + Formats.delta(why.price())
            + (why.inSet() + why.price() < 0 ? ": it pays" : ": it does not pay now"),
        Terms.LAMBDA);
    why.measured()
        .ifPresent(
            m ->
                line(
                    "whole set",
                    "predicted "
                        + Formats.delta(m.predictedDelta())
                        + ", measured "
                        + Formats.delta(m.measuredDelta())
                        + ", held out "
                        + Formats.delta(m.heldOutDelta()),
                    "What the set brought when it was applied, before any training"));
  }

  private String name(Candidate candidate) {
    return source.map(s -> s.name(new CandidateKey(candidate.kind(), candidate.unit()))).orElse("");
  }

  private void line(String what, String text, String explanation) {
    Label name = new Label(what);
    name.getStyleClass().add("view-note");
    name.setMinWidth(USE_PREF_SIZE);
    Label value = new Label(text);
    value.setTooltip(new Tooltip(explanation));
    value.setMinWidth(0);
    grid.addRow(grid.getRowCount(), name, value);
  }
}
