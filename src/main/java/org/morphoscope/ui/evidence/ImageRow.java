package org.morphoscope.ui.evidence;

import java.util.Collections;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Pixels;

/** Images in a row, each with its class and its predicted change. */
final class ImageRow extends VBox {
  private static final double SIZE = 40;
  private static final double CELL = 62;

  private final HBox images = new HBox(3);

  ImageRow(String id, String title, String explanation) {
    super(2);
    setId(id);
    Label name = new Label(title);
    name.getStyleClass().add("evidence-caption");
    name.setTooltip(new Tooltip(explanation));
    name.setMinWidth(USE_PREF_SIZE);
    getChildren().setAll(name, images);
  }

  void show(List<ScoredImage> shown) {
    images.getChildren().setAll(shown.stream().map(ImageRow::cell).toList());
    setVisible(!shown.isEmpty());
    setManaged(!shown.isEmpty());
  }

  /** Keeps the room of so many images until they are read. */
  void reserve(int count) {
    show(Collections.nCopies(count, new ScoredImage(new byte[3], 1, 1, "", Double.NaN)));
  }

  private static VBox cell(ScoredImage image) {
    boolean known = Double.isFinite(image.change());
    ImageView picture =
        new ImageView(
            known
                ? Pixels.image(image.pixels(), image.height(), image.width())
                : new WritableImage(1, 1));
    picture.setFitWidth(SIZE);
    picture.setFitHeight(SIZE);
    picture.setPreserveRatio(true);
    picture.setSmooth(false);
    Label label = new Label(image.label());
    Label change =
        new Label(
            !known ? "" : Formats.delta(image.change()).replaceFirst("(\\.\\d{3})\\d*", "$1"));
    for (Label text : List.of(label, change)) {
      text.getStyleClass().add("evidence-caption");
      text.setMaxWidth(CELL);
      text.setAlignment(Pos.CENTER);
    }
    label.setWrapText(true);
    label.setTextAlignment(TextAlignment.CENTER);
    VBox cell = new VBox(1, picture, change, label);
    cell.setAlignment(Pos.TOP_CENTER);
    cell.setMinWidth(CELL);
    cell.setMaxWidth(CELL);
    cell.setAccessibleText(image.label() + ", " + Formats.delta(image.change()) + " nats");
    Tooltip.install(
        cell, new Tooltip(image.label() + "\npredicted change " + Formats.delta(image.change())));
    return cell;
  }
}
