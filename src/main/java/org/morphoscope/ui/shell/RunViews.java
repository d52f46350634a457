package org.morphoscope.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.morphoscope.history.Recording;
import org.morphoscope.history.RunModel;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.ui.candidates.CandidatesView;
import org.morphoscope.ui.channel.ChannelWindow;
import org.morphoscope.ui.chart.LossChart;
import org.morphoscope.ui.chart.PlaneWindow;
import org.morphoscope.ui.evidence.EvidenceView;
import org.morphoscope.ui.film.FilmPanel;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.frame.WorkArea;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Sentences;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.notes.NotesWindow;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.run.SelectionMenu;
import org.morphoscope.ui.run.WindowActions;
import org.morphoscope.ui.search.SearchOverlay;
import org.morphoscope.ui.session.EventPump;
import org.morphoscope.ui.session.RunSession;
import org.morphoscope.ui.shell.interactor.CandidatesInteractor;
import org.morphoscope.ui.shell.interactor.ChannelInteractor;
import org.morphoscope.ui.shell.interactor.ChartInteractor;
import org.morphoscope.ui.shell.interactor.GraphInteractor;
import org.morphoscope.ui.shell.interactor.Interactor;
import org.morphoscope.ui.shell.interactor.LayerLocks;
import org.morphoscope.ui.shell.interactor.NotesInteractor;
import org.morphoscope.ui.shell.interactor.OpenDecision;
import org.morphoscope.ui.shell.interactor.SearchInteractor;
import org.morphoscope.ui.shell.interactor.ShownMoment;
import org.morphoscope.ui.shell.interactor.TimelineInteractor;
import org.morphoscope.ui.shell.interactor.TourInteractor;
import org.morphoscope.ui.timeline.TimelineView;

/**
 * The four views of one run: network, loss, candidates and timeline, what they share, and what
 * drives each of them.
 */
final class RunViews {
  private final RunModel model = new RunModel(System::nanoTime);
  private final SelectionState selection = new SelectionState();
  private final Player player = new Player(new Recording());
  private final GraphView graph;
  private final LossChart chart = new LossChart();
  private final CandidatesView candidates;
  private final TimelineView timeline;
  private final RunSession session;
  private final OpenDecision decision;
  private final ShownMoment shown;
  private final GraphInteractor network;
  private final ChartInteractor loss;
  private final CandidatesInteractor table;
  private final GrowthFilm film;
  private final Fonts fonts;

  /**
   * @param background where what takes long is worked out
   * @param fonts the window's typeface
   * @param session has the run on show
   * @param banner tells what a person should know
   * @param pump brings the events of the run
   * @param export opens the export of a figure
   */
  RunViews(
      Fx background,
      Fonts fonts,
      RunSession session,
      Banner banner,
      EventPump pump,
      Consumer<String> export) {
    this.session = session;
    this.fonts = fonts;
    graph = new GraphView(background, fonts, selection, banner::report);
    candidates = new CandidatesView(selection, new EvidenceView(background), background);
    timeline = new TimelineView(player, fonts);
    decision = new OpenDecision(model, session, banner::error);
    shown = new ShownMoment(model, player, timeline.shownProperty(), decision);
    LayerLocks locks = new LayerLocks(session, selection, decision, banner::info);
    network =
        new GraphInteractor(graph, shown, locks, () -> export.accept("network"), banner::error);
    loss =
        new ChartInteractor(
            chart, shown, decision, pump::hurry, () -> export.accept(Panels.MAIN_FIGURE));
    table = new CandidatesInteractor(candidates, shown, decision, session, banner::info);
    film = new GrowthFilm(new FilmPanel(fonts, graph::reducesMotion), shown, player, selection);
    player.playingProperty().addListener(o -> pump.hurry());
  }

  /** Network, loss and candidates; the timeline stands below them. */
  WorkArea area(Node card) {
    return new WorkArea(graph, card, candidates.whyPanel(), chart, candidates);
  }

  /** What is brought in after the first picture, beside these overlays. */
  LateViews late(List<? extends Pane> overlays) {
    return new LateViews(chart, candidates, overlays);
  }

  /**
   * Takes events into the model and brings everything up to date.
   *
   * @param before brought up to date before these views
   * @param after brought up to date after them
   * @param failed told what one of them throws
   */
  RunPresenter presenter(
      List<Interactor> before, List<Interactor> after, Consumer<Throwable> failed) {
    List<Interactor> all = new ArrayList<>(before);
    all.addAll(List.of(new TimelineInteractor(timeline, model, player, session)));
    all.addAll(List.of(loss, network, table));
    all.addAll(after);
    return new RunPresenter(shown, decision, selection, player, timeline, session, all, failed);
  }

  /** Views that draw by themselves and are told the theme. */
  List<Consumer<Theme>> themed() {
    return List.of(
        graph::setTheme, candidates::setTheme, timeline::setTheme, film.panel()::setTheme);
  }

  /** Names of the figures of views that have one of their own. */
  Map<Node, String> figures() {
    return Map.of(graph, "network", candidates, "score-distribution");
  }

  /** Whether what was told to be shown is on the screen. */
  boolean isDrawn() {
    return graph.isSettled() && !candidates.getChildren().isEmpty();
  }

  /** Offers, behind a right click, what can be done about the selected candidates. */
  void offer(WindowActions actions) {
    SelectionMenu menu = new SelectionMenu(actions, () -> decision.whatIf().isPresent());
    graph.setMarks(menu::marks);
    candidates.setMenu(menu::all);
  }

  /** Search of layers, channels and notes. */
  SearchInteractor finder(SearchOverlay search, NotesInteractor notes) {
    return new SearchInteractor(search, shown, selection, graph, notes);
  }

  /** Notes about the run, in a window of their own. */
  NotesInteractor notes(Stage owner, Fx background, Banner banner) {
    return new NotesInteractor(
        keeper -> new NotesWindow(owner, keeper),
        background,
        banner,
        session,
        shown,
        selection,
        player,
        timeline,
        graph);
  }

  /**
   * What the selected channel sees, in a window of its own.
   *
   * @param owner whose look the window takes
   * @param background where it is computed
   * @param study computes it
   */
  ChannelInteractor channels(Stage owner, Fx background, ChannelStudy study) {
    return new ChannelInteractor(
        () -> new ChannelWindow(owner, background, Sentences::of, study),
        study,
        shown,
        selection,
        session);
  }

  /** What the stops of the tour move; {@code reveal} brings a part of the window into sight. */
  TourInteractor.Stops stops(Consumer<Node> reveal) {
    return new TourInteractor.Stops(
        model, candidates, graph.quantityProperty(), timeline.shownProperty(), reveal, film::show);
  }

  /** The decision as a plane beside the window. */
  PlaneWindow plane(Stage owner, Runnable export) {
    return new PlaneWindow(owner, fonts, selection, export);
  }

  GrowthFilm film() {
    return film;
  }

  RunModel model() {
    return model;
  }

  Player player() {
    return player;
  }

  GraphView graph() {
    return graph;
  }

  TimelineView timeline() {
    return timeline;
  }

  OpenDecision decision() {
    return decision;
  }

  ShownMoment shown() {
    return shown;
  }

  GraphInteractor network() {
    return network;
  }

  ChartInteractor loss() {
    return loss;
  }

  CandidatesInteractor table() {
    return table;
  }
}
