package org.morphoscope.service.client;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.service.Connection;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Link;

/**
 * Links that take everything and say what a test has written.
 *
 * @param scripts gives what the next link says
 */
record ScriptedConnector(Supplier<Script> scripts) implements Connector {
  /** What a link says, frame by frame. */
  @FunctionalInterface
  interface Script {
    Frame next() throws IOException;
  }

  @Override
  public Link connect() {
    Script script = scripts.get();
    return new Link() {
      @Override
      public void send(Frame frame) {}

      @Override
      public Frame receive() throws IOException {
        return script.next();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Optional<Connection> verdict() {
    return Optional.empty();
  }

  @Override
  public int silenceSeconds() {
    return 1;
  }
}
