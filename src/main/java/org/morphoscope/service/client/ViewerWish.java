package org.morphoscope.service.client;

import java.util.UUID;
import org.morphoscope.service.wire.Messages;
import org.morphoscope.service.wire.Messages.Hello;
import org.morphoscope.service.wire.Messages.LeadWish;
import org.morphoscope.service.wire.Messages.Welcome;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.text.Texts;

/**
 * How a viewer follows a run.
 *
 * @param run its name
 * @param viewer identifies him over all his connections
 * @param name for the others
 * @param program version of his program
 * @param scoresPerSecond at most; 0 for all
 * @param longest bytes of a proposal's line that he wants whole; 0 for all
 * @param lead whether he wants it
 * @param deliverFrom line from which on he is told; those before it are only kept
 */
record ViewerWish(
    String run,
    String viewer,
    String name,
    String program,
    double scoresPerSecond,
    long longest,
    LeadWish lead,
    long deliverFrom) {

  static ViewerWish of(ClientProfile client, String run, LeadWish lead, long deliverFrom) {
    return new ViewerWish(
        run,
        UUID.randomUUID().toString(),
        client.name(),
        client.program(),
        client.scoresPerSecond(),
        client.longest(),
        lead,
        deliverFrom);
  }

  /**
   * @param welcome of a service
   * @throws RefusedException in one sentence when it speaks a protocol that is not known here
   */
  static void requireKnown(Welcome welcome) throws RefusedException {
    if (welcome.protocol() < Messages.OLDEST || welcome.protocol() > Messages.NEWEST) {
      throw new RefusedException(
          Texts.of(
              "The service (%s) speaks protocol %d, this program %d to %d; update the older of the two.",
              welcome.program(), welcome.protocol(), Messages.OLDEST, Messages.NEWEST));
    }
  }

  Hello hello(String epoch, long lines) {
    return new Hello(
        Messages.OLDEST,
        Messages.NEWEST,
        program,
        viewer,
        name,
        run,
        epoch,
        lines,
        scoresPerSecond,
        longest,
        lead);
  }
}
