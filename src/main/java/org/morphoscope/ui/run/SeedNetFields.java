package org.morphoscope.ui.run;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.net.Activation;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.SeedStyle;
import org.morphoscope.run.config.SeedNet;

/** The fields about the net that growth starts from: its name, activation and dropout. */
final class SeedNetFields {
  private static final List<String> ACTIVATIONS =
      List.of(
          Activation.RELU.label(),
          Activation.RELU6.label(),
          Activation.leaky(Activation.USUAL_SLOPE).label(),
          Activation.SILU.label());
  private static final double NARROW = 136;

  private final SeedNet base;
  private String fitted = ""; // the net that was chosen before a table was
  private final ComboBox<String> net =
      new ComboBox<>(FXCollections.observableArrayList(SeedNetworks.names()));
  private final ComboBox<String> activation =
      new ComboBox<>(FXCollections.observableArrayList(ACTIVATIONS));
  private final TextField dropout = new TextField();

  SeedNetFields(SeedNet base) {
    this.base = base;
    net.setEditable(true);
    net.setValue(base.name());
    activation.setEditable(true);
    activation.setValue(base.style().activation().label());
    activation.setPrefWidth(NARROW);
    dropout.setText(Double.toString(base.style().dropout()));
    dropout.setPrefColumnCount(6);
  }

  /** Adds the fields to a form. */
  void addTo(NewRunForm form) {
    form.field(
        "Seed network",
        net,
        net,
        "form-net",
        "The small network that growth starts from; chain:16-4-32-4 makes one of these widths");
    HBox row = new HBox(8, activation, new Label("dropout"), dropout);
    row.setAlignment(Pos.CENTER_LEFT);
    form.field(
        "Activation",
        row,
        activation,
        "form-activation",
        "Of the seed network: relu, relu6, silu, or leaky-relu: with a slope below 1; dropout is"
            + " the share of what its head reads that is 0 while it trains");
    dropout.setId("form-dropout");
    dropout.setAccessibleText("Dropout before the head");
  }

  /** Rows have nothing that a net of pictures could slide its windows over, and pictures have. */
  void fit(String data) {
    if (!DataSource.isHere(data)) {
      return; // half typed, or a server's
    }
    boolean table = DataSource.isTable(data);
    String now = net.getEditor().getText().strip();
    boolean pictures = SeedNetworks.names().contains(now) && !SeedNetworks.isDense(now);
    if (table && pictures) {
      fitted = now;
      net.setValue("dense");
    } else if (!table && now.equals("dense") && !fitted.isEmpty()) {
      net.setValue(fitted);
      fitted = "";
    }
  }

  /** Takes over what other fields say. */
  void takeOver(SeedNetFields before) {
    net.setValue(before.net.getEditor().getText());
    activation.setValue(before.activation.getEditor().getText());
    dropout.setText(before.dropout.getText());
  }

  /**
   * What the fields say.
   *
   * @throws IllegalArgumentException in one sentence when a field cannot be used
   */
  SeedNet read() {
    SeedNet named = WrongFieldException.in(net, this::named);
    SeedStyle plain =
        WrongFieldException.in(
            activation,
            () ->
                SeedStyle.USUAL.withActivation(
                    Activation.named(activation.getEditor().getText().strip())));
    return WrongFieldException.in(
        dropout,
        () ->
            named.withStyle(
                plain.withDropout(Numbers.decimal("dropout", dropout.getText(), "0.2"))));
  }

  private SeedNet named() {
    String name = net.getEditor().getText().strip();
    if (name.equals(base.name())) {
      return new SeedNet(name, base.architecture(), Optional.empty());
    }
    SeedNetworks.requireKnown(name);
    return SeedNet.named(name);
  }
}
