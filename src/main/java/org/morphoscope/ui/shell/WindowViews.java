package org.morphoscope.ui.shell;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.morphoscope.ui.calibration.CalibrationPanel;
import org.morphoscope.ui.candidates.CandidatesView;
import org.morphoscope.ui.candidates.DecisionActions;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.evidence.EvidenceView;
import org.morphoscope.ui.export.ExportPanel;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.LateContent;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.kit.UncachedContent;
import org.morphoscope.ui.model.Recording;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.run.AppMenu;
import org.morphoscope.ui.run.PhaseStrip;
import org.morphoscope.ui.run.RunActions;
import org.morphoscope.ui.run.RunBar;
import org.morphoscope.ui.search.SearchOverlay;
import org.morphoscope.ui.timeline.TimelineView;
import org.morphoscope.ui.tour.TourOverlay;

/** The views and their places. */
final class WindowViews {
  private static final double GRAPH_SHARE = 0.565;
  private static final double CHART_SHARE = 0.433;

  /** In ems: where the window is narrower, the two sides stand below each other. */
  private static final double STACKED = 65;

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final Fonts fonts = Fonts.load();
  final RunBar runBar;
  final PhaseStrip phases = new PhaseStrip();
  final Banner banner = new Banner();
  final GraphView graph;
  final LossChart chart = new LossChart();
  final CandidatesView candidates;
  final Player player = new Player(new Recording());
  final TimelineView timeline = new TimelineView(player, fonts);
  final StatusBar status = new StatusBar();
  final CalibrationPanel calibration;
  final ExportPanel export;
  final CheatSheet help = new CheatSheet();
  final EmptyState empty;
  final AppMenu menu;
  final SearchOverlay search;
  final TourOverlay tour;
  final Divider mainDivider;
  final Divider rightDivider;
  final StackPane root;
  private final ScrollPane scroll;

  /** What comes after the first picture: the start card stands before it is there. */
  private final List<BooleanSupplier> second;

  WindowViews(
      Fx background,
      SelectionState selection,
      RunActions runs,
      Habits habits,
      DecisionActions decisions,
      Consumer<Throwable> failed) {
    menu = new AppMenu(runs, habits);
    runBar = new RunBar(runs, habits, menu);
    graph = new GraphView(background, fonts, selection, failed);
    candidates = new CandidatesView(selection, decisions, new EvidenceView(background));
    calibration = new CalibrationPanel(background, Commands::sentence);
    empty = new EmptyState(runs, habits);
    search = new SearchOverlay(habits::index, habits::reveal);
    tour = new TourOverlay(habits.guide());
    export = new ExportPanel(background, Commands::sentence);
    StackPane centre = new StackPane(graph, empty);
    SplitPane right = new SplitPane(chart, candidates);
    right.setOrientation(Orientation.VERTICAL);
    // the reasons need width for the images, and the table keeps its height
    VBox left = new VBox(centre, candidates.whyPanel());
    VBox.setVgrow(centre, Priority.ALWAYS);
    VBox.setVgrow(candidates.whyPanel(), Priority.SOMETIMES);
    centre.setId("graph-centre");
    SplitPane main = new SplitPane(left, right);
    main.setId("main-split");
    SplitPane.setResizableWithParent(right, true);
    mainDivider = new Divider(main, GRAPH_SHARE);
    rightDivider = new Divider(right, CHART_SHARE);
    left.getStyleClass().add("left-side");
    right.getStyleClass().add("right-side");
    chart.setMinWidth(0);
    candidates.setMinWidth(0);
    BorderPane pane = new BorderPane(main);
    pane.setTop(new VBox(runBar, phases, banner));
    pane.setBottom(new VBox(timeline, status));
    // at a large size in a small window, scrolling is better than what is cut off
    scroll = new ScrollPane(pane);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().addAll("edge-to-edge", "window-scroll");
    UncachedContent.of(scroll);
    List.of(calibration, export, help, search).forEach(LateContent::of);
    LateContent table = LateContent.untilTold(candidates);
    second = List.of(chart::prepare, chart::bringIn, table::bringIn);
    root = new StackPane(scroll, calibration, export, help, search, tour, ruler(main));
    root.setId("window-root");
    root.getStyleClass().add("window-root");
  }

  /**
   * Stacks the sides where the window is too narrow for both at the size of its type.
   *
   * @return what the size is read from; not to be seen
   */
  private Node ruler(SplitPane main) {
    Label ruler = new Label();
    ruler.setVisible(false);
    ruler.setManaged(false);
    InvalidationListener fold =
        o -> {
          boolean narrow = scroll.getWidth() < STACKED * ruler.getFont().getSize();
          Orientation wanted = narrow ? Orientation.VERTICAL : Orientation.HORIZONTAL;
          if (scroll.getWidth() > 0 && main.getOrientation() != wanted) {
            main.setOrientation(wanted);
            main.pseudoClassStateChanged(NARROW, narrow);
            mainDivider.settle();
            rightDivider.settle();
          }
        };
    scroll.widthProperty().addListener(fold);
    ruler.fontProperty().addListener(fold);
    return ruler;
  }

  /** Scrolls to a part of the window that large type has pushed out of sight. */
  void reveal(Node part) {
    Node content = scroll.getContent();
    double room = content.getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
    boolean inside = false;
    for (Node at = part; at != null; at = at.getParent()) {
      inside |= at == content;
    }
    if (inside && room > 0) {
      double top = content.sceneToLocal(part.localToScene(part.getLayoutBounds())).getMinY();
      scroll.setVvalue(Math.min(1, Math.max(0, top / room)));
    }
  }

  /** Brings in one more of the views that the first picture does without; false when all are in. */
  boolean complete() {
    return second.stream().anyMatch(BooleanSupplier::getAsBoolean);
  }

  /** Whether the first picture is all there is still. */
  boolean isIncomplete() {
    return candidates.getChildren().isEmpty();
  }

  /** The figure of the view that has the focus; the main one where it has none of its own. */
  String figureInFocus() {
    Node focus = root.getScene() == null ? null : root.getScene().getFocusOwner();
    for (Node node = focus; node != null; node = node.getParent()) {
      if (node == graph) {
        return "network";
      }
      if (node == candidates) {
        return "score-distribution";
      }
    }
    return "loss-vs-parameters";
  }

  void setTheme(Theme theme) {
    runBar.setTheme(theme);
    graph.setTheme(theme);
    candidates.setTheme(theme);
    timeline.setTheme(theme);
  }
}
