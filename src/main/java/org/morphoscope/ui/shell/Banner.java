package org.morphoscope.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One sentence across the window, until it is closed or replaced. */
final class Banner extends HBox {
  private final Label text = new Label();
  private final FontIcon icon = new FontIcon(Feather.INFO);

  Banner() {
    super(10);
    setId("banner");
    getStyleClass().add("banner");
    setAlignment(Pos.CENTER_LEFT);
    text.setId("banner-text");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    Button close = new Button(null, new FontIcon(Feather.X));
    close.setId("banner-close");
    close.getStyleClass().addAll("button-icon", "flat");
    close.setAccessibleText("Close the message");
    close.setOnAction(e -> clear());
    Region space = new Region();
    HBox.setHgrow(space, Priority.SOMETIMES);
    HBox.setHgrow(text, Priority.ALWAYS);
    getChildren().addAll(icon, text, space, close);
    clear();
  }

  void error(String sentence) {
    show(sentence, "banner-error", Feather.ALERT_TRIANGLE);
  }

  void info(String sentence) {
    show(sentence, "banner-info", Feather.INFO);
  }

  private void show(String sentence, String style, Feather sign) {
    getStyleClass().removeAll("banner-error", "banner-info");
    getStyleClass().add(style);
    icon.setIconCode(sign);
    text.setText(sentence);
    setVisible(true);
    setManaged(true);
  }

  void clear() {
    setVisible(false);
    setManaged(false);
    text.setText("");
  }
}
