package org.morphoscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.morphoscope.cli.data.DataShowCommand;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.print.DownloadLines;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.download.Archive;
import org.morphoscope.data.download.Downloader;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope data}: what is in data sets, and data sets from the network. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    subcommands = DataShowCommand.class,
    description = "Shows what is in a data set, and fetches the archives of known ones.")
final class DataCommand implements Callable<Integer> {
  private final CliEnvironment environment;
  private final List<Archive> known;

  @Spec private CommandSpec spec;

  /**
   * @param known data sets that can be asked for
   */
  DataCommand(CliEnvironment environment, List<Archive> known) {
    this.environment = environment;
    this.known = known;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "expected a command: morphoscope data show DATA, or data get NAME --out DIR");
  }

  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description =
          "Fetches a data set, checks it against the published checksum, unpacks and opens it. A"
              + " download that broke off goes on where it ended when the same command is given"
              + " again.")
  int get(
      @Parameters(paramLabel = "NAME", description = "cifar10, cifar100 or fashion-mnist.")
          String name,
      @Option(
              names = "--out",
              paramLabel = "DIR",
              defaultValue = "data",
              description = "Folder that gets the data set's folder (default: ${DEFAULT-VALUE}).")
          Path out)
      throws IOException, InterruptedException {
    Archive archive =
        known.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new ParameterException(spec.commandLine(), unknown(name)));
    PrintWriter to = spec.commandLine().getOut();
    DownloadLines lines = new DownloadLines(to, environment.terminal());
    Path folder = new Downloader().fetch(archive, out, lines);
    lines.end();
    String data = archive.source() + ":" + folder;
    Dataset opened = DataSource.open(data);
    to.printf(
        Locale.ROOT,
        "%,d training and %,d test images of %d classes: --data %s%n",
        opened.train().size(),
        opened.test().map(test -> test.size()).orElse(0),
        opened.classes(),
        data);
    to.flush();
    return CommandLine.ExitCode.OK;
  }

  private String unknown(String name) {
    return Texts.of(
        "unknown data set '%s': expected one of %s",
        name, known.stream().map(Archive::name).collect(Collectors.joining(", ")));
  }
}
