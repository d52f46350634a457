package org.morphoscope.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.stage.Stage;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.session.Services;

/**
 * Takes the pictures of the film of how a channel grew, one a file, without a screen. Arguments:
 * RUN_FOLDER ROUND TARGET_FOLDER PICTURES. ImageMagick makes one moving picture of them, with a
 * rest at the end:
 *
 * <pre>
 * convert -delay 12 film-0*.png -delay 300 film-end.png -crop 980x660+4+4 +repage -resize 720x \
 *   +dither -loop 0 -colors 48 -fuzz 1% -layers Optimize assets/gallery-film.gif</pre>
 */
final class FilmPictures {
  private static final long SETTLE_MILLIS = 1500;
  private static final long PULSES_MILLIS = 150;

  private FilmPictures() {}

  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    Path run = Path.of(args[0]);
    Path target = Files.createDirectories(Path.of(args[2]));
    Path runs = Files.createTempDirectory("film");
    Services fake = FakeServices.of(new int[] {8, 8}, 1, 1, runs);
    MemoryPreferences preferences = new MemoryPreferences();
    preferences.put("theme", "LIGHT");
    Services services = FakeServices.withFolders(fake, preferences);
    MorphoscopeWindow[] window = new MorphoscopeWindow[1];
    FxWork.on(
        () -> {
          Stage stage = new Stage();
          window[0] = new MorphoscopeWindow(stage, services);
          window[0].show();
          stage.setWidth(1000);
          stage.setHeight(680);
          window[0].open(run);
        });
    int round = Integer.parseInt(args[1]);
    boolean[] there = new boolean[1];
    while (!there[0]) {
      Thread.sleep(SETTLE_MILLIS);
      FxWork.on(() -> there[0] = window[0].player().recording().momentOfRound(round).isPresent());
    }
    FxWork.on(
        () ->
            window[0]
                .player()
                .show(window[0].player().recording().momentOfRound(round).orElseThrow()));
    Thread.sleep(SETTLE_MILLIS);
    FxWork.on(() -> window[0].actions().setReduceMotion(true));
    FxWork.on(() -> window[0].actions().showFilm());
    Thread.sleep(SETTLE_MILLIS);
    Node film = window[0].scene().lookup("#film");
    Node card = film.lookup("#film-card");
    Slider time = (Slider) film.lookup("#film-time");
    int pictures = Integer.parseInt(args[3]);
    for (int i = 0; i <= pictures; i++) {
      double seconds = time.getMax() * i / pictures;
      Path file = target.resolve(i == pictures ? "film-end.png" : Texts.of("film-%03d.png", i));
      FxWork.on(() -> time.setValue(seconds));
      Thread.sleep(PULSES_MILLIS);
      FxWork.on(() -> Png.write(card.snapshot(null, null), file));
    }
    System.exit(0);
  }
}
