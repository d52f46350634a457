package org.morphoscope.ui.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.morphoscope.service.RunService;
import org.morphoscope.service.remote.KnownServers;
import org.morphoscope.service.remote.RemoteRunService;
import org.morphoscope.service.remote.ServerAddress;
import org.morphoscope.service.remote.ServerBook;
import org.morphoscope.service.remote.ServerWish;
import org.morphoscope.text.SmallTexts;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Sentences;
import org.morphoscope.ui.kit.WindowPlace;

/**
 * Asks for a server and its token. The certificate of a server that is not known yet is shown, to
 * be compared with what the server prints; it counts from then on.
 */
final class ConnectDialog {
  private static final double WIDTH = 480;

  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final ComboBox<String> server = new ComboBox<>();
  private final PasswordField token = new PasswordField();
  private final CheckBox keep = new CheckBox("Keep the token in a file that only I can read");
  private final Label message = new Label();
  private final Fx background;
  private final ServerBook book;
  private final Consumer<RunService> connected;
  private final Button connect;

  /** The certificate that was shown, and the server that showed it. */
  private Optional<Shown> shown = Optional.empty();

  private record Shown(String server, String fingerprint) {}

  /**
   * @param connected told the server's runs
   */
  ConnectDialog(Window owner, Fx background, ServerBook book, Consumer<RunService> connected) {
    this.background = background;
    this.book = book;
    this.connected = connected;
    ButtonType go = new ButtonType("Connect", ButtonBar.ButtonData.OK_DONE);
    dialog.initOwner(owner);
    // a modal one freezes the size of its owner, which then is not maximised any more
    dialog.initModality(Modality.NONE);
    WindowPlace.keepInside(dialog);
    dialog.setResizable(true);
    dialog.setTitle("Connect to a server");
    dialog.setHeaderText(null);
    dialog.getDialogPane().setContent(form());
    dialog.getDialogPane().setId("connect-dialog");
    dialog.getDialogPane().getButtonTypes().setAll(go, ButtonType.CANCEL);
    dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    connect = (Button) dialog.getDialogPane().lookupButton(go);
    connect.setId("connect-go");
    // its words become longer
    ButtonBar.setButtonUniformSize(connect, false);
    connect.addEventFilter(
        ActionEvent.ACTION,
        event -> {
          event.consume();
          connect();
        });
    background.call(book::all, this::fill, this::fail);
  }

  /**
   * Begins with a server that could not be connected to.
   *
   * @param wish what is known of it
   * @param reason why not, in a sentence
   */
  void begin(ServerWish wish, String reason) {
    String fingerprint = wish.address().fingerprint().map(known -> "#" + known).orElse("");
    server.getEditor().setText(wish.address().name() + fingerprint);
    wish.token().ifPresent(token::setText);
    tell(reason);
  }

  private Node form() {
    server.setId("connect-server");
    server.setEditable(true);
    server.setMaxWidth(Double.MAX_VALUE);
    server.getEditor().setPromptText("host:7077");
    token.setId("connect-token");
    token.setPromptText("as kept, or what the server has in its token file");
    keep.setId("connect-keep");
    keep.setSelected(true);
    message.setId("connect-message");
    message.setWrapText(true);
    message.setPrefWidth(WIDTH);
    message.setMinHeight(Label.USE_PREF_SIZE);
    Button file = new Button("File\u2026");
    file.setId("connect-file");
    file.setOnAction(e -> chooseFile());
    HBox tokens = new HBox(8, token, file);
    HBox.setHgrow(token, Priority.ALWAYS);
    GridPane grid = new GridPane();
    grid.setPadding(new Insets(16, 16, 4, 16));
    grid.setHgap(12);
    grid.setVgap(8);
    grid.addRow(0, label("Server", server), server);
    grid.addRow(1, label("Token", token), tokens);
    grid.add(keep, 1, 2);
    grid.add(message, 0, 3, 2, 1);
    GridPane.setHgrow(server, Priority.ALWAYS);
    return grid;
  }

  private static Label label(String text, Node of) {
    Label label = new Label(text);
    label.setLabelFor(of);
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  private void fill(List<KnownServers.Known> known) {
    server.getItems().setAll(known.stream().map(KnownServers.Known::address).toList());
    if (!known.isEmpty() && server.getEditor().getText().isEmpty()) {
      server.getEditor().setText(known.get(0).address());
    }
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("The file with the token");
    Optional.ofNullable(chooser.showOpenDialog(dialog.getDialogPane().getScene().getWindow()))
        .ifPresent(
            chosen -> background.call(() -> read(chosen.toPath()), token::setText, this::fail));
  }

  private static String read(Path file) throws IOException {
    return SmallTexts.read(file, "a token").strip();
  }

  private void connect() {
    String typed = server.getEditor().getText().strip();
    ServerAddress address;
    try {
      address = ServerAddress.parse(typed);
    } catch (IllegalArgumentException e) {
      message.setText(e.getMessage());
      return;
    }
    Optional<String> accepted =
        shown.filter(its -> its.server().equals(typed)).map(Shown::fingerprint);
    Optional<String> given = Optional.of(token.getText().strip()).filter(text -> !text.isEmpty());
    boolean kept = keep.isSelected();
    message.setText("connecting\u2026");
    background.call(
        connect,
        () -> {
          if (accepted.isEmpty() && !book.trusts(address)) {
            String found = RemoteRunService.shownFingerprint(address);
            return new Outcome(Optional.of(found), Optional.empty());
          }
          return new Outcome(
              Optional.empty(), Optional.of(book.connect(address, accepted, given, kept)));
        },
        outcome -> take(typed, outcome),
        this::fail);
  }

  /**
   * What came of it.
   *
   * @param fingerprint of a server that is not known yet
   * @param service of one that is
   */
  private record Outcome(Optional<String> fingerprint, Optional<RunService> service) {}

  private void take(String typed, Outcome outcome) {
    if (outcome.fingerprint().isPresent()) {
      shown = Optional.of(new Shown(typed, outcome.fingerprint().get()));
      tell(
          "This server is new here. Its certificate is\n"
              + outcome.fingerprint().get()
              + "\nIf 'morphoscope serve' prints the same there, connect. Nothing was sent yet.");
      connect.setText("It is the same: connect");
    } else {
      dialog.close();
      outcome.service().ifPresent(connected);
    }
  }

  private void fail(Throwable error) {
    tell(Sentences.of(error));
  }

  private void tell(String sentence) {
    message.setText(sentence);
    if (dialog.isShowing()) {
      dialog.getDialogPane().getScene().getWindow().sizeToScene();
    }
  }

  void show() {
    dialog.show();
  }

  boolean isShowing() {
    return dialog.isShowing();
  }
}
