package org.morphoscope.ui.export;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.morphoscope.chart.format.Format;
import org.morphoscope.export.FileContent;
import org.morphoscope.history.RunHistory;
import org.morphoscope.ui.kit.Fx;

/** Export above the window: the settings, and the figure as it will be written. */
public final class ExportPanel extends StackPane {
  private static final double MARGIN = 40;
  private static final double WIDTH = 1080;
  private static final double HEIGHT = 640;

  /** Opacity of a preview that is no longer the figure asked for. */
  private static final double STALE = 0.3;

  private final Fx background;
  private final Function<Throwable, String> sentences;
  private final FigureControls controls = new FigureControls(this::draw);
  private final ImageView preview = new ImageView();
  private final StackPane paper = new StackPane(preview);
  private final Label state = new Label();
  private final Button save = new Button("Save as\u2026");
  private final Button copy = new Button("Copy to clipboard");
  private Optional<Path> run = Optional.empty();
  private Optional<RunHistory> history = Optional.empty();
  private boolean drawing;
  private boolean again;
  private Function<String, Optional<Path>> choosing = this::choose;

  /**
   * @param background where figures are drawn and files written
   * @param sentences what is said about an error
   */
  public ExportPanel(Fx background, Function<Throwable, String> sentences) {
    this.background = background;
    this.sentences = error -> ended(sentences.apply(error));
    setId("export");
    getStyleClass().add("scrim");
    setPadding(new Insets(MARGIN));
    preview.setId("export-preview");
    preview.setPreserveRatio(true);
    preview.setSmooth(true);
    paper.getStyleClass().add("export-paper");
    paper.setMinSize(0, 0);
    paper.setPadding(new Insets(12));
    preview.fitWidthProperty().bind(paper.widthProperty().subtract(24));
    preview.fitHeightProperty().bind(paper.heightProperty().subtract(24));
    state.setId("export-state");
    state.setWrapText(true);
    BorderPane card = new BorderPane(paper);
    card.setId("export-card");
    card.getStyleClass().add("overlay-card");
    card.setMaxSize(WIDTH, HEIGHT);
    card.setTop(header());
    VBox left = new VBox(16, controls, actions());
    card.setLeft(left);
    card.setBottom(state);
    BorderPane.setMargin(card.getTop(), new Insets(0, 0, 12, 0));
    BorderPane.setMargin(left, new Insets(0, 20, 0, 0));
    BorderPane.setMargin(state, new Insets(10, 0, 0, 0));
    getChildren().add(card);
    setVisible(false);
  }

  /** What figures say is also part of a longer sentence of the command line. */
  private static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private Region header() {
    Label title = new Label("Export");
    title.getStyleClass().add("empty-title");
    Button close = new Button("Close");
    close.setId("export-close");
    close.setOnAction(e -> setVisible(false));
    MenuButton others = new MenuButton("Tables, report, net, events");
    others.setId("export-others");
    for (OtherFile each : OtherFile.values()) {
      MenuItem item = new MenuItem(each.words() + "\u2026");
      item.setOnAction(e -> choosing.apply(each.file()).ifPresent(file -> save(each, file)));
      others.getItems().add(item);
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox top = new HBox(8, title, space, others, close);
    top.setAlignment(Pos.CENTER_LEFT);
    return top;
  }

  private Region actions() {
    save.setId("export-save");
    save.setDefaultButton(false);
    save.setOnAction(
        e ->
            choosing
                .apply(controls.choice().figure() + "." + controls.format().ending())
                .ifPresent(this::save));
    copy.setId("export-copy");
    copy.setOnAction(e -> copy());
    for (Button button : List.of(save, copy)) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    return new HBox(8, save, copy);
  }

  /**
   * Opens the panel on a figure of a run; the run is read anew, because it may have gone on.
   *
   * @param folder of the run
   * @param figure name of the figure
   */
  public void open(Path folder, String figure) {
    if (!run.equals(Optional.of(folder))) {
      preview.setImage(null);
    }
    run = Optional.of(folder);
    history = Optional.empty();
    controls.show(figure);
    enable();
    state.setText("Reading " + folder.getFileName() + "\u2026");
    setVisible(true);
    save.requestFocus();
    background.call(() -> RunHistory.read(folder), this::opened, this::failed);
  }

  private void opened(RunHistory read) {
    history = Optional.of(read);
    controls.setRounds(List.copyOf(read.choices().keySet()));
    draw();
  }

  private void enable() {
    save.setDisable(history.isEmpty());
    copy.setDisable(history.isEmpty() || drawing || preview.getImage() == null);
  }

  /** Draws the preview; changes that come meanwhile are drawn once, when this one is done. */
  private void draw() {
    if (history.isEmpty() || drawing) {
      again = drawing;
      return;
    }
    RunHistory of = history.get();
    FigureChoice choice = controls.choice();
    drawing = true;
    preview.setOpacity(STALE);
    state.setText("Drawing\u2026");
    enable();
    background.call(
        () -> new Image(new ByteArrayInputStream(choice.preview(of))),
        this::drawn,
        this::failed,
        this::next);
  }

  private void drawn(Image image) {
    preview.setImage(image);
    state.setText(
        "The preview is the figure itself; run, seed and version go into the file's metadata.");
  }

  private void failed(Throwable error) {
    preview.setImage(null);
    state.setText(sentences.apply(error));
  }

  private void next() {
    drawing = false;
    preview.setOpacity(1);
    enable();
    if (again) {
      again = false;
      draw();
    }
  }

  /**
   * Asks for places of files in another way than by the system's dialog.
   *
   * @param asked gets the name that is offered; gives the file, empty when nothing is to be written
   */
  public void setChooser(Function<String, Optional<Path>> asked) {
    choosing = asked;
  }

  private Optional<Path> choose(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save as");
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow())).map(File::toPath);
  }

  /**
   * Writes the figure in the chosen format; what became of it is said in the panel.
   *
   * @param file where to; one that is there is replaced
   */
  public void save(Path file) {
    FigureChoice choice = controls.choice();
    Format format = controls.format();
    history.ifPresent(
        of -> inBackground(() -> write(List.of(new FileContent(file, choice.write(of, format))))));
  }

  private void save(OtherFile kind, Path file) {
    run.ifPresent(folder -> inBackground(() -> write(kind.of(folder, file))));
  }

  private void inBackground(Callable<String> work) {
    state.setText("Writing\u2026");
    Consumer<Throwable> told = error -> state.setText(sentences.apply(error));
    background.call(save, work, state::setText, told);
  }

  private static String write(List<FileContent> contents) throws IOException {
    for (FileContent content : contents) {
      try {
        content.save();
      } catch (IOException e) {
        throw new IOException(
            content.file() + ": cannot be written (" + e.getMessage() + "); choose another.", e);
      }
    }
    return "Saved: " + contents.get(0).file();
  }

  /** The picture, and the text of formats that are text. */
  private void copy() {
    FigureChoice choice = controls.choice();
    Format format = controls.format();
    boolean text = format == Format.SVG || format == Format.CSV || format == Format.TEX;
    Image image = preview.getImage();
    history.ifPresent(
        of ->
            background.call(
                () -> text ? new String(choice.write(of, format), StandardCharsets.UTF_8) : "",
                written -> {
                  ClipboardContent content = new ClipboardContent();
                  content.putImage(image);
                  if (text) {
                    content.putString(written);
                  }
                  Clipboard.getSystemClipboard().setContent(content);
                  state.setText(
                      text
                          ? "Copied: the picture, and the figure as " + format.ending() + " text."
                          : "Copied: the picture.");
                },
                error -> state.setText(sentences.apply(error))));
  }
}
