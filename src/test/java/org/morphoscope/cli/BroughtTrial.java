package org.morphoscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.Normalisation;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.engine.RunData;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.journal.RunReader;
import org.morphoscope.model.Model;
import org.morphoscope.model.onnx.BroughtNets;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.run.config.Training;
import org.morphoscope.service.LocalGrowthService;
import picocli.CommandLine;

/**
 * Trains a net, exports it as another program would, and brings it to a run with all defaults.
 *
 * @param data name of the images
 * @param limit training images that are used
 * @param validation share of the training images that accuracy is measured on
 * @param epochs of the training before the export
 * @param seed of everything
 */
record BroughtTrial(String data, int limit, double validation, int epochs, long seed) {
  private static final int BATCH = 32;
  private static final int THREADS = 2;

  /**
   * Accuracies on the validation images.
   *
   * @param exporter what onnxruntime computes from the file
   * @param imported at the end of round 0, which trains nothing
   * @param grown at the end of round 1
   * @param finished behind its tail
   * @param retries how often training diverged
   */
  record Outcome(double exporter, double imported, double grown, double finished, int retries) {}

  Outcome run(BroughtNets.Kind kind, Path folder, String... options) throws Exception {
    Dataset dataset = RunData.open(config("tiny"));
    TensorShape images =
        new TensorShape(
            dataset.train().channels(), dataset.train().height(), dataset.train().width());
    NetworkSpec net = BroughtNets.spec(kind, images, dataset.classes());
    RunConfig config = config(net);
    Path file = BroughtNets.write(kind, trained(config, net), folder);
    RunData parts = new RunData(dataset, config);
    double exporter =
        BroughtNets.accuracy(kind, file, parts.validation(), Normalisation.of(parts.train()));
    Path run = folder.resolve("run");
    grow(file, run, options);
    RunReader reader = RunReader.open(run);
    List<RoundSummary> rounds = reader.summaries();
    RoundSummary tail = reader.tailSummaries().get(1);
    return new Outcome(
        exporter,
        rounds.get(0).validationAccuracy(),
        tail.tail().orElseThrow().before().validationAccuracy(),
        tail.validationAccuracy(),
        (int) reader.allEvents().stream().filter(BroughtTrial::diverged).count());
  }

  private static boolean diverged(GrowthEvent event) {
    return event instanceof GrowthEvent.Diverged || event instanceof GrowthEvent.TailDiverged;
  }

  private RunConfig config(String net) {
    RunConfig standard = RunConfig.standard(data, net, 0, seed);
    return standard
        .withData(
            standard.data().withValidationShare(validation).withTrainLimit(OptionalInt.of(limit)))
        .withTraining(
            standard
                .training()
                .withSchedule(Training.Schedule.COSINE)
                .withLearningRate(0.05)
                .withBatch(BATCH)
                .withEpochs(epochs, 0));
  }

  private RunConfig config(NetworkSpec net) {
    return config("brought")
        .withSeedNet(new SeedNet("brought", Optional.of(net), Optional.empty()));
  }

  private Model trained(RunConfig config, NetworkSpec net) throws Exception {
    try (GrowthEngine engine = engines().open(config)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        engine.trainEpoch(0, epoch, epochs, (done, total, loss) -> {});
      }
      return new Model(net, Snapshots.weights(engine.snapshot()), Map.of());
    }
  }

  private static NumericEngineFactory engines() {
    return new NumericEngineFactory(() -> Backend.load(THREADS));
  }

  private void grow(Path file, Path run, String... options) throws IOException {
    LocalGrowthService service =
        new LocalGrowthService(
            engines(), "0.0-test", () -> "", Clock.systemUTC(), System::nanoTime);
    CommandLine line = Cli.create(FakeProgram.environment(service), List.of());
    StringWriter told = new StringWriter();
    line.setOut(new PrintWriter(told, true)).setErr(new PrintWriter(told, true));
    List<String> words =
        new ArrayList<>(
            List.of(
                "grow",
                "--data",
                data,
                "--train-limit",
                Integer.toString(limit),
                "--validation",
                Double.toString(validation),
                "--seed",
                Long.toString(seed),
                "--seed-net",
                file.toString(),
                "--rounds",
                "1",
                "--out",
                run.toString()));
    words.addAll(List.of(options));
    int code = line.execute(words.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("exit code " + code + ": " + told);
    }
  }
}
