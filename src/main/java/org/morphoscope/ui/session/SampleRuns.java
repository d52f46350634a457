package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recorded runs that come with the program, in the folder {@code samples} next to it. */
public final class SampleRuns {
  private static final Logger LOG = LoggerFactory.getLogger(SampleRuns.class);
  private static final String FOLDER = "samples";
  private static final String RUN_FILE = "run.json";

  private SampleRuns() {}

  /**
   * {@return folders of runs by name; none when there is no such folder, because the program works
   * without}
   *
   * @param home folder of the program
   */
  public static List<Path> in(Path home) {
    Path samples = home.resolve(FOLDER);
    if (!Files.isDirectory(samples)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(samples)) {
      return folders.filter(folder -> Files.exists(folder.resolve(RUN_FILE))).sorted().toList();
    } catch (IOException e) {
      LOG.warn("{}: the samples cannot be listed, so none is offered", samples, e);
      return List.of();
    }
  }
}
