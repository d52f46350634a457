package org.morphoscope.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.SeedWeights;
import org.morphoscope.model.Model;
import org.morphoscope.model.dl4j.Dl4jReader;
import org.morphoscope.model.onnx.OnnxReader;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.SeedState;

/** A trained net in a file of another tool, to grow from. */
public record SeedNetFile(Path path) {

  /** What a run begins with. */
  public record Start(RunConfig config, Optional<Snapshot> seed) {}

  /** Whether a name is that of such a file. */
  static boolean isOne(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".onnx") || lower.endsWith(".zip");
  }

  /** The file's name without folder and ending. */
  String name() {
    String name = path.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /**
   * The run that begins with this net.
   *
   * @throws IOException in one sentence when the file cannot be read or used
   */
  Start start(RunConfig config) throws IOException {
    Model model = read(config.data().name());
    Snapshot seed = SeedWeights.of(model.spec(), model.weights());
    RunConfig.SeedFile file =
        new RunConfig.SeedFile(path.getFileName().toString(), SeedState.fingerprint(seed));
    return new Start(
        config.withSeedNet(config.seedNet().with(model.spec(), Optional.of(file))),
        Optional.of(seed));
  }

  private Model read(String data) throws IOException {
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
      return OnnxReader.read(path);
    }
    Optional<TensorShape> images = Dl4jReader.images(path);
    if (images.isEmpty()) {
      // a zip of DeepLearning4J does not say how large its images are: the data does
      ImageSet train = DataSource.open(data).train();
      images = Optional.of(new TensorShape(train.channels(), train.height(), train.width()));
    }
    return Dl4jReader.read(path, images);
  }
}
