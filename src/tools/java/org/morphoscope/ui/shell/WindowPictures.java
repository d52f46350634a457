package org.morphoscope.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Asking;
import org.morphoscope.ui.kit.Png;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.session.Services;

/** Takes pictures of the window in its states and both themes: FOLDER WIDTH HEIGHT [SEED_NET]. */
final class WindowPictures {
  private final Path folder;
  private final double width;
  private final double height;
  private final NetworkSpec seed;
  private MorphoscopeWindow window;

  private WindowPictures(Path folder, double width, double height, NetworkSpec seed) {
    this.folder = folder;
    this.width = width;
    this.height = height;
    this.seed = seed;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    WindowPictures pictures =
        new WindowPictures(
            folder,
            Double.parseDouble(args[1]),
            Double.parseDouble(args[2]),
            args.length > 3
                ? SeedNetworks.create(args[3], new TensorShape(3, 32, 32), 10)
                : FakeRun.chain(new int[] {16, 16, 32, 32, 64, 64}));
    Platform.startup(() -> {});
    pictures.takeAll();
    System.exit(0);
  }

  private void takeAll() throws Exception {
    Services services = FakeServices.of(seed, 1, 8, folder);
    onFx(
        () -> {
          Stage stage = new Stage();
          window = new MorphoscopeWindow(stage, services);
          window.show();
          stage.setWidth(width);
          stage.setHeight(height);
        });
    Thread.sleep(1500);
    take("1-empty");
    onFx(() -> mode().setValue(Asking.Mode.ASK));
    onFx(() -> window.scene().lookup("#grow-generated").fireEvent(new ActionEvent()));
    Thread.sleep(2600);
    take("2-scoring");
    Thread.sleep(3500);
    onFx(
        () -> {
          table().getSelectionModel().select(0);
          table().getSelectionModel().select(2);
        });
    onFx(() -> ((ToggleButton) window.scene().lookup("#why")).setSelected(true));
    Thread.sleep(300);
    take("3-decision");
    onFx(() -> window.scene().lookup("#veto").fireEvent(new ActionEvent()));
    onFx(() -> table().getSelectionModel().clearAndSelect(6));
    onFx(() -> window.scene().lookup("#approve").fireEvent(new ActionEvent()));
    Thread.sleep(300);
    onFx(() -> ((ToggleButton) window.scene().lookup("#why")).setSelected(false));
    take("4-marked");
    onFx(() -> window.scene().lookup("#apply").fireEvent(new ActionEvent()));
    Thread.sleep(700);
    take("5-growing");
    onFx(() -> mode().setValue(Asking.Mode.COUNTDOWN));
    Thread.sleep(7500);
    take("6-countdown");
    onFx(() -> mode().setValue(Asking.Mode.AUTOMATIC));
    Thread.sleep(16000);
    onFx(() -> window.open(Path.of("no-such-folder")));
    Thread.sleep(700);
    take("7-later");
    onFx(() -> window.scene().lookup("#round-1").fireEvent(new ActionEvent()));
    Thread.sleep(500);
    take("8-back");
    onFx(() -> window.scene().lookup("#new-run").fireEvent(new ActionEvent()));
    Thread.sleep(700);
    onFx(
        () -> {
          Scene dialog =
              Window.getWindows().stream()
                  .map(Window::getScene)
                  .filter(scene -> scene.lookup("#form-start") != null)
                  .findFirst()
                  .orElseThrow();
          write(dialog, "9-dialog");
          dialog.getWindow().hide();
        });
    onFx(() -> window.scene().lookup("#stop").fireEvent(new ActionEvent()));
    Thread.sleep(1500);
    onFx(() -> window.actions().calibrate());
    Thread.sleep(1500);
    take("10-calibration");
    onFx(() -> ((ScrollPane) window.scene().lookup("#calibration-scroll")).setVvalue(1));
    take("11-calibration-end");
  }

  @SuppressWarnings("unchecked")
  private ComboBox<Asking.Mode> mode() {
    return (ComboBox<Asking.Mode>) window.scene().lookup("#decision-mode");
  }

  private TableView<?> table() {
    return (TableView<?>) window.scene().lookup("#candidates-table");
  }

  private void write(Scene scene, String name) {
    try {
      Png.write(scene.snapshot(null), folder.resolve(name + ".png"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(String name) throws Exception {
    for (Theme theme : Theme.values()) {
      onFx(() -> window.setTheme(theme));
      Thread.sleep(250);
      onFx(
          () -> {
            try {
              Png.write(window.scene().snapshot(null), folder.resolve(name + "-" + theme + ".png"));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    onFx(() -> window.setTheme(Theme.LIGHT));
  }

  private static void onFx(Runnable work) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          try {
            work.run();
          } finally {
            done.countDown();
          }
        });
    done.await();
  }
}
