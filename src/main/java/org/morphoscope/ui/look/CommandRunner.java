package org.morphoscope.ui.look;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs a small program of the system. Called in the background. */
@FunctionalInterface
public interface CommandRunner {
  /**
   * @param command the program and its arguments
   * @return what it printed; empty when it failed, printed nothing or took too long
   * @throws IOException when there is no such program
   * @throws InterruptedException when the waiting thread is interrupted; the program is ended
   */
  Optional<String> run(List<String> command) throws IOException, InterruptedException;

  /** {@return a runner that knows no program at all} */
  static CommandRunner none() {
    return command -> Optional.empty();
  }
}
