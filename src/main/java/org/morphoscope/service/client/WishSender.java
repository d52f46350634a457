package org.morphoscope.service.client;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what a viewer wants over one link, and cuts a link on which nothing is heard. */
final class WishSender {
  private static final Logger LOG = LoggerFactory.getLogger(WishSender.class);
  private static final long LOOK_MILLIS = 500;

  private final Link link;
  private final Requests requests;
  private final BooleanSupplier inUse;
  private final BooleanSupplier silent;

  /**
   * @param inUse whether the link is still the viewer's
   * @param silent whether nothing has been heard for too long
   */
  WishSender(Link link, Requests requests, BooleanSupplier inUse, BooleanSupplier silent) {
    this.link = link;
    this.requests = requests;
    this.inUse = inUse;
    this.silent = silent;
  }

  void start() {
    Thread thread = new Thread(this::run, "morphoscope-viewer-wishes");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (inUse.getAsBoolean() && !silent.getAsBoolean()) {
        Frame frame = requests.take(LOOK_MILLIS);
        if (frame != null && inUse.getAsBoolean()) {
          link.send(frame);
        }
      }
    } catch (IOException e) {
      LOG.debug("a wish could not be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.close();
  }
}
