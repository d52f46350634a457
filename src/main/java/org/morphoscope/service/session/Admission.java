package org.morphoscope.service.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.morphoscope.service.session.Frame.Kind;

/** The first words on a link that needs a token. */
public final class Admission {
  private static final int LONGEST = 200;

  private Admission() {}

  /** Shows a token; whether it counts shows in the answer to what is sent next. */
  public static void show(Link link, String token) throws IOException {
    link.send(Frame.of(Kind.TOKEN, token.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Waits for a token, before anything else is read.
   *
   * @throws FrameException in one sentence when something else comes
   */
  public static String await(Link link) throws IOException {
    Frame frame = link.receive();
    if (frame.kind() != Kind.TOKEN || frame.body().length > LONGEST) {
      throw new FrameException("expected a token, found something else.");
    }
    return frame.text();
  }

  /** Refuses in one sentence; the link is to be closed then. */
  public static void refuse(Link link, String sentence) throws IOException {
    link.send(Frame.sentence(Kind.REFUSED, sentence));
  }
}
