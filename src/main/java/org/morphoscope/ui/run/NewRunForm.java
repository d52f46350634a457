package org.morphoscope.ui.run;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
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
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.run.AskingDecider;
import org.morphoscope.run.RunConfig;
import org.morphoscope.selection.CurvatureMode;
import org.morphoscope.ui.kit.Terms;

/** The fields of a new run. Everything not asked for stays as in the run it starts from. */
final class NewRunForm extends VBox {
  private final RunConfig base;
  private final TextField data = new TextField();
  private final ComboBox<String> seedNet =
      new ComboBox<>(FXCollections.observableArrayList(SeedNetworks.names()));
  private final Spinner<Integer> rounds;
  private final TextField seed = new TextField();
  private final GrowthFields growth;
  private final Spinner<Integer> firstEpochs;
  private final Spinner<Integer> epochs;
  private final ChoiceBox<CurvatureMode> curvature =
      new ChoiceBox<>(FXCollections.observableArrayList(CurvatureMode.values()));
  private final ChoiceBox<AskingDecider.Mode> mode =
      new ChoiceBox<>(FXCollections.observableArrayList(AskingDecider.Mode.values()));
  private final Spinner<Integer> seconds;
  private final Label error = new Label();
  private final GridPane grid = new GridPane();
  private int row;

  NewRunForm(RunRequest start, Runnable chooseFolder) {
    super(12);
    base = start.config();
    rounds = new Spinner<>(0, 1000, base.limits().rounds());
    firstEpochs = new Spinner<>(0, 1000, base.training().firstEpochs());
    epochs = new Spinner<>(0, 1000, base.training().epochsPerRound());
    seconds = new Spinner<>(1, 600, start.seconds());
    data.setText(base.data().name());
    seedNet.setEditable(true);
    seedNet.setValue(base.seedNet().name());
    growth = new GrowthFields(base);
    seed.setText(Long.toString(base.seed()));
    curvature.setValue(base.scoring().mode());
    curvature.setConverter(new Labels());
    mode.setConverter(new ModeWords());
    mode.setValue(start.mode());
    seconds.disableProperty().bind(mode.valueProperty().isNotEqualTo(AskingDecider.Mode.COUNTDOWN));
    grid.setHgap(12);
    grid.setVgap(8);
    Button folder = new Button("Folder\u2026");
    folder.setId("form-folder");
    folder.setOnAction(e -> chooseFolder.run());
    folder.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(data, Priority.ALWAYS);
    HBox dataRow = new HBox(8, data, folder);
    HBox epochRow = new HBox(8, firstEpochs, new Label("then"), epochs, new Label("per round"));
    epochRow.setAlignment(Pos.CENTER_LEFT);
    field("Data", dataRow, data, "form-data", "\u201cgenerated\u201d, or a folder of images");
    field(
        "Seed network",
        seedNet,
        seedNet,
        "form-net",
        "The small network that growth starts from; chain:16-4-32-4 makes one of these widths");
    field("Rounds", rounds, rounds, "form-rounds", "Rounds of growth after the first training");
    field("Epochs", epochRow, firstEpochs, "form-epochs", "Epochs for the seed, then after growth");
    epochs.setAccessibleText("Epochs after growth, per round");
    growth.addTo(this);
    field("Curvature", curvature, curvature, "form-curvature", Terms.CURVATURE_MODE);
    field("Random seed", seed, seed, "form-seed", "The same seed repeats the same run");
    field("Decisions", mode, mode, "form-mode", "Who decides about each round's proposal");
    field("Countdown, s", seconds, seconds, "form-seconds", "Then the proposal is taken");
    for (Spinner<Integer> spinner : List.of(rounds, firstEpochs, epochs, seconds)) {
      spinner.setEditable(true);
      spinner.setPrefWidth(100);
    }
    error.setId("form-error");
    error.getStyleClass().add("form-error");
    error.setWrapText(true);
    error.setMaxWidth(420);
    setPadding(new Insets(20, 24, 8, 24));
    getChildren().addAll(grid, error);
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

  void setError(String sentence) {
    error.setText(sentence);
  }

  /**
   * What the fields say.
   *
   * @throws IllegalArgumentException in one sentence when a field cannot be used
   */
  RunRequest read() {
    String net = seedNet.getEditor().getText().strip();
    if (!net.equals(base.seedNet().name())) {
      SeedNetworks.requireKnown(net);
    }
    RunConfig config =
        base.withData(
                new RunConfig.Data(
                    data.getText().strip(),
                    base.data().trainLimit(),
                    base.data().validationShare()))
            .withSeedNet(
                net.equals(base.seedNet().name())
                    ? new RunConfig.SeedNet(net, base.seedNet().architecture(), Optional.empty())
                    : RunConfig.SeedNet.named(net))
            .withLimits(
                new RunConfig.Limits(
                    rounds.getValue(), growth.parameterBudget(), growth.macBudget()))
            .withSeed(Numbers.whole("random seed", seed.getText()))
            .withTraining(base.training().withEpochs(firstEpochs.getValue(), epochs.getValue()))
            .withScoring(base.scoring().withMode(curvature.getValue()))
            .withSelection(growth.selection())
            .withStrategy(growth.strategy());
    if (config.data().name().isEmpty()) {
      throw new IllegalArgumentException("data: expected a name or a folder, found nothing");
    }
    return new RunRequest(config, mode.getValue(), seconds.getValue());
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
