package org.morphoscope.ui.run;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.morphoscope.run.Asking;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.Limits;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Terms;

/** The fields of a new run. Everything not asked for stays as in the run it starts from. */
final class NewRunForm extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");
  private static final int MOST = 1000;
  private static final int LONGEST = 600;
  private static final double SPINNER = 88;

  private final RunConfig base;
  private final TextField data = new TextField();
  private final SeedNetFields seedNet;
  private final Spinner<Integer> rounds;
  private final TextField seed = new TextField();
  private final GrowthFields growth;
  private final TrainingFields training;
  private final Spinner<Integer> firstEpochs;
  private final Spinner<Integer> epochs;
  private final ChoiceBox<CurvatureMode> curvature =
      new ChoiceBox<>(FXCollections.observableArrayList(CurvatureMode.values()));
  private final ChoiceBox<Asking.Mode> mode =
      new ChoiceBox<>(FXCollections.observableArrayList(Asking.Mode.values()));
  private final Spinner<Integer> seconds;
  private final ChoiceBox<Keep> keep =
      new ChoiceBox<>(FXCollections.observableArrayList(Keep.values()));
  private final PresetRow presets = new PresetRow();
  private final VBox look = new VBox();
  private Optional<DataLook> looking = Optional.empty();
  private final Label error = new Label();
  private final GridPane grid = new GridPane();
  private Optional<Control> marked = Optional.empty();
  private int row;

  NewRunForm(RunRequest start, Runnable chooseFolder) {
    super(12);
    base = start.config();
    rounds = new Spinner<>(new WholeNumbers(0, MOST, base.limits().rounds()));
    firstEpochs = new Spinner<>(new WholeNumbers(0, MOST, base.training().firstEpochs()));
    epochs = new Spinner<>(new WholeNumbers(0, MOST, base.training().epochsPerRound()));
    seconds = new Spinner<>(new WholeNumbers(1, LONGEST, start.seconds()));
    data.setText(base.data().name());
    seedNet = new SeedNetFields(base.seedNet());
    data.textProperty().addListener((text, before, now) -> seedNet.fit(now.strip()));
    growth = new GrowthFields(base);
    training = new TrainingFields(base);
    seed.setText(Long.toString(base.seed()));
    curvature.setValue(base.scoring().mode());
    curvature.setConverter(new Labels());
    mode.setConverter(new ModeWords());
    mode.setValue(start.mode());
    seconds.disableProperty().bind(mode.valueProperty().isNotEqualTo(Asking.Mode.COUNTDOWN));
    grid.setHgap(12);
    grid.setVgap(8);
    Button folder = new Button("Folder\u2026");
    folder.setId("form-folder");
    folder.setOnAction(e -> chooseFolder.run());
    folder.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(data, Priority.ALWAYS);
    HBox dataRow = new HBox(8, data, folder);
    dataRow.setAlignment(Pos.CENTER_LEFT);
    HBox epochRow =
        new HBox(8, rounds, new Label("epochs"), firstEpochs, new Label("then"), epochs);
    epochRow.setAlignment(Pos.CENTER_LEFT);
    grid.addRow(row++, presets.title(), presets);
    field(
        "Data",
        dataRow,
        data,
        "form-data",
        "\u201cgenerated\u201d, a folder of images, or csv:FILE?label=COLUMN");
    grid.add(look, 1, row++);
    seedNet.addTo(this);
    field("Rounds", epochRow, rounds, "form-rounds", "Rounds of growth after the first training");
    firstEpochs.setId("form-epochs");
    firstEpochs.setAccessibleText("Epochs of the seed");
    firstEpochs.setTooltip(new Tooltip("Epochs for the seed, then after growth, per round"));
    epochs.setAccessibleText("Epochs after growth, per round");
    epochs.setTooltip(new Tooltip("Epochs after growth, per round"));
    training.addTo(this);
    growth.addTo(this);
    field("Curvature", curvature, curvature, "form-curvature", Terms.CURVATURE_MODE);
    Label keeping = new Label("keep");
    keeping.setMinWidth(USE_PREF_SIZE);
    HBox seedRow = new HBox(8, seed, keeping, keep);
    seedRow.setAlignment(Pos.CENTER_LEFT);
    field("Random seed", seedRow, seed, "form-seed", "The same seed repeats the same run");
    keepField();
    HBox modeRow = new HBox(8, mode, seconds, new Label("s"));
    modeRow.setAlignment(Pos.CENTER_LEFT);
    field("Decisions", modeRow, mode, "form-mode", "Who decides about each round's proposal");
    seconds.setId("form-seconds");
    seconds.setAccessibleText("Length of the countdown in seconds");
    seconds.setTooltip(new Tooltip("Then the proposal is taken"));
    for (Spinner<Integer> spinner : List.of(rounds, firstEpochs, epochs, seconds)) {
      spinner.setEditable(true);
      spinner.setPrefWidth(SPINNER);
    }
    error.setId("form-error");
    error.getStyleClass().add("form-error");
    error.setWrapText(true);
    error.setMaxWidth(420);
    error.setMinHeight(USE_PREF_SIZE);
    setPadding(new Insets(20, 24, 8, 24));
    getChildren().add(grid);
  }

  /** Offers values for occasions. */
  PresetRow presets() {
    return presets;
  }

  /** Shows what the data is while its name is typed. */
  void lookAtData(Fx background, DataReader reader) {
    DataLook shown = new DataLook(data, background, reader, no -> setWrong(data, no));
    look.getChildren().setAll(shown);
    looking = Optional.of(shown);
  }

  /** Nobody looks at it any more. */
  void leave() {
    looking.ifPresent(DataLook::stop);
  }

  /** A run of another configuration about which the same person decides. */
  RunRequest request(RunConfig config) {
    return new RunRequest(config, mode.getValue(), seconds.getValue());
  }

  /** Takes over what another form is about: data and seed net. */
  void takeOver(NewRunForm before) {
    data.setText(before.data.getText());
    seedNet.takeOver(before.seedNet);
  }

  /** Where it is said what is wrong; stands below the form, in sight whatever is scrolled to. */
  Label error() {
    return error;
  }

  /** The field that cannot be used. */
  Optional<Control> marked() {
    return marked;
  }

  /** Which nets stay on the disk, beside the seed. */
  private void keepField() {
    seed.setPrefColumnCount(8);
    keep.setId("form-keep");
    keep.setAccessibleText("Nets that stay on the disk");
    keep.setTooltip(
        new Tooltip("Nets that stay on the disk; with the last alone, no round can be undone"));
    keep.setConverter(new KeepWords());
    keep.setValue(base.keep());
  }

  void field(String title, Node row, Control control, String id, String explanation) {
    Label label = new Label(title);
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(control);
    Tooltip tip = new Tooltip(explanation);
    tip.setWrapText(true);
    tip.setMaxWidth(320);
    label.setTooltip(tip);
    control.setTooltip(tip);
    control.setId(id);
    control.setAccessibleText(title);
    GridPane.setHgrow(row, Priority.ALWAYS);
    grid.addRow(this.row++, label, row);
  }

  void setData(String name) {
    data.setText(name);
  }

  /** Says why the images cannot be used. */
  void setDataError(String sentence) {
    setError(sentence);
    mark(data);
  }

  /** Says what is wrong, and marks the field where it is. */
  void setError(IllegalArgumentException wrong) {
    setError(wrong.getMessage());
    if (wrong instanceof WrongFieldException in) {
      mark(in.field());
    }
  }

  /** Takes back what was said to be wrong. */
  void clearError() {
    setError("");
  }

  private void setError(String sentence) {
    error.setText(sentence);
    marked.ifPresent(
        field -> {
          setWrong(field, false);
          field.setAccessibleHelp(null);
        });
    marked = Optional.empty();
  }

  private void mark(Control field) {
    marked = Optional.of(field);
    setWrong(field, true);
    field.setAccessibleHelp(error.getText());
    field.requestFocus();
  }

  private static void setWrong(Control field, boolean wrong) {
    field.pseudoClassStateChanged(WRONG, wrong);
    if (field instanceof Spinner<?> spinner) {
      spinner.getEditor().pseudoClassStateChanged(WRONG, wrong);
    }
  }

  /**
   * What the fields say.
   *
   * @throws IllegalArgumentException in one sentence when a field cannot be used
   */
  RunRequest read() {
    DataChoice images = WrongFieldException.in(data, this::images);
    SeedNet net = seedNet.read();
    Limits limits =
        new Limits(whole("rounds", rounds, 0, MOST), growth.parameterBudget(), growth.macBudget());
    Training learning = training.training();
    int first = whole("first epochs", firstEpochs, 0, MOST);
    int then = whole("epochs per round", epochs, 0, MOST);
    Selection selection = growth.selection();
    long number = WrongFieldException.in(seed, () -> Numbers.whole("random seed", seed.getText()));
    int countdown =
        seconds.isDisabled() ? seconds.getValue() : whole("countdown", seconds, 1, LONGEST);
    RunConfig config =
        WrongFieldException.in(
            growth.budgetField(),
            () ->
                base.withSelection(selection.withLambda(Selection.Pace.FACTOR, selection.lambda()))
                    .withLimits(limits)
                    .withSelection(selection)
                    .withData(images)
                    .withSeedNet(net)
                    .withSeed(number)
                    .withTraining(learning.withEpochs(first, then))
                    .withScoring(base.scoring().withMode(curvature.getValue()))
                    .withKeep(keep.getValue())
                    .withStrategy(growth.strategy()));
    return new RunRequest(config, mode.getValue(), countdown);
  }

  private DataChoice images() {
    String name = data.getText().strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("data: expected a name or a folder, found nothing");
    }
    return new DataChoice(name, training.limit(), base.data().validationShare());
  }

  /** What was typed; a spinner's value is what was typed before, when that was wrong. */
  private static int whole(String what, Spinner<Integer> field, int least, int most) {
    return WrongFieldException.in(
        field, () -> Numbers.whole(what, field.getEditor().getText(), least, most));
  }

  private static final class Labels extends StringConverter<CurvatureMode> {
    @Override
    public String toString(CurvatureMode mode) {
      return mode == null ? "" : mode.label();
    }

    @Override
    public CurvatureMode fromString(String label) {
      return CurvatureMode.of(label);
    }
  }
}
