package org.morphoscope.ui.frame;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.ui.kit.Sentences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sentence across the window, until it is closed or replaced. */
public final class Banner extends HBox {
  private static final Logger LOG = LoggerFactory.getLogger(Banner.class);

  private final Label text = new Label();
  private final FontIcon icon = new FontIcon(Feather.INFO);
  private final Button action = new Button();
  private final Button other = new Button();

  /** Closed, takes no room. */
  public Banner() {
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
    close.setTooltip(new Tooltip("Close the message"));
    close.setOnAction(e -> clear());
    action.setId("banner-action");
    action.setMinWidth(USE_PREF_SIZE);
    other.setId("banner-other");
    other.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.SOMETIMES);
    HBox.setHgrow(text, Priority.ALWAYS);
    getChildren().addAll(icon, text, space, other, action, close);
    clear();
  }

  /**
   * Shows what went wrong.
   *
   * @param sentence a whole sentence with its full stop
   */
  public void error(String sentence) {
    show(sentence, "banner-error", Feather.ALERT_TRIANGLE);
  }

  /**
   * Shows something worth knowing.
   *
   * @param sentence a whole sentence with its full stop
   */
  public void info(String sentence) {
    show(sentence, "banner-info", Feather.INFO);
  }

  /**
   * Shows the sentence of an error; everything else stays as it is.
   *
   * @param error whose sentence {@link Sentences} has; logged with its trace
   */
  public void report(Throwable error) {
    LOG.warn("shown to the person", error);
    error(Sentences.of(error));
  }

  /**
   * Asks whether something is to be done; closing the banner says no.
   *
   * @param sentence a whole sentence with its full stop
   * @param label of the button that says yes
   * @param yes done when the person says so
   */
  public void ask(String sentence, String label, Runnable yes) {
    info(sentence);
    offer(action, label, yes);
  }

  /**
   * Offers two things to do; closing the banner does neither.
   *
   * @param sentence a whole sentence with its full stop
   * @param label of the button that does the first
   * @param first done when the person says so
   * @param otherLabel of the button that does the second
   * @param second done when the person says so
   */
  public void choose(
      String sentence, String label, Runnable first, String otherLabel, Runnable second) {
    info(sentence);
    offer(action, label, first);
    offer(other, otherLabel, second);
  }

  /**
   * Tells what went wrong and offers a remedy.
   *
   * @param sentence a whole sentence with its full stop
   * @param label of the button that does it
   * @param remedy done on the JavaFX thread when the button is pressed
   */
  public void error(String sentence, String label, Runnable remedy) {
    error(sentence);
    offer(action, label, remedy);
  }

  /**
   * {@return whether this sentence is on show}
   *
   * @param sentence a whole sentence with its full stop
   */
  public boolean shows(String sentence) {
    return isVisible() && text.getText().equals(sentence);
  }

  private void offer(Button button, String label, Runnable yes) {
    button.setText(label);
    button.setOnAction(
        e -> {
          clear();
          yes.run();
        });
    setOffered(button, true);
  }

  private static void setOffered(Button button, boolean offered) {
    button.setVisible(offered);
    button.setManaged(offered);
  }

  private void offerNothing() {
    setOffered(action, false);
    setOffered(other, false);
  }

  private void show(String sentence, String style, Feather sign) {
    getStyleClass().removeAll("banner-error", "banner-info");
    getStyleClass().add(style);
    icon.setIconCode(sign);
    text.setText(sentence);
    offerNothing();
    setVisible(true);
    setManaged(true);
  }

  /** Closes it; a question that was open counts as no. */
  public void clear() {
    setVisible(false);
    setManaged(false);
    text.setText("");
    offerNothing();
  }
}
