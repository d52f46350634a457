package org.morphoscope.cli.use;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.run.Decider;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.Training;
import org.morphoscope.service.LocalGrowthService;

/** A small folder of pictures as people have them, and a run grown on it. */
final class OwnPictures {
  /** Names that need care in JSON, CSV and properties. */
  static final List<String> CLASSES = List.of("blue  wide", "gr\u00fcn, \"hell\"", "red");

  private OwnPictures() {}

  /** Writes training and test pictures, wide and tall ones, in three classes. */
  static void write(Path folder) {
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < CLASSES.size(); k++) {
      for (int i = 0; i < 16; i++) {
        write(folder.resolve("train"), k, i, random);
        if (i < 9) {
          write(folder.resolve("test"), k, i, random);
        }
      }
    }
  }

  private static void write(Path part, int label, int i, SplittableRandom random) {
    int width = 11 + random.nextInt(20);
    int height = 11 + random.nextInt(20);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int strong = 120 + random.nextInt(120);
        int weak = random.nextInt(200);
        int shift = 8 * label;
        image.setRGB(x, y, strong << shift | weak << (shift + 8) % 24);
      }
    }
    String format = i % 2 == 0 ? "png" : "bmp";
    Path file = part.resolve(CLASSES.get(label)).resolve("IMG " + i + "." + format);
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(image, format, file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Grows a net of 8 x 8 pixels for one round with a tail. */
  static void grow(Path pictures, Path run) throws IOException, InterruptedException {
    RunConfig standard =
        RunConfig.standard("images:" + pictures + "?size=8", "chain:4-4", 1, 3)
            .withData(new DataChoice("images:" + pictures + "?size=8", OptionalInt.empty(), 0.1));
    Training training =
        standard.training().withBatch(16).withEpochs(2, 1).withTail(OptionalInt.of(1), TailAt.LAST);
    List<GrowthEvent> events = new ArrayList<>();
    new LocalGrowthService(
            NumericEngineFactory.byThreads(threads -> Backend.load(threads.orElse(2))),
            "test",
            () -> "",
            Clock.systemUTC(),
            System::nanoTime)
        .start(standard.withTraining(training), run, Decider.automatic(), events::add)
        .await();
    Optional<GrowthEvent> last =
        events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    if (!(last.orElse(null) instanceof GrowthEvent.RunEnded end)
        || end.reason() != EndReason.ROUNDS_DONE) {
      throw new IOException("the run ended with " + last);
    }
  }
}
