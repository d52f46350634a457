package org.morphoscope.service.host;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Results;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a client know, while an answer takes long, that there is somebody. */
final class SignsOfLife implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignsOfLife.class);
  private static final long EVERY_SECONDS = 10;

  private final Link link;
  private final Thread thread = new Thread(this::run, "morphoscope-signs");

  /**
   * @param link to the client; nothing else than results may be sent over it meanwhile
   */
  SignsOfLife(Link link) {
    this.link = link;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(EVERY_SECONDS);
        Results.send(link, MessageJson.object().put("alive", true));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("nobody waits for the answer any more", e);
    }
  }

  /** Ends them: nothing is sent when this has returned. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
