package org.morphoscope.cli;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.growth.FakeEngine;

/**
 * The command line on the fake engine with this machine's variables and properties: runs that need
 * no numerics, for what is about processes and not about numbers. The system property {@code
 * scripted.millis} is what a batch takes.
 */
public final class ScriptedProgram {
  private ScriptedProgram() {}

  /**
   * Runs a command and ends with its exit code.
   *
   * @param args of the program
   */
  public static void main(String[] args) {
    long millis = Long.getLong("scripted.millis", 0);
    FakeEngine.Script script =
        new FakeEngine.Script() {
          @Override
          public void onBatch(String pass, int round, int batch) {
            try {
              TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    CliEnvironment plain = FakeProgram.environment(script);
    CliEnvironment environment =
        new CliEnvironment(
            plain.version(),
            plain.services(),
            plain.teams(),
            plain.window(),
            plain.diagnostics(),
            plain.interrupts(),
            plain.terminal(),
            System::getenv,
            System::getProperty,
            plain.log(),
            plain.calendar(),
            plain.clock());
    System.exit(Cli.create(environment, List.of()).execute(args));
  }
}
