package org.morphoscope.ui.look;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine, each for two seconds at most. */
public final class SystemCommands implements CommandRunner {
  private static final long SECONDS = 2;
  private static final int LONGEST = 4096;

  @Override
  public Optional<String> run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      // the answers are a line long and wait in the pipe
      String text =
          new String(process.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
      return Optional.of(text).filter(t -> !t.isBlank());
    } finally {
      process.destroy();
    }
  }
}
