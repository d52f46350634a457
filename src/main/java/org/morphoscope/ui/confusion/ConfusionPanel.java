package org.morphoscope.ui.confusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.morphoscope.data.ShownImage;
import org.morphoscope.study.evaluate.NetEvaluation;
import org.morphoscope.study.evaluate.RecordedEvaluation;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.calibration.RunCalibrator;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Pixels;

/**
 * The confusion matrix of a round above the window, and the pictures of the cell that is chosen.
 */
public final class ConfusionPanel extends StackPane {
  private static final double MARGIN = 28;
  private static final double WIDTH = 1180;
  private static final double PICTURES = 250;
  private static final double PICTURE = 52;
  private static final int MOST_PICTURES = 60;

  /** In place of a round: no difference is taken. */
  private static final int NONE = -1;

  private final Fx background;
  private final Function<Throwable, String> sentences;
  private final ChoiceBox<Integer> round = new ChoiceBox<>();
  private final ChoiceBox<Integer> against = new ChoiceBox<>();
  private final Label state = new Label();
  private final ProgressBar working = new ProgressBar();
  private final MatrixGrid matrix = new MatrixGrid(this::showPictures);
  private final Label caption = new Label();
  private final FlowPane pictures = new FlowPane(4, 4);
  private final Map<Integer, RecordedEvaluation> known = new HashMap<>();
  private RunCalibrator evaluator;
  private Path run;
  private boolean filling;
  private int asked;

  /**
   * @param background where nets are evaluated
   * @param sentences what is said about an error
   */
  public ConfusionPanel(Fx background, Function<Throwable, String> sentences) {
    this.background = background;
    this.sentences = sentences;
    setId("confusion");
    getStyleClass().add("scrim");
    setPadding(new Insets(MARGIN));
    choice(round, "confusion-round", "Round of the matrix");
    choice(against, "confusion-against", "Round that differences are to");
    state.setId("confusion-state");
    state.setWrapText(true);
    caption.setId("confusion-caption");
    caption.setWrapText(true);
    pictures.setId("confusion-pictures");
    ScrollPane scroll = new ScrollPane(pictures);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox side = new VBox(8, caption, scroll);
    side.setPrefWidth(PICTURES);
    side.setMinWidth(PICTURES);
    BorderPane card = new BorderPane(matrix);
    card.setId("confusion-card");
    card.getStyleClass().add("overlay-card");
    card.setMaxWidth(WIDTH);
    card.setTop(header());
    card.setRight(side);
    BorderPane.setMargin(card.getTop(), new Insets(0, 0, 12, 0));
    BorderPane.setMargin(side, new Insets(0, 0, 0, 16));
    getChildren().add(card);
    setVisible(false);
  }

  private void choice(ChoiceBox<Integer> box, String id, String words) {
    box.setId(id);
    box.setAccessibleText(words);
    box.setConverter(new RoundWords());
    box.valueProperty()
        .addListener(
            o -> {
              if (!filling) {
                refresh();
              }
            });
  }

  private Region header() {
    Label title = new Label("Confusion");
    title.getStyleClass().add("empty-title");
    Label minus = new Label("against");
    for (Label label : List.of(title, minus)) {
      label.setMinWidth(USE_PREF_SIZE);
    }
    Button close = new Button("Close");
    close.setId("confusion-close");
    close.setOnAction(e -> setVisible(false));
    close.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    working.setPrefWidth(120);
    HBox top = new HBox(10, title, round, minus, against, space, working, close);
    top.setAlignment(Pos.CENTER_LEFT);
    return new VBox(6, top, state);
  }

  /**
   * Opens the panel on the last finished round of a run.
   *
   * @param measuring evaluates rounds, in the background
   * @param folder of the run
   * @param rounds finished ones, in order; at least one
   */
  public void open(RunCalibrator measuring, Path folder, List<Integer> rounds) {
    evaluator = measuring;
    if (!folder.equals(run)) {
      known.clear();
    }
    run = folder;
    filling = true;
    round.getItems().setAll(rounds);
    round.setValue(rounds.get(rounds.size() - 1));
    List<Integer> others = new ArrayList<>(List.of(NONE));
    others.addAll(rounds);
    against.getItems().setAll(others);
    against.setValue(NONE);
    filling = false;
    setVisible(true);
    refresh();
  }

  /** Evaluates what is not known yet, then shows both. */
  private void refresh() {
    int request = ++asked;
    int shown = round.getValue();
    int base = against.getValue();
    known.keySet().removeIf(each -> each != shown && each != base);
    caption.setText("Press a cell to see its pictures.");
    pictures.getChildren().clear();
    working.setVisible(true);
    state.setText("Evaluating the net of the round on the run's own data.");
    Path folder = run;
    Map<Integer, RecordedEvaluation> have = Map.copyOf(known);
    background.call(
        () -> {
          Map<Integer, RecordedEvaluation> found = new HashMap<>(have);
          for (int each : base == NONE ? List.of(shown) : List.of(shown, base)) {
            if (!found.containsKey(each)) {
              found.put(each, evaluator.evaluate(folder, each));
            }
          }
          return found;
        },
        found -> {
          if (request == asked) {
            known.putAll(found);
            show(shown, base);
          }
        },
        error -> {
          if (request == asked) {
            working.setVisible(false);
            matrix.getChildren().clear();
            state.setText(sentences.apply(error));
          }
        });
  }

  private void show(int shown, int base) {
    working.setVisible(false);
    RecordedEvaluation now = known.get(shown);
    Optional<NetEvaluation> before =
        base == NONE ? Optional.empty() : Optional.of(known.get(base).found());
    NetEvaluation found = now.found();
    String summary =
        Texts.of(
            "%,d %s images: accuracy %.2f %%, loss %.4f nats.",
            now.answers().size(), now.part(), 100 * found.accuracy(), found.loss());
    String difference =
        before
            .map(
                b ->
                    Texts.of(
                        " Cells are counts of round %d less those of round %d: accuracy %+.2f"
                            + " points. Green is better, orange worse.",
                        shown, base, 100 * (found.accuracy() - b.accuracy())))
            .orElse(" Rows are true classes, columns what they were taken for.");
    if (found.confusion().length > MatrixGrid.MOST_CLASSES) {
      matrix.getChildren().clear();
      state.setText(
          summary
              + Texts.of(
                  " The matrix has too many classes for the window (%d of at most %d); export the"
                      + " figure 'confusion'.",
                  found.confusion().length, MatrixGrid.MOST_CLASSES));
      return;
    }
    state.setText(summary + difference.replace('-', '\u2212'));
    matrix.show(found, before);
  }

  private void showPictures(int truth, int predicted) {
    RecordedEvaluation now = known.get(round.getValue());
    List<Integer> positions = now.imagesOf(truth, predicted);
    List<NetEvaluation.ClassScore> classes = now.found().classes();
    caption.setText(
        Texts.of(
            "%d of %s taken for %s%s%s",
            positions.size(),
            classes.get(truth).name(),
            classes.get(predicted).name(),
            positions.size() > 1 ? ", the least sure first" : "",
            positions.size() > MOST_PICTURES ? Texts.of("; %d shown", MOST_PICTURES) : ""));
    pictures
        .getChildren()
        .setAll(
            positions.stream()
                .limit(MOST_PICTURES)
                .map(position -> picture(now, position, predicted))
                .toList());
  }

  private static ImageView picture(RecordedEvaluation of, int position, int predicted) {
    ShownImage shown = of.images().picture(position);
    ImageView view = new ImageView(Pixels.image(shown.pixels(), shown.height(), shown.width()));
    view.setFitWidth(PICTURE);
    view.setFitHeight(PICTURE);
    view.setPreserveRatio(true);
    view.setSmooth(false);
    String told =
        Texts.of(
            "%s %s %d, probability %.3f%s",
            of.part(),
            of.images().table().isPresent() ? "row" : "image",
            position,
            of.answers().probability(position, predicted),
            shown.words().isEmpty() ? "" : ": " + shown.words());
    view.setAccessibleText(told);
    Tooltip.install(view, new Tooltip(told));
    return view;
  }

  /** Rounds in words. */
  private static final class RoundWords extends StringConverter<Integer> {
    @Override
    public String toString(Integer round) {
      return round == null ? "" : round == NONE ? "no other" : "round " + round;
    }

    @Override
    public Integer fromString(String text) {
      throw new UnsupportedOperationException("a choice is not typed");
    }
  }
}
