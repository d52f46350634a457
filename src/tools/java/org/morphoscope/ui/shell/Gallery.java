package org.morphoscope.ui.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.ui.diff.CompareWindow;
import org.morphoscope.ui.export.ExportPanel;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.search.SearchOverlay;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.timeline.TimelineView;

/**
 * Takes the pictures of the gallery in {@code assets}, at 1280x800, without a screen:
 *
 * <pre>mvn -q test-compile exec:exec@gallery</pre>
 *
 * <p>Arguments: RUN_FOLDER ROUND TARGET_FOLDER [all]; with {@code all}, also the states and sizes
 * that are looked at by eye only.
 */
final class Gallery {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long SETTLE_MILLIS = 900;
  private static final long PULSES_MILLIS = 100;

  /** Side of the generated images; a placeholder is smaller. */
  private static final double IMAGE = 32;

  private static final int BEFORE_DECISION = 6;
  private static final Path CALIBRATION =
      Path.of("samples", "calibration", "resnet-small-cifar10.json");

  private final Path run;
  private final int round;
  private final Path target;
  private MorphoscopeWindow window;
  private Stage stage;

  private Gallery(Path run, int round, Path target) {
    this.run = run;
    this.round = round;
    this.target = target;
  }

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    Path target = Files.createDirectories(Path.of(args[2]));
    new GraphPicture().take(target);
    Gallery gallery = new Gallery(Path.of(args[0]), Integer.parseInt(args[1]), target);
    gallery.recorded();
    gallery.replay();
    gallery.decision();
    if (args.length > 3) {
      gallery.sizes();
      for (Theme theme : Theme.values()) {
        gallery.panels(theme);
      }
    }
    System.exit(0);
  }

  /** The recorded run: graph, tour, stage mode, calibration. */
  private void recorded() throws Exception {
    open(Theme.LIGHT);
    run(() -> window.open(run));
    await(() -> stage.getScene().lookup("#round-1") != null);
    await(() -> !((GraphView) node("#graph-view")).shownWidths().isEmpty());
    settle();
    take("look-recorded");
    theme(Theme.DARK);
    run(() -> window.actions().startTour());
    await(() -> node("#tour").isVisible());
    for (int i = 0; i < 3; i++) {
      fire("#tour-next");
    }
    settle();
    take("gallery-tour");
    fire("#tour-end");
    theme(Theme.LIGHT);
    run(() -> window.actions().toggleStage());
    settle();
    take("gallery-stage");
    run(() -> window.actions().toggleStage());
    run(() -> window.actions().calibrate());
    await(() -> node("#calibration-report") != null);
    settle();
    run(this::scrollToFirstTable);
    settle();
    take("gallery-calibrate");
    close();
  }

  /** The middle of the run, playing; and two moments of it side by side. */
  private void replay() throws Exception {
    open(Theme.DARK);
    run(() -> window.first().replay(run));
    await(() -> !((GraphView) node("#graph-view")).shownWidths().isEmpty());
    settle();
    // seed, first decision, and the scores before the second
    for (int i = 0; i < 3; i++) {
      run(() -> window.player().jumpRound(1));
    }
    run(() -> window.player().step(-BEFORE_DECISION));
    run(() -> window.player().togglePlay());
    settle();
    take("gallery-replay");
    run(() -> window.player().togglePlay());
    run(((TimelineView) window.scene().lookup("#timeline"))::goLive);
    theme(Theme.LIGHT);
    run(window.comparisons()::compare);
    CompareWindow compare = window.comparisons().window().orElseThrow();
    run(() -> compare.scene().getWindow().setWidth(WIDTH));
    run(() -> compare.scene().getWindow().setHeight(HEIGHT));
    await(() -> !((GraphView) compare.scene().lookup("#compare-right")).shownWidths().isEmpty());
    settle();
    run(() -> Png.write(compare.scene().snapshot(null), target.resolve("gallery-compare.png")));
    close();
  }

  /** The decision of a round: its lambda line, and the reasons for a score. */
  private void decision() throws Exception {
    open(Theme.DARK);
    fire("#grow-asking");
    await(() -> node("#decision-bar").isVisible());
    settle();
    mark(1, "#veto");
    mark(firstOpen(), "#approve");
    run(() -> table().getSelectionModel().clearSelection());
    run(() -> table().scrollTo(0));
    settle();
    take("gallery-decision");
    theme(Theme.LIGHT);
    run(() -> table().getSelectionModel().clearAndSelect(0));
    fire("#why");
    await(this::imagesShown);
    settle();
    take("gallery-why");
    close();
  }

  /** What is looked at by eye only. */
  private void sizes() throws Exception {
    open(Theme.LIGHT);
    settle();
    take("look-empty");
    run(() -> window.actions().showHelp());
    take("look-keys");
    run(() -> window.actions().showHelp());
    fire("#grow-asking");
    await(() -> node("#decision-bar").isVisible());
    settle();
    run(() -> window.actions().search());
    run(() -> ((TextField) node("#search-field")).setText("conv2"));
    settle();
    take("look-search");
    run(() -> node("#search").setVisible(false));
    run(() -> window.actions().toggleStage());
    settle();
    take("look-stage-decision");
    run(() -> window.actions().toggleStage());
    for (Theme theme : Theme.values()) {
      theme(theme);
      for (int percent : new int[] {100, 150, 200}) {
        run(() -> window.actions().scale(percent));
        scaled(percent + "-" + theme.name().toLowerCase(Locale.ROOT));
      }
    }
    theme(Theme.LIGHT);
    run(() -> window.actions().scale(100));
    settle();
    take("look-100-again");
    run(() -> window.actions().startTour());
    await(() -> node("#tour").isVisible());
    for (int i = 1; i <= 10; i++) {
      settle();
      take("look-tour-" + i);
      fire("#tour-next");
    }
    close();
  }

  /** Every panel and dialog, and what is said about files that are none. */
  private void panels(Theme theme) throws Exception {
    String end = "-" + theme.name().toLowerCase(Locale.ROOT);
    open(theme);
    take("panel-empty" + end);
    run(() -> window.open(target));
    settle();
    take("panel-error-folder" + end);
    Path broken = Files.createDirectories(Files.createTempDirectory("broken").resolve("run"));
    Files.writeString(broken.resolve("run.json"), "{ \"v\": 1, \"runId\": ");
    run(() -> window.open(broken));
    settle();
    take("panel-error-run" + end);
    fire("#new-run");
    settle();
    other("#new-run-dialog", "panel-new-run" + end);
    run(() -> window.actions().showAbout());
    settle();
    other("#about-dialog", "panel-about" + end);
    run(() -> window.open(run));
    await(() -> !((GraphView) node("#graph-view")).shownWidths().isEmpty());
    settle();
    run(() -> window.actions().showHelp());
    take("panel-keys" + end);
    run(() -> window.actions().showHelp());
    run(() -> ((ExportPanel) window.scene().lookup("#export")).open(run, "loss-vs-parameters"));
    Thread.sleep(4 * SETTLE_MILLIS);
    take("panel-export" + end);
    run(() -> node("#export").setVisible(false));
    run(() -> window.actions().search());
    run(() -> ((TextField) node("#search-field")).setText("born"));
    settle();
    take("panel-search" + end);
    run(() -> ((SearchOverlay) window.scene().lookup("#search")).close());
    run(() -> window.actions().calibrate());
    await(() -> node("#calibration-report") != null);
    settle();
    take("panel-calibration" + end);
    run(() -> node("#calibration").setVisible(false));
    run(() -> window.actions().showLog());
    settle();
    other("#log-table", "panel-log" + end);
    run(window.comparisons()::compare);
    settle();
    other("#compare-root", "panel-compare" + end);
    close();
  }

  /** The window that something stands in, which is closed then. */
  private void other(String id, String name) throws Exception {
    for (Window each : List.copyOf(Window.getWindows())) {
      if (each != stage && each.getScene() != null && each.getScene().lookup(id) != null) {
        run(() -> Png.write(each.getScene().snapshot(null), target.resolve(name + ".png")));
        run(each::hide);
      }
    }
  }

  /** In a small window, from the top and from the bottom, and in a large one. */
  private void scaled(String name) throws Exception {
    settle();
    take("look-" + name);
    ScrollPane scroll = (ScrollPane) stage.getScene().lookup(".window-scroll");
    if (scroll.getContent().getLayoutBounds().getHeight() > scroll.getHeight()) {
      run(() -> scroll.setVvalue(1));
      settle();
      take("look-" + name + "-bottom");
      run(() -> scroll.setVvalue(0));
    }
    run(() -> size(1920, 1080));
    settle();
    take("look-" + name + "-wide");
    run(() -> size(WIDTH, HEIGHT));
  }

  private boolean imagesShown() {
    return stage.getScene().getRoot().lookupAll(".image-view").stream()
        .map(found -> ((ImageView) found).getImage())
        .anyMatch(image -> image != null && image.getWidth() == IMAGE);
  }

  /** So that the first table and its figure are seen whole. */
  private void scrollToFirstTable() {
    ScrollPane scroll = (ScrollPane) node("#calibration-scroll");
    Parent report = (Parent) scroll.getContent();
    double top = report.getChildrenUnmodifiable().get(1).getBoundsInParent().getMinY();
    double room = report.getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
    scroll.setVvalue(top / room);
  }

  private void size(double width, double height) {
    stage.setWidth(width);
    stage.setHeight(height);
  }

  private void open(Theme theme) throws Exception {
    RunReader reader = RunReader.open(run);
    List<GrowthEvent> events = reader.allEvents();
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("reduceMotion", "true");
    preferences.put("theme", theme.name());
    Path runs = Files.createTempDirectory("gallery");
    Services services =
        new Services(
            FolderRuns.of(() -> new RecordedGrowthService(events, round, run), runs),
            folder -> {
              throw new IOException(folder + ": no images are opened for pictures");
            },
            folder -> RunReader.open(folder).allEvents(),
            new RecordedCalibration(CALIBRATION),
            runs,
            reader.config(),
            preferences,
            SampleRuns.in(Path.of("")));
    run(
        () -> {
          stage = new Stage();
          window = new MorphoscopeWindow(stage, services);
          window.show();
          size(WIDTH, HEIGHT);
        });
    settle();
  }

  private void close() throws Exception {
    run(window::close);
  }

  private void theme(Theme theme) throws Exception {
    run(() -> window.setTheme(theme));
    settle();
  }

  private void take(String name) throws Exception {
    run(() -> stage.getScene().getRoot().requestFocus());
    Thread.sleep(PULSES_MILLIS);
    run(() -> Png.write(window.scene().snapshot(null), target.resolve(name + ".png")));
  }

  private void mark(int row, String button) throws Exception {
    run(() -> table().getSelectionModel().clearAndSelect(row));
    fire(button);
  }

  private int firstOpen() {
    List<CandidateRow> rows = table().getItems();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).state() == CandidateRow.State.OPEN) {
        return i;
      }
    }
    throw new IllegalStateException("every candidate is marked");
  }

  @SuppressWarnings("unchecked")
  private TableView<CandidateRow> table() {
    return (TableView<CandidateRow>) node("#candidates-table");
  }

  private String said(String id) {
    return node(id) instanceof Labeled label ? label.getText() : "nothing at " + id;
  }

  private Node node(String id) {
    return stage.getScene().lookup(id);
  }

  private void fire(String id) throws Exception {
    run(
        () -> {
          if (node(id) instanceof ButtonBase button) {
            button.fire();
          } else {
            node(id).fireEvent(new ActionEvent());
          }
        });
  }

  private static void run(FxWork.Work work) throws Exception {
    FxWork.on(work);
  }

  private static void settle() throws InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
  }

  private void await(Callable<Boolean> condition) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (true) {
      FutureTask<Boolean> asked = new FutureTask<>(condition);
      Platform.runLater(asked);
      if (asked.get()) {
        return;
      }
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException(
            "the window never came to the state of the picture; it says: "
                + said("#banner-text")
                + " / "
                + said("#calibration-state"));
      }
      Thread.sleep(50);
    }
  }
}
