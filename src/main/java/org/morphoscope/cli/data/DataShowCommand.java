package org.morphoscope.cli.data;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.NpyImages;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope data show}: what is in a data set, as a run would read it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Reads a data set as 'grow' does and shows its parts, classes, sizes, mean and deviation,"
            + " equal images, and what was left out and why. Sets that are too small to train on"
            + " are shown too.")
public final class DataShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      description =
          "generated, cifar10:DIR, cifar100:DIR, idx:DIR, images:DIR[?size=N],"
              + " csv:FILE?label=COLUMN or generated-table, or a folder.")
  private String data;

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  @Option(
      names = "--dump",
      paramLabel = "FILE.npy",
      description =
          "Writes every image of the training, validation and test part, in this order, as the"
              + " program sees it before normalisation and augmentation (uint8, [N, H, W, C];"
              + " rows of a table float32, [N, F]), and FILE.labels.npy.")
  private Optional<Path> dump = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (dump.isPresent() && !dump.get().toString().endsWith(NpyImages.ENDING)) {
      throw new ParameterException(
          spec.commandLine(),
          Texts.of(
              "--dump: expected a file whose name ends in %s, found '%s'",
              NpyImages.ENDING, dump.get()));
    }
    Dataset opened = DataSource.look(data);
    DataSummary summary = DataSummary.of(data, opened);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(DataJson.of(summary)));
    } else {
      DataLines.of(summary).forEach(out::println);
    }
    if (dump.isPresent()) {
      write(dump.get(), opened);
      if (!json) {
        out.println();
        out.println("Written: " + dump.get() + " and " + NpyImages.labelsOf(dump.get()));
      }
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static void write(Path file, Dataset data) throws IOException {
    try {
      NpyImages.write(file, data);
    } catch (IOException e) {
      throw WholeFiles.unwritable(file, "--dump", e);
    }
  }
}
