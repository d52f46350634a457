package org.morphoscope.ui.run;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.net.Activation;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.run.config.SeedNet;

/** The fields about the net that growth starts from: its name and its activation. */
final class SeedNetFields {
  private static final List<String> ACTIVATIONS =
      List.of(
          Activation.RELU.label(),
          Activation.RELU6.label(),
          Activation.leaky(Activation.USUAL_SLOPE).label(),
          Activation.SILU.label());
  private static final double NARROW = 136;

  private final SeedNet base;
  private final ComboBox<String> net =
      new ComboBox<>(FXCollections.observableArrayList(SeedNetworks.names()));
  private final ComboBox<String> activation =
      new ComboBox<>(FXCollections.observableArrayList(ACTIVATIONS));

  SeedNetFields(SeedNet base) {
    this.base = base;
    net.setEditable(true);
    net.setValue(base.name());
    activation.setEditable(true);
    activation.setValue(base.activation().label());
    activation.setPrefWidth(NARROW);
    activation.setMinWidth(NARROW);
  }

  /** Adds the fields to a form. */
  void addTo(NewRunForm form) {
    Label of = new Label("of");
    of.setMinWidth(HBox.USE_PREF_SIZE);
    net.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(net, Priority.ALWAYS);
    HBox row = new HBox(8, net, of, activation);
    row.setAlignment(Pos.CENTER_LEFT);
    form.field(
        "Seed network",
        row,
        net,
        "form-net",
        "The small network that growth starts from; chain:16-4-32-4 makes one of these widths");
    activation.setId("form-activation");
    activation.setAccessibleText("Activation of the seed network");
    activation.setTooltip(
        new Tooltip("Its activation: relu, relu6, silu, or leaky-relu: with a slope below 1"));
  }

  /** Rows have nothing that a net of pictures could slide its windows over, and pictures have. */
  void fit(String data) {
    boolean table = DataSource.isTable(data);
    String now = net.getEditor().getText().strip();
    boolean pictures = SeedNetworks.names().contains(now) && !SeedNetworks.isDense(now);
    if (table && pictures) {
      net.setValue("dense");
    } else if (!table && now.equals("dense")) {
      net.setValue("tiny");
    }
  }

  /** Takes over what other fields say. */
  void takeOver(SeedNetFields before) {
    net.setValue(before.net.getEditor().getText());
    activation.setValue(before.activation.getEditor().getText());
  }

  /**
   * What the fields say.
   *
   * @throws IllegalArgumentException in one sentence when a field cannot be used
   */
  SeedNet read() {
    SeedNet named = WrongFieldException.in(net, this::named);
    return WrongFieldException.in(
        activation,
        () -> named.withActivation(Activation.named(activation.getEditor().getText().strip())));
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
