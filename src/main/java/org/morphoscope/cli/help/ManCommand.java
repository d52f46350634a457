package org.morphoscope.cli.help;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code morphoscope man}: the pages of {@code man}, which lie beside the program too. Those in the
 * source are made by a test, which holds them against the commands.
 */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description =
        "Writes the manual's pages for the command man, one per command. The program's folder has"
            + " them in share/man: man -M share/man morphoscope-grow.")
public final class ManCommand implements Callable<Integer> {
  private final String version;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of manuals; the pages go into man1 in it.")
  private Path out;

  /**
   * @param version of the program
   */
  public ManCommand(String version) {
    this.version = version;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createDirectories(out.resolve("man1"));
    Map<String, String> pages = new ManPages(version).of(spec.root().commandLine());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.write(folder.resolve(page.getKey()), page.getValue().getBytes(StandardCharsets.UTF_8));
    }
    return CommandLine.ExitCode.OK;
  }
}
