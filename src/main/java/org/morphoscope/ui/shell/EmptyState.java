package org.morphoscope.ui.shell;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.run.MenuActions;
import org.morphoscope.ui.run.RunActions;

/** What to do first. */
final class EmptyState extends VBox {
  private static final int RECENT = 4;

  private final MenuActions habits;
  private final Hyperlink sample;
  private final FlowPane recent = new FlowPane(14, 2);
  private final Label recentTitle = new Label("Opened lately");

  EmptyState(RunActions actions, MenuActions habits) {
    super(14);
    this.habits = habits;
    setId("empty-state");
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    Label title = new Label("Watch a network grow, channel by channel");
    title.getStyleClass().add("empty-title");
    wrap(title);
    Label text =
        new Label(
            "A small network is trained on images made on the spot. Then each of its channels is asked"
                + " what doubling it (a split) or removing it (a prune) would bring, new neurons are"
                + " tried too, and the best set of changes is proposed. Watch the network grow, or"
                + " approve and veto changes yourself.");
    text.getStyleClass().add("empty-text");
    wrap(text);
    Button grow = button("grow-generated", "Grow and watch", Feather.PLAY, actions::growGenerated);
    grow.getStyleClass().add("accent");
    grow.setDefaultButton(true);
    grow.setTooltip(new Tooltip("Proposals are taken as they come; you can step in at any time"));
    Button ask =
        button("grow-asking", "Grow and decide", Feather.CHECK_SQUARE, actions::growAsking);
    ask.setTooltip(new Tooltip("Each round waits for you to approve or veto its proposal"));
    FlowPane buttons = row(12, grow, ask);
    sample = link("open-sample", "Open the recorded sample", actions::openSample);
    FlowPane links =
        row(
            18,
            link("start-tour", "Take the guided tour", habits::startTour),
            sample,
            link("empty-data", "Open your own images\u2026", actions::openData),
            link("empty-run", "Open a recorded run\u2026", actions::openRun));
    Label hint = new Label("or drop a folder anywhere on this window \u00b7 ? shows the keys");
    hint.getStyleClass().add("view-note");
    recent.setId("empty-recent");
    recent.setAlignment(Pos.CENTER);
    recentTitle.getStyleClass().add("view-note");
    getChildren().addAll(title, text, buttons, links, hint, recentTitle, recent);
    offerSample(false);
    showRecent(List.of());
  }

  private static void wrap(Label label) {
    label.setWrapText(true);
    label.setTextAlignment(TextAlignment.CENTER);
    label.setMinHeight(USE_PREF_SIZE);
  }

  private static FlowPane row(double gap, Node... nodes) {
    FlowPane row = new FlowPane(gap, 6, nodes);
    row.setAlignment(Pos.CENTER);
    return row;
  }

  private static Button button(String id, String text, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add("large");
    button.setOnAction(e -> action.run());
    return button;
  }

  private static Hyperlink link(String id, String text, Runnable action) {
    Hyperlink link = new Hyperlink(text);
    link.setId(id);
    link.setOnAction(
        e -> {
          action.run();
          link.setVisited(false);
        });
    return link;
  }

  /** The program may have come without its samples. */
  void offerSample(boolean found) {
    sample.setVisible(found);
    sample.setManaged(found);
  }

  /** Offers the runs that were open lately. */
  void showRecent(List<Path> runs) {
    recent.getChildren().clear();
    for (Path run : runs.subList(0, Math.min(RECENT, runs.size()))) {
      Hyperlink link =
          link(
              "recent-" + recent.getChildren().size(),
              String.valueOf(run.getFileName()),
              () -> habits.openRecent(run));
      link.setTooltip(new Tooltip(run.toString()));
      recent.getChildren().add(link);
    }
    boolean any = !recent.getChildren().isEmpty();
    recent.setVisible(any);
    recent.setManaged(any);
    recentTitle.setVisible(any);
    recentTitle.setManaged(any);
  }
}
