package org.morphoscope.service.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.text.Texts;

/** Answers to calls, and what goes between a call and its answer. */
public final class Results {
  private Results() {}

  /**
   * Sends one.
   *
   * @param link to the other side
   * @param node what it says
   * @throws IOException when the link is cut
   */
  public static void send(Link link, ObjectNode node) throws IOException {
    link.send(Frame.of(Kind.RESULT, MessageJson.bytes(node)));
  }

  /**
   * {@return what a result says}
   *
   * @param frame that has come
   * @throws RefusedException with the sentence of the other side when it is a refusal
   * @throws IOException in one sentence when it is no result
   */
  public static Fields of(Frame frame) throws IOException {
    if (frame.kind() == Kind.REFUSED) {
      throw new RefusedException(frame.text());
    }
    if (frame.kind() != Kind.RESULT) {
      throw new FrameException(
          Texts.of("expected a result, found a frame %s.", MessageJson.word(frame.kind())));
    }
    try {
      Fields result = MessageJson.read(frame, from -> from);
      if (!result.isNull("refused")) {
        throw new RefusedException(result.text("refused"));
      }
      return result;
    } catch (MalformedException e) {
      throw new FrameException("a result: " + e.getMessage() + ".");
    }
  }
}
