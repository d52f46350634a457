package org.morphoscope.ui.about;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.event.ActionEvent;
import javafx.geometry.Insets;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.morphoscope.ui.kit.WindowPlace;

/** Versions, device and licences, to read and to copy. */
public final class AboutDialog {
  private static final String LICENCES = "/org/morphoscope/ui/licences.txt";

  private final Dialog<ButtonType> dialog = new Dialog<>();

  /**
   * @param owner window that the dialogue belongs to
   * @param facts names and versions in the order to show them
   */
  public AboutDialog(Window owner, Map<String, String> facts) {
    dialog.initOwner(owner);
    WindowPlace.keepInside(dialog);
    dialog.setTitle("About Morphoscope");
    dialog.setHeaderText(null);
    dialog.setResizable(true);
    dialog.getDialogPane().setId("about-dialog");
    dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    ButtonType copy = new ButtonType("Copy", ButtonBar.ButtonData.LEFT);
    dialog.getDialogPane().getButtonTypes().setAll(copy, ButtonType.CLOSE);
    dialog.getDialogPane().setContent(content(facts));
    var button = dialog.getDialogPane().lookupButton(copy);
    button.setId("about-copy");
    button.addEventFilter(
        ActionEvent.ACTION,
        event -> {
          ClipboardContent text = new ClipboardContent();
          text.putString(text(facts));
          Clipboard.getSystemClipboard().setContent(text);
          event.consume();
        });
  }

  private static VBox content(Map<String, String> facts) {
    Label title = new Label("Morphoscope");
    title.getStyleClass().add("empty-title");
    Label what = new Label("An instrument for watching a neural network grow.");
    what.getStyleClass().add("view-note");
    GridPane grid = new GridPane();
    grid.setId("about-facts");
    grid.setHgap(14);
    grid.setVgap(4);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(new ColumnConstraints(), wide);
    facts.forEach(
        (name, value) -> {
          Label label = new Label(name);
          label.setMinWidth(Label.USE_PREF_SIZE);
          // a field, so that a part can be marked and copied
          TextField text = new TextField(value);
          text.setEditable(false);
          text.getStyleClass().add("fact");
          text.setAccessibleText(name);
          grid.addRow(grid.getRowCount(), label, text);
        });
    Label licences = new Label("Licences");
    licences.getStyleClass().add("view-title");
    TextArea list = new TextArea(licences());
    list.setId("about-licences");
    list.setEditable(false);
    list.setWrapText(true);
    list.setPrefRowCount(14);
    list.setPrefColumnCount(86);
    list.setAccessibleText("Licences of the libraries");
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox content = new VBox(10, title, what, grid, licences, list);
    content.setPadding(new Insets(20, 24, 8, 24));
    return content;
  }

  private static String licences() {
    try (InputStream in = AboutDialog.class.getResourceAsStream(LICENCES)) {
      if (in == null) {
        throw new IllegalStateException("the list of licences is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the facts as lines, for a report of an error}
   *
   * @param facts names and versions in the order to show them
   */
  public static String text(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + ": " + fact.getValue())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Opens the dialogue, or brings it to the front. */
  public void show() {
    dialog.show();
  }

  /** {@return whether the dialogue is open} */
  public boolean isShowing() {
    return dialog.isShowing();
  }
}
