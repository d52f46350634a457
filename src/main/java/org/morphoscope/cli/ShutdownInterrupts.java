package org.morphoscope.cli;

import org.morphoscope.cli.environment.CliEnvironment;

/** Ctrl-C and termination as the virtual machine sees them: its shutdown hooks. */
public final class ShutdownInterrupts implements CliEnvironment.Interrupts {
  @Override
  public Registration register(Runnable action) {
    Thread hook = new Thread(action, "morphoscope-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the shutdown is under way and has run the hook, which is what it is there for
        return;
      }
    };
  }
}
