package org.morphoscope.cli.use;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.morphoscope.compute.device.Team;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.RunData;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.RunConfig;
import org.morphoscope.study.evaluate.Answers;
import org.morphoscope.study.evaluate.ClassOrder;
import org.morphoscope.study.evaluate.NetEvaluation;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code morphoscope evaluate}: how well a net answers to data whose classes are known. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Evaluates the net of a run, or of a file, on data: loss, accuracy, precision and recall of"
            + " every class, confusion matrix, expected calibration error (15 bins), time. Images"
            + " are normalised as the net was trained to see them, classes matched by their names.",
    footer = {
      "",
      "Example: morphoscope evaluate RUN",
      "         morphoscope evaluate net.onnx --data images:DIR --json"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private final Function<OptionalInt, Team> teams;
  private final LongSupplier clock;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Data in the form of grow --data (default, for a run: its own).")
  private String data;

  /** A part of a data set. */
  enum Part {
    TEST,
    VALIDATION,
    TRAINING;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Option(
      names = "--part",
      paramLabel = "PART",
      defaultValue = "test",
      description =
          "test, validation or training (default: ${DEFAULT-VALUE}); of the run's own data the parts"
              + " that the run was split into.")
  private Part part;

  @Mixin private NetOptions options;

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  /**
   * @param teams threads and kernels; empty for the standard number of threads
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public EvaluateCommand(Function<OptionalInt, Team> teams, LongSupplier clock) {
    this.teams = teams;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    return options.use(
        () -> {
          evaluate();
          return CommandLine.ExitCode.OK;
        });
  }

  private void evaluate() throws IOException {
    UsableNet net;
    Dataset dataset;
    if (NetOptions.isRun(options.from())) {
      net = options.read(Optional.empty());
      dataset = open(data == null ? net.run().get().info().config().data().name() : data, net);
    } else if (data == null) {
      throw new IllegalArgumentException("expected --data with the net of a file, found none");
    } else if (NetOptions.ending(options.from()).equals("zip")) {
      // of a zip of DeepLearning4J the data tells how large its images are
      dataset = DataSource.open(data, DataRules.CURRENT);
      net = options.read(Optional.of(shape(dataset.train())));
      dataset = open(data, net);
    } else {
      net = options.read(Optional.empty());
      dataset = open(data, net);
    }
    ClassOrder order = ClassOrder.of(net.classes(), net.spec().classes(), dataset.classNames());
    ImageSet images = images(dataset, net);
    options.tell(net.notices());
    options.tell(order.notices());
    Answers answers =
        options.withNet(
            net,
            teams,
            clock,
            trained -> {
              trained.warmUp(images);
              return trained.answers(images, order.outputs()::get);
            });
    print(net, dataset, images.size(), NetEvaluation.of(answers, order.names()));
  }

  private static TensorShape shape(ImageSet set) {
    return new TensorShape(set.channels(), set.height(), set.width());
  }

  private Dataset open(String name, UsableNet net) throws IOException {
    return DataSource.openFor(
        DataSource.sized(name, net.spec().input().height()), net.rules(), net.columns());
  }

  /** The images of the part that is asked for. */
  private ImageSet images(Dataset dataset, UsableNet net) {
    boolean own = net.run().isPresent() && net.data().equals(Optional.of(dataset.fingerprint()));
    if (part == Part.TEST) {
      return dataset.test().orElseThrow(() -> missing(dataset));
    }
    if (own) {
      RunConfig config = net.run().get().info().config();
      RunData split = new RunData(dataset, config);
      return part == Part.TRAINING ? split.train() : split.validation();
    }
    return part == Part.TRAINING
        ? dataset.train()
        : dataset.validation().orElseThrow(() -> missing(dataset));
  }

  private IllegalArgumentException missing(Dataset dataset) {
    return new IllegalArgumentException(
        Texts.of(
            "--part: expected data with a %s part, found %s without one; choose --part %s",
            part.word(),
            dataset.name(),
            part == Part.TEST ? "validation or training" : "training"));
  }

  private void print(UsableNet net, Dataset dataset, int images, NetEvaluation found) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(EvaluationText.json(found, part.word(), images));
    } else {
      EvaluationText.lines(found, net, dataset.name(), part.word(), images)
          .forEach(line -> out.println(Names.shown(line)));
    }
    out.flush();
  }
}
