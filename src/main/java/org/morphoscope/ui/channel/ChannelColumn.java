package org.morphoscope.ui.channel;

import java.util.function.IntConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.morphoscope.data.ShownImage;
import org.morphoscope.history.ChannelFamily.Member;
import org.morphoscope.history.ChannelFamily.Relation;
import org.morphoscope.study.channel.ChannelPortrait;
import org.morphoscope.study.channel.Favourite;
import org.morphoscope.study.channel.LookedAt;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Pixels;

/** One channel of a family: its filter, its map on the chosen picture, its favourite pictures. */
final class ChannelColumn extends VBox {
  static final double WIDTH = 156;
  static final double FILTER = 96;
  private static final double PICTURE = 46;
  private static final double GAP = 4;

  private final Label title = new Label();
  private final Label place = new Label();
  private final ImageView filter = view(FILTER);
  private final ImageView map = view(WIDTH);
  private final Label strength = new Label();
  private final TilePane favourites = new TilePane(GAP, GAP);
  private final Label trouble = new Label();
  private final IntConsumer chosen;

  /**
   * @param of whose column it is
   * @param chosen told the position of a picture that is pressed
   */
  ChannelColumn(Member of, IntConsumer chosen) {
    super(6);
    this.chosen = chosen;
    String id = "channel-" + of.id();
    setId(id);
    getStyleClass().add("channel-column");
    if (of.relation() == Relation.SELF) {
      getStyleClass().add("channel-self");
    }
    setMinWidth(USE_PREF_SIZE);
    title.setText(of.relation().words());
    title.getStyleClass().add("channel-title");
    place.setId(id + "-place");
    place.setText("end of round " + of.round());
    strength.setId(id + "-strength");
    filter.setId(id + "-filter");
    map.setId(id + "-map");
    favourites.setId(id + "-favourites");
    favourites.setPrefColumns(3);
    trouble.setId(id + "-trouble");
    trouble.setWrapText(true);
    trouble.setPrefWidth(WIDTH);
    for (Label each : new Label[] {place, strength, trouble}) {
      each.getStyleClass().add("view-note");
    }
    getChildren()
        .setAll(title, place, box(filter, FILTER), box(map, WIDTH), strength, favourites, trouble);
  }

  /** A place that stays as large as what comes into it. */
  private static StackPane box(ImageView view, double size) {
    StackPane box = new StackPane(view);
    box.setMinSize(WIDTH, size);
    box.setMaxSize(WIDTH, size);
    return box;
  }

  static ImageView view(double size) {
    ImageView view = new ImageView();
    view.setFitWidth(size);
    view.setFitHeight(size);
    view.setPreserveRatio(true);
    view.setSmooth(false);
    return view;
  }

  /** Shows where the channel is and its filter. */
  void show(ChannelPortrait of) {
    place.setText(
        Texts.of("%s \u00b7 channel %d, end of round %d", of.layer(), of.channel(), of.round()));
    filter.setImage(ChannelPaint.filter(of));
    String told =
        of.readsImages()
            ? Texts.of("filter of %d x %d pixels on the image", of.kernel(), of.kernel())
            : Texts.of(
                "filter of %d x %d on each of %d channels: blue adds, orange takes away",
                of.kernel(), of.kernel(), of.inputs());
    tell(filter, told);
  }

  /** Shows everything, with the picture that is chosen framed among the favourites. */
  void show(ChannelLook of, LookedAt pictures, int shown) {
    show(of.portrait());
    trouble.setText("");
    map.setImage(ChannelPaint.map(of.map()));
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : of.map().values()) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    String range =
        Formats.significant(least).replace('-', '\u2212')
            + " to "
            + Formats.significant(most).replace('-', '\u2212');
    strength.setText("map " + range);
    tell(
        map,
        "the channel's answer before activation, " + range + ": blue above zero, orange below");
    favourites
        .getChildren()
        .setAll(of.favourites().stream().map(each -> picture(each, pictures, shown)).toList());
  }

  private Button picture(Favourite favourite, LookedAt pictures, int shown) {
    int position = favourite.position();
    ImageView view = view(PICTURE);
    view.setImage(image(pictures, position));
    Button button = new Button(null, view);
    button.getStyleClass().add("channel-picture");
    if (position == shown) {
      button.getStyleClass().add("channel-chosen");
    }
    String told =
        Texts.of(
            "%s, peak %s; press to see the maps on it",
            words(pictures, position), Formats.significant(favourite.peak()));
    button.setAccessibleText(told);
    button.setTooltip(new Tooltip(told));
    button.setOnAction(e -> chosen.accept(position));
    return button;
  }

  static Image image(LookedAt pictures, int position) {
    ShownImage shown = pictures.images().picture(position);
    return Pixels.image(shown.pixels(), shown.height(), shown.width());
  }

  static String words(LookedAt pictures, int position) {
    return Texts.of(
        "%s %d, %s",
        pictures.words(), position, pictures.classes().get(pictures.images().label(position)));
  }

  /** Says why something is missing. */
  void fail(String sentence) {
    trouble.setText(sentence);
  }

  private static void tell(ImageView view, String words) {
    view.setAccessibleText(words);
    Tooltip.install(view, new Tooltip(words));
  }
}
