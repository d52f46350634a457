package org.morphoscope.ui.frame;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.run.WindowActions;

/** What to do first. */
public final class EmptyState extends VBox {
  private static final int RECENT = 4;
  private static final int NAME_ROOM = 4;

  private final Button grow = button("grow-generated", "Grow and watch", Feather.PLAY);
  private final Button ask = button("grow-asking", "Grow and decide", Feather.CHECK_SQUARE);
  private final Hyperlink tour = new Hyperlink("Take the guided tour");
  private final Hyperlink sample = new Hyperlink("Open the recorded sample");
  private final Hyperlink data = new Hyperlink("Open your own images\u2026");
  private final Hyperlink run = new Hyperlink("Open a recorded run\u2026");
  private final FlowPane recent = new FlowPane(14, 2);
  private final Label recentTitle = new Label("Opened lately");
  private final FlowPane growing = new FlowPane(14, 2);
  private final Label growingTitle = new Label("Still growing in the background");

  private Consumer<Path> openRecent = folder -> {};
  private BiConsumer<Path, String> renameRecent = (folder, name) -> {};
  private Consumer<Path> deleteRecent = folder -> {};

  /** Shows the ways to begin; recent runs come later. */
  public EmptyState() {
    super(14);
    setId("empty-state");
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    Label title = new Label("Watch a network grow, channel by channel");
    title.getStyleClass().add("empty-title");
    wrap(title);
    Label text =
        new Label(
            "A small network learns from images made on the spot. Then every channel is asked what a"
                + " split would bring: it becomes two that differ a little and go on learning apart."
                + " Or what removing it, a prune, would save. The best set of changes is proposed:"
                + " watch, or approve and veto yourself.");
    text.getStyleClass().add("empty-text");
    wrap(text);
    grow.getStyleClass().add("accent");
    grow.setDefaultButton(true);
    grow.setTooltip(new Tooltip("Proposals are taken as they come; you can step in at any time"));
    ask.setTooltip(new Tooltip("Each round waits for you to approve or veto its proposal"));
    FlowPane buttons = row(12, grow, ask);
    tour.setId("start-tour");
    sample.setId("open-sample");
    data.setId("empty-data");
    run.setId("empty-run");
    FlowPane links = row(18, tour, sample, data, run);
    Label hint = new Label("or drop a folder anywhere on this window \u00b7 ? shows the keys");
    hint.getStyleClass().add("view-note");
    recent.setId("empty-recent");
    recent.setAlignment(Pos.CENTER);
    recentTitle.getStyleClass().add("view-note");
    growing.setId("empty-growing");
    growing.setAlignment(Pos.CENTER);
    growingTitle.getStyleClass().add("view-note");
    getChildren()
        .addAll(title, text, buttons, growingTitle, growing, links, hint, recentTitle, recent);
    showGrowing(List.of(), id -> {});
    offerSample(false);
    showRecent(List.of());
  }

  /** Where there is too little room, the end is cut and not the title. */
  @Override
  protected void layoutChildren() {
    setAlignment(prefHeight(getWidth()) > getHeight() ? Pos.TOP_CENTER : Pos.CENTER);
    super.layoutChildren();
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

  private static Button button(String id, String text, Feather icon) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add("large");
    return button;
  }

  /**
   * What its buttons and links call.
   *
   * @param actions of the window
   */
  public void setActions(WindowActions actions) {
    grow.setOnAction(e -> actions.growGenerated());
    ask.setOnAction(e -> actions.growAsking());
    follow(tour, actions::startTour);
    follow(sample, actions::openSample);
    follow(data, actions::openData);
    follow(run, actions::openRun);
    openRecent = actions::openRecent;
    renameRecent = actions::renameRecent;
    deleteRecent = actions::deleteRecent;
  }

  private static void follow(Hyperlink link, Runnable action) {
    link.setOnAction(
        e -> {
          action.run();
          link.setVisited(false);
        });
  }

  /**
   * The program may have come without its samples.
   *
   * @param found whether the sample is there; without it the link is not shown
   */
  public void offerSample(boolean found) {
    sample.setVisible(found);
    sample.setManaged(found);
  }

  private ContextMenu menu(Hyperlink link, Path folder) {
    return new ContextMenu(
        item("Open", () -> openRecent.accept(folder)),
        item("Rename\u2026", () -> askName(link, folder)),
        item("Delete\u2026", () -> deleteRecent.accept(folder)));
  }

  /** A field in the place of the link; Enter takes the name, anything else leaves it. */
  private void askName(Hyperlink link, Path folder) {
    TextField field = new TextField(link.getText());
    field.setId("recent-name");
    field.setPrefColumnCount(link.getText().length() + NAME_ROOM);
    field.setAccessibleText("New name of the run");
    int place = recent.getChildren().indexOf(link);
    Runnable leave =
        () -> {
          int now = recent.getChildren().indexOf(field);
          if (now >= 0) {
            recent.getChildren().set(now, link);
          }
        };
    field.setOnAction(
        e -> {
          String name = field.getText().strip();
          leave.run();
          if (!name.isEmpty() && !name.equals(link.getText())) {
            renameRecent.accept(folder, name);
          }
        });
    field.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            e.consume();
            leave.run();
          }
        });
    field
        .focusedProperty()
        .addListener(
            (o, had, has) -> {
              if (had && !has) {
                leave.run();
              }
            });
    recent.getChildren().set(place, field);
    field.requestFocus();
    field.selectAll();
  }

  private static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(e -> action.run());
    return item;
  }

  /**
   * Offers runs that an engine of this machine still grows.
   *
   * @param runs their names
   * @param open called with the one that is chosen
   */
  public void showGrowing(List<String> runs, Consumer<String> open) {
    growing.getChildren().clear();
    for (String run : runs) {
      Button link = new Button(run, new FontIcon(Feather.ACTIVITY));
      link.setId("growing-" + growing.getChildren().size());
      link.setMnemonicParsing(false);
      link.setOnAction(e -> open.accept(run));
      growing.getChildren().add(link);
    }
    boolean any = !runs.isEmpty();
    growing.setVisible(any);
    growing.setManaged(any);
    growingTitle.setVisible(any);
    growingTitle.setManaged(any);
  }

  /**
   * Offers the runs that were open lately.
   *
   * @param runs folders, the latest first; empty: nothing is shown
   */
  public void showRecent(List<Path> runs) {
    recent.getChildren().clear();
    for (Path folder : runs.subList(0, Math.min(RECENT, runs.size()))) {
      Hyperlink link = new Hyperlink(String.valueOf(folder.getFileName()));
      link.setId("recent-" + recent.getChildren().size());
      follow(link, () -> openRecent.accept(folder));
      link.setTooltip(new Tooltip(folder.toString()));
      link.setContextMenu(menu(link, folder));
      recent.getChildren().add(link);
    }
    boolean any = !recent.getChildren().isEmpty();
    recent.setVisible(any);
    recent.setManaged(any);
    recentTitle.setVisible(any);
    recentTitle.setManaged(any);
  }
}
