package org.morphoscope.service.client;

import java.io.IOException;
import java.util.Optional;
import org.morphoscope.service.Connection;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.RefusedException;

/** The way to an engine, from a client. */
public interface Connector {
  /**
   * {@return a link that the engine's side serves; closed by the caller}
   *
   * @throws RefusedException when to ask again is in vain
   * @throws IOException when nobody answers now
   */
  Link connect() throws IOException;

  /**
   * What has become of the engine of a link that was cut; may wait a moment for it.
   *
   * @return empty when to connect again makes sense
   */
  Optional<Connection> verdict();

  /**
   * {@return the time to wait before the first attempt to connect again, in milliseconds; later
   * ones wait longer}
   */
  default int waitMillis() {
    return 100;
  }

  /**
   * {@return the time that the engine's side may be silent before the link counts as cut, in
   * seconds}
   */
  int silenceSeconds();
}
