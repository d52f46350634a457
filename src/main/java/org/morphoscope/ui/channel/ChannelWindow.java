package org.morphoscope.ui.channel;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.morphoscope.history.ChannelFamily;
import org.morphoscope.history.ChannelFamily.Member;
import org.morphoscope.history.ChannelFamily.Relation;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.study.channel.LookedAt;
import org.morphoscope.ui.kit.AppIcon;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.WindowPlace;

/** What the channel that is selected, or pointed at, sees; beside the main window. */
public final class ChannelWindow {
  private static final double WIDTH = 1010;
  private static final double HEIGHT = 620;
  private static final int NONE = -1;

  private static final String MEANING =
      "Filters, maps on one picture (blue above zero, orange below), and the pictures that excite"
          + " each channel most.";

  private final Stage stage = new Stage();
  private final Stage owner;
  private final Fx background;
  private final Function<Throwable, String> sentences;
  private final ChannelStudy study;
  private final Label state = new Label();
  private final ProgressBar working = new ProgressBar();
  private final ImageView picture = ChannelColumn.view(ChannelColumn.WIDTH);
  private final Label caption = new Label();
  private final HBox columns = new HBox(14);

  /** The last question; read where the work is done, so that nothing older is begun. */
  private final AtomicInteger asked = new AtomicInteger();

  private final Map<Integer, ChannelColumn> byId = new LinkedHashMap<>();
  private Optional<ChannelFamily> family = Optional.empty();
  private ChannelSource source;
  private LookedAt pictures;
  private int left;

  /**
   * @param owner window whose look it takes
   * @param background where everything is computed
   * @param sentences what is said about an error
   * @param study computes it
   */
  public ChannelWindow(
      Stage owner, Fx background, Function<Throwable, String> sentences, ChannelStudy study) {
    this.owner = owner;
    this.background = background;
    this.sentences = sentences;
    this.study = study;
    state.setId("channel-state");
    state.setWrapText(true);
    working.setPrefWidth(120);
    working.setMinWidth(Region.USE_PREF_SIZE);
    working.setVisible(false);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header = new HBox(12, state, space, working);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setMinHeight(Region.USE_PREF_SIZE);
    header.setPadding(new Insets(12, 14, 8, 14));
    columns.setId("channel-columns");
    columns.setPadding(new Insets(0, 14, 14, 14));
    ScrollPane scroll = new ScrollPane(columns);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox root = new VBox(header, scroll);
    caption.setId("channel-caption");
    Scene scene = new Scene(root, WIDTH, HEIGHT);
    stage.initOwner(owner);
    AppIcon.on(stage);
    stage.setTitle("What a channel sees");
    stage.setScene(scene);
    dress();
    WindowPlace.closeOnEscape(stage);
  }

  /** Opens the window, or brings it to the front. */
  public void open() {
    dress();
    WindowPlace.showBeside(stage, owner.getScene().lookup("#graph-view"), WIDTH, HEIGHT);
  }

  /** Takes the look of the owner, which may have changed. */
  public void dress() {
    Scene scene = stage.getScene();
    scene.getRoot().getStyleClass().setAll(owner.getScene().getRoot().getStyleClass());
    scene.getStylesheets().setAll(owner.getScene().getStylesheets());
  }

  /** {@return whether it is open} */
  public boolean isOpen() {
    return stage.isShowing();
  }

  /** {@return the content of the window, for those that look at it} */
  public Scene scene() {
    return stage.getScene();
  }

  /** {@return whether no channel is on show} */
  public boolean isEmpty() {
    return family.isEmpty();
  }

  /** Whatever is shown next is read anew: rounds may have been taken back. */
  public void forget() {
    asked.incrementAndGet();
    family = Optional.empty();
  }

  /**
   * Says in a sentence why no channel is shown.
   *
   * @param sentence in place of channels
   */
  public void say(String sentence) {
    asked.incrementAndGet();
    family = Optional.empty();
    working.setVisible(false);
    columns.getChildren().clear();
    state.setText(sentence);
  }

  /**
   * Shows a channel and its family; does nothing where they are on show.
   *
   * @param shown the channel among its own
   * @param from where nets and pictures come from
   */
  public void show(ChannelFamily shown, ChannelSource from) {
    show(shown, from, "");
  }

  /**
   * Shows a channel and its family; where they are on show, only says why anew.
   *
   * @param shown the channel among its own
   * @param from where nets and pictures come from
   * @param why a sentence on why it is this one; may be empty
   */
  public void show(ChannelFamily shown, ChannelSource from, String why) {
    if (family.equals(Optional.of(shown)) && from.folder().equals(source.folder())) {
      if (state.getText().endsWith(MEANING)) {
        state.setText(why + MEANING);
      }
      return;
    }
    family = Optional.of(shown);
    source = from;
    columns.getChildren().setAll(chosenPicture());
    byId.clear();
    for (Member member : shown.members()) {
      ChannelColumn column = new ChannelColumn(member, this::choose);
      byId.put(member.id(), column);
      columns.getChildren().add(column);
    }
    state.setText(why + MEANING);
    filters(begin(shown.members().size()));
  }

  private VBox chosenPicture() {
    picture.setImage(null);
    caption.setText("");
    caption.setWrapText(true);
    caption.setPrefWidth(ChannelColumn.WIDTH);
    Label title = new Label("picture");
    title.getStyleClass().add("channel-title");
    Label hint = new Label("press another one to see the maps on it");
    hint.setWrapText(true);
    hint.setPrefWidth(ChannelColumn.WIDTH);
    for (Label each : new Label[] {caption, hint}) {
      each.getStyleClass().add("view-note");
    }
    Region besideFilters = new Region();
    besideFilters.setMinHeight(ChannelColumn.FILTER);
    VBox box = new VBox(6, title, new Label(), besideFilters, picture, caption, hint);
    box.getStyleClass().add("channel-column");
    box.setMinWidth(Region.USE_PREF_SIZE);
    return box;
  }

  /** First the filters, which need no pictures; then the rest. */
  private void filters(int request) {
    ChannelSource from = source;
    for (Member member : family.orElseThrow().members()) {
      ask(
          request,
          () -> ChannelLook.portrait(study, from, member),
          byId.get(member.id())::show,
          error -> byId.get(member.id()).fail(sentences.apply(error)));
    }
    ask(
        request,
        from::pictures,
        found -> {
          pictures = found;
          choose(NONE);
        },
        error -> refuse(request, error));
  }

  /** Shows all maps on a picture; at first on the one that excites the channel itself most. */
  private void choose(int position) {
    Member self =
        family.orElseThrow().members().stream()
            .filter(member -> member.relation() == Relation.SELF)
            .findFirst()
            .orElseThrow();
    ChannelSource from = source;
    LookedAt among = pictures;
    int request = begin(family.orElseThrow().members().size());
    ask(
        request,
        () -> position >= 0 ? position : favourite(from, self, among),
        chosen -> looks(request, chosen),
        error -> refuse(request, error));
  }

  /** The net is brought here too: the filters of an older question may not have been asked for. */
  private int favourite(ChannelSource from, Member of, LookedAt among) throws IOException {
    from.bring(of.round());
    return study.favourites(from.folder(), of.round(), of.id(), among).get(0).position();
  }

  private void looks(int request, int position) {
    ChannelSource from = source;
    LookedAt among = pictures;
    picture.setImage(ChannelColumn.image(pictures, position));
    caption.setText(ChannelColumn.words(pictures, position));
    for (Member member : family.orElseThrow().members()) {
      ask(
          request,
          () -> ChannelLook.of(study, from, member, among, position),
          look -> {
            byId.get(member.id()).show(look, pictures, position);
            done();
          },
          error -> {
            byId.get(member.id()).fail(sentences.apply(error));
            done();
          });
    }
  }

  private int begin(int channels) {
    left = channels;
    working.setVisible(true);
    return asked.incrementAndGet();
  }

  private void done() {
    left--;
    working.setVisible(left > 0);
  }

  private void refuse(int request, Throwable error) {
    if (request == asked.get()) {
      working.setVisible(false);
      state.setText(sentences.apply(error));
    }
  }

  /**
   * Asks in the background; after another question nothing is begun, and what comes is forgotten.
   */
  private <T> void ask(
      int request, Callable<T> work, Consumer<T> told, Consumer<Throwable> failed) {
    background.call(
        () -> request == asked.get() ? Optional.of(work.call()) : Optional.<T>empty(),
        found -> {
          if (request == asked.get()) {
            found.ifPresent(told);
          }
        },
        error -> {
          if (request == asked.get()) {
            failed.accept(error);
          }
        });
  }
}
