package org.morphoscope.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.morphoscope.compute.Weights;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.RateTest;
import org.morphoscope.engine.SeedWeights;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.codec.PipelineCodec;
import org.morphoscope.model.FoldedBatchNorm;
import org.morphoscope.model.Model;
import org.morphoscope.model.dl4j.Dl4jReader;
import org.morphoscope.model.onnx.OnnxReader;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.Room;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.SeedState;
import org.morphoscope.run.config.PixelScaling;
import org.morphoscope.run.config.SeedFile;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/**
 * A trained net in a file of another tool, to grow from.
 *
 * @param path the file, by its ending an ONNX file or a zip of DeepLearning4J
 */
public record SeedNetFile(Path path) {
  /** Adam's rates are this much smaller than those of SGD. */
  private static final double ADAM = 20;

  /**
   * What a run begins with.
   *
   * @param config configuration with the net in it
   * @param seed weights of the file; empty for random ones
   * @param notices what a person should know of how the file was read, each a sentence
   */
  public record Start(RunConfig config, Optional<Snapshot> seed, List<String> notices) {
    /**
     * Makes the notices fit to be shown.
     *
     * @param config configuration with the net in it
     * @param seed weights of the file; empty for random ones
     * @param notices what a person should know of how the file was read, each a sentence
     */
    public Start {
      notices = notices.stream().map(Names::shown).toList();
    }

    /**
     * Says what a person should know.
     *
     * @param to gets a line for each notice; flushed
     */
    public void tell(PrintWriter to) {
      notices.forEach(to::println);
      to.flush();
    }
  }

  /**
   * {@return whether a name is that of such a file}
   *
   * @param name as given for the seed net
   */
  public static boolean isOne(String name) {
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
   * @param care whether identities of BatchNorm are put back where an exporter folded them into the
   *     convolutions, and how the net sees its images
   * @param rateGiven whether a person chose the rate; otherwise it becomes one that does a trained
   *     net no harm
   * @throws IOException in one sentence when the file cannot be read or used
   */
  Start start(RunConfig config, CareOptions care, boolean rateGiven) throws IOException {
    Model read = read(config.data().name());
    // before the data is read; every net that is restored is as large or larger
    Room.require(config, read.spec());
    boolean restores = care.restoresBatchNorm() && FoldedBatchNorm.isLikely(read.spec());
    Model model = restores ? FoldedBatchNorm.restored(read) : read;
    String file = path.getFileName().toString();
    Optional<PixelScaling> scaling = care.scaling(read.scaling()).or(() -> told(read));
    // the images that statistics are taken of are scaled already
    RunConfig scaled = withFile(config, model, new SeedFile(file, "", scaling));
    Weights weights =
        restores ? SeedWeights.rebased(model.spec(), model.weights(), scaled) : model.weights();
    Snapshot seed = SeedWeights.of(model.spec(), weights);
    String fingerprint = SeedState.fingerprint(seed);
    RunConfig begun = withFile(config, model, new SeedFile(file, fingerprint, scaling));
    List<String> notices =
        new ArrayList<>(notices(model.notices(), care.restoresBatchNorm(), restores));
    if (!rateGiven) {
      double rate = RateTest.harmless(begun, seed, gentle(begun.training()));
      begun = begun.withTraining(begun.training().withLearningRate(rate));
      notices.add(
          Texts.of(
              "The weights are trained already: training goes on at learning rate %s, which a short"
                  + " test found to do them no harm; --learning-rate gives another.",
              rate));
    }
    return new Start(begun, Optional.of(seed), notices);
  }

  /** How the net of a file that this program wrote was trained to see its images. */
  private static Optional<PixelScaling> told(Model read) {
    try {
      return PipelineCodec.ofMetadata(read.metadata())
          .map(pipeline -> new PixelScaling(pipeline.mean(), pipeline.std()));
    } catch (MalformedException e) {
      // a file of others that has such a name for something else
      return Optional.empty();
    }
  }

  private static RunConfig withFile(RunConfig config, Model model, SeedFile file) {
    return config.withSeedNet(config.seedNet().with(model.spec(), Optional.of(file)));
  }

  /**
   * Rates to try, from the highest down. Nets with BatchNorm pass the test at 0.01 too, and lose
   * more than a point all the same when the rate stays there for a round.
   */
  private static List<Double> gentle(Training training) {
    List<Double> rates = List.of(0.003, 0.001, 3e-4, 1e-4);
    double part = training.optimiser() == Training.Optimiser.ADAM ? ADAM : 1;
    return rates.stream()
        .map(rate -> Math.min(training.learningRate(), rate / part))
        .distinct()
        .toList();
  }

  private static List<String> notices(List<String> read, boolean asked, boolean restored) {
    if (!asked) {
      return read;
    }
    List<String> notices =
        new ArrayList<>(read.stream().filter(notice -> !notice.equals(OnnxReader.FOLDED)).toList());
    notices.add(
        restored
            ? "Identities of BatchNormalization are put back behind the convolutions, with the"
                + " statistics of the training images: the function is the same."
            : "The net has BatchNormalization or convolutions without biases: nothing is put back.");
    return notices;
  }

  /**
   * What a look at a file finds.
   *
   * @param model the net, when nothing keeps it from being read
   * @param problems everything that does, each a sentence with its cure
   */
  public record Check(Optional<Model> model, List<String> problems) {
    /**
     * Copies the list.
     *
     * @param model the net, when nothing keeps it from being read
     * @param problems everything that does, each a sentence with its cure
     */
    public Check {
      problems = List.copyOf(problems);
    }
  }

  /**
   * {@return whether a run can begin with this file, its weights included}
   *
   * @param images size of the images for a file that does not tell it
   * @throws IOException in one sentence when the file is not of its kind at all
   */
  public Check check(TensorShape images) throws IOException {
    if (isOnnx()) {
      OnnxReader.Check check = OnnxReader.check(path);
      return new Check(check.model(), check.problems());
    }
    Optional<TensorShape> told = Dl4jReader.images(path);
    return new Check(
        Optional.of(Dl4jReader.read(path, told.or(() -> Optional.of(images)))), List.of());
  }

  private boolean isOnnx() {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  private Model read(String data) throws IOException {
    if (isOnnx()) {
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
