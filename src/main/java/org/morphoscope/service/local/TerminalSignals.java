package org.morphoscope.service.local;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals that a terminal sends to everything that was started from it, when Ctrl-C is pressed
 * in it or it is closed: they are meant for the window, not for an engine that outlives it.
 */
final class TerminalSignals {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalSignals.class);

  private TerminalSignals() {}

  static void ignore() {
    for (String name : List.of("INT", "HUP")) {
      try {
        Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
      } catch (IllegalArgumentException e) {
        LOG.info("the signal {} is not known here", name, e);
      }
    }
  }
}
