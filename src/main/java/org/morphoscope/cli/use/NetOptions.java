package org.morphoscope.cli.use;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.morphoscope.cli.option.Threads;
import org.morphoscope.compute.device.Team;
import org.morphoscope.data.Normalisation;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.export.RecordedNet;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.codec.PipelineCodec;
import org.morphoscope.model.InputScaling;
import org.morphoscope.model.Model;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.net.ImagePipeline.ResizeRule;
import org.morphoscope.net.TensorShape;
import org.morphoscope.study.evaluate.TrainedNet;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which net is used, what it does not say of itself, and how many threads compute. */
final class NetOptions {
  private static final double BYTE = 255;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RUN|MODEL",
      description = "Folder of a run, or a net as .onnx, .safetensors or .zip of DeepLearning4J.")
  private Path from;

  @Option(
      names = "--round",
      paramLabel = "N",
      description =
          "With a run: the net at the end of this round (default: the net that the run has come to,"
              + " behind its tail).")
  private Integer round;

  @Option(names = "--tail", description = "With --round: the net behind the tail of that round.")
  private boolean tail;

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "M,M,M",
      description =
          "What a net that does not say so itself takes off its images, per channel, for pixels from"
              + " 0 to 1 or, where --std is above 2, from 0 to 255.")
  private List<Double> mean;

  @Option(
      names = "--std",
      split = ",",
      paramLabel = "S,S,S",
      description = "What it divides them by then (with --mean).")
  private List<Double> std;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: as many as the run was begun with, or all).")
  private Integer threads;

  /** What a command does with the net. */
  @FunctionalInterface
  interface Use {
    /**
     * @return the exit code
     * @throws IllegalArgumentException in one sentence when options do not fit
     */
    int run() throws IOException;
  }

  /** Checks the options, then does the work; options that do not fit are told as wrong usage. */
  int use(Use work) throws IOException {
    Threads.checked(threads, spec);
    try {
      check();
      return work.run();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Where the net is. */
  Path from() {
    return from;
  }

  /**
   * The net ready to answer.
   *
   * @param teams threads and kernels; empty for the standard number of threads
   * @param work gets the net, which is let go of afterwards
   * @return what the work answers
   */
  <T> T withNet(UsableNet net, Function<OptionalInt, Team> teams, LongSupplier clock, Asked<T> work)
      throws IOException {
    OptionalInt chosen = Threads.checked(threads, spec);
    try (Team team = teams.apply(chosen.isPresent() ? chosen : net.threads());
        TrainedNet trained =
            new TrainedNet(net.spec(), net.weights(), net.normalisation(), team, clock)) {
      return work.of(trained);
    }
  }

  /** What is asked of a net. */
  @FunctionalInterface
  interface Asked<T> {
    T of(TrainedNet net) throws IOException;
  }

  /** Tells what is worth knowing about the net, on standard error. */
  void tell(List<String> notices) {
    PrintWriter err = spec.commandLine().getErr();
    notices.forEach(notice -> err.println(Names.shown(notice)));
    err.flush();
  }

  /** Checks what can be checked without the net. */
  private void check() {
    if ((mean == null) != (std == null)) {
      throw new IllegalArgumentException(
          "expected --mean and --std together, found only one of them");
    }
  }

  /** Reads the net that the command names; as {@link #read(Path, Optional)}. */
  UsableNet read(Optional<TensorShape> images) throws IOException {
    return read(from, images);
  }

  /**
   * Reads a net.
   *
   * @param from the folder of a run, or a file of a net
   * @param images size of the images, for a file that does not tell it
   * @throws IllegalArgumentException in one sentence when options do not fit the net
   * @throws IOException in one sentence when it cannot be read
   */
  UsableNet read(Path from, Optional<TensorShape> images) throws IOException {
    if (isRun(from)) {
      int wanted = round == null ? -1 : round;
      return recorded(
          from,
          RecordedNet.of(from, round == null ? OptionalInt.empty() : OptionalInt.of(wanted), tail));
    }
    if (round != null || tail) {
      throw new IllegalArgumentException(
          Texts.of("%s: expected a run with --round and --tail, found a file", from));
    }
    return file(from, NetFile.read(from, images));
  }

  /** Whether it is the folder of a run. */
  static boolean isRun(Path from) {
    return Files.isDirectory(from);
  }

  private UsableNet recorded(Path from, RecordedNet net) {
    List<String> notices = new ArrayList<>();
    Optional<Normalisation> given = given(net.pipeline().isPresent(), notices);
    if (given.isEmpty() && net.pipeline().isEmpty()) {
      throw new IllegalArgumentException(
          net.notices().get(0) + "; or give both with --mean and --std");
    }
    ImagePipeline.ResizeRule rule =
        net.info().config().numerics() < 2 ? ResizeRule.SQUARE_SUBSAMPLED : ResizeRule.SQUARE_AREA;
    String behind =
        net.state()
            .summary()
            .tail()
            .map(t -> Texts.of(" behind its tail of %d epochs", t.epochs()))
            .orElse("");
    return new UsableNet(
        Texts.of("%s, round %d%s", from, net.state().round(), behind),
        net.state().snapshot().spec(),
        Snapshots.weights(net.state().snapshot()),
        given.orElseGet(() -> normalisation(net.pipeline().get())),
        net.pipeline().map(ImagePipeline::resize).orElse(rule),
        net.classes(),
        net.pipeline().map(ImagePipeline::columns).orElse(List.of()),
        Optional.of(net),
        Optional.of(net.info().fingerprint()),
        notices);
  }

  private UsableNet file(Path from, Model model) {
    List<String> notices = new ArrayList<>();
    Optional<ImagePipeline> told = told(from, model.metadata());
    Optional<Normalisation> scaled = model.scaling().map(NetOptions::normalisation);
    Optional<Normalisation> given = given(told.isPresent() || scaled.isPresent(), notices);
    Normalisation used =
        given
            .or(() -> told.map(NetOptions::normalisation))
            .or(() -> scaled)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        Texts.of(
                            "%s: expected --mean and --std, because the file does not say how its"
                                + " net was trained to see images, found neither; for pixels from"
                                + " 0 to 1 as they are give 0 and 1 per channel",
                            from)));
    List<String> classes =
        told.map(ImagePipeline::classes).orElseGet(() -> classes(from, model.metadata()));
    return new UsableNet(
        from.toString(),
        model.spec(),
        model.weights(),
        used,
        told.map(ImagePipeline::resize).orElse(ResizeRule.SQUARE_AREA),
        classes.size() == model.spec().classes() ? classes : List.of(),
        told.map(ImagePipeline::columns).orElse(List.of()),
        Optional.empty(),
        Optional.ofNullable(model.metadata().get("data")),
        notices);
  }

  private static Optional<ImagePipeline> told(Path from, Map<String, String> metadata) {
    try {
      return PipelineCodec.ofMetadata(metadata);
    } catch (MalformedException e) {
      throw damaged(from, e);
    }
  }

  private static List<String> classes(Path from, Map<String, String> metadata) {
    try {
      return PipelineCodec.classes(metadata);
    } catch (MalformedException e) {
      throw damaged(from, e);
    }
  }

  private static IllegalArgumentException damaged(Path from, MalformedException e) {
    return new IllegalArgumentException(
        Texts.of(
            "%s, metadata: expected %s, found %s; export the net again",
            from, e.expected(), e.found()),
        e);
  }

  /** What the command line says, which goes before what the net says. */
  private Optional<Normalisation> given(boolean told, List<String> notices) {
    if (mean == null) {
      return Optional.empty();
    }
    if (told) {
      notices.add("--mean and --std go before what the net says of its images.");
    }
    double largest = std.stream().mapToDouble(Math::abs).max().orElse(0);
    double unit = largest > InputScaling.LARGEST_OF_UNIT_PIXELS ? BYTE : 1;
    try {
      return Optional.of(
          new Normalisation(
              mean.stream().map(v -> v / unit).toList(), std.stream().map(v -> v / unit).toList()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--mean and --std: " + e.getMessage(), e);
    }
  }

  private static Normalisation normalisation(ImagePipeline pipeline) {
    return new Normalisation(pipeline.mean(), pipeline.std());
  }

  private static Normalisation normalisation(InputScaling scaling) {
    double unit = scaling.ofBytes() ? BYTE : 1;
    List<Double> means = new ArrayList<>();
    List<Double> stds = new ArrayList<>();
    for (int c = 0; c < scaling.mean().length; c++) {
      means.add(scaling.mean()[c] / unit);
      stds.add(scaling.deviation()[c] / unit);
    }
    return new Normalisation(means, stds);
  }

  /** The ending of a file's name, in small letters. */
  static String ending(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
