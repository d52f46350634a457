package org.morphoscope.service.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.Link;

/** The first words on a link that needs a token. */
public final class Admission {
  private static final int LONGEST = 200;

  private Admission() {}

  /**
   * Shows a token; whether it counts shows in the answer to what is sent next.
   *
   * @param link to the other side
   * @param token of the server
   * @throws IOException when the link is cut
   */
  public static void show(Link link, String token) throws IOException {
    link.send(Frame.of(Kind.TOKEN, token.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * {@return the token that was shown}
   *
   * @param link to the other side
   * @throws FrameException in one sentence when something else comes
   * @throws IOException when the link is cut
   */
  public static String await(Link link) throws IOException {
    Frame frame = link.receive();
    if (frame.kind() != Kind.TOKEN || frame.body().length > LONGEST) {
      throw new FrameException("expected a token, found something else.");
    }
    return frame.text();
  }

  /**
   * Refuses in one sentence; the link is to be closed then.
   *
   * @param link to the other side
   * @param sentence complete, for the person at the other side
   * @throws IOException when the link is cut
   */
  public static void refuse(Link link, String sentence) throws IOException {
    link.send(Frame.sentence(Kind.REFUSED, sentence));
  }
}
