package org.morphoscope.service.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.wire.CallCodec;
import org.morphoscope.service.wire.FileSender;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.text.Texts;

/** Asks a service for what is no run to follow; a link for each question. */
public final class Caller {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private final Connector connector;

  /**
   * Makes a link for every question.
   *
   * @param connector the way to the engine
   */
  public Caller(Connector connector) {
    this.connector = connector;
  }

  /**
   * Asks.
   *
   * @return the answer
   * @throws IOException in one sentence when the service refuses or nobody answers
   */
  Fields call(ObjectNode call) throws IOException {
    try (Link link = connector.connect()) {
      link.send(Frame.of(Kind.CALL, MessageJson.bytes(call)));
      return result(link.receive());
    }
  }

  /**
   * {@return the answer's fields}
   *
   * @param name of the question
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public Fields call(String name) throws IOException {
    return call(CallCodec.call(name));
  }

  private static Fields result(Frame frame) throws IOException {
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

  /**
   * Fetches a part of a run. A file takes its place when all of its bytes have come and hash to
   * what they should.
   *
   * @param run folder of the run here
   * @return the file or folder
   */
  Path fetch(String id, Artefact artefact, Path run) throws IOException {
    Path place = run.resolve(artefact.path());
    boolean single = artefact.path().contains(".json");
    try (Link link = connector.connect()) {
      link.send(Frame.of(Kind.CALL, MessageJson.bytes(CallCodec.fetch(id, artefact))));
      Files.createDirectories(single ? run : place);
      for (Fields next = result(link.receive());
          next.isNull("done");
          next = result(link.receive())) {
        String name = next.text("file");
        if (!FILE.matcher(name).matches()) {
          throw new FrameException("expected the plain name of a file, found another.");
        }
        receive(link, single ? place : place.resolve(name));
      }
    } catch (MalformedException e) {
      throw new FrameException("a fetched file: " + e.getMessage() + ".");
    }
    return place;
  }

  private static void receive(Link link, Path file) throws IOException {
    Durable.replace(
        file,
        out -> {
          var digest = new DigestOutputStream(OutputStream.nullOutputStream(), FileSender.sha256());
          Frame frame = link.receive();
          for (; frame.kind() == Kind.PART; frame = link.receive()) {
            digest.write(frame.body());
            out.write(frame.body());
          }
          String expected = result(frame).text("sha256");
          String found = HexFormat.of().formatHex(digest.getMessageDigest().digest());
          if (!found.equals(expected)) {
            throw new IOException(
                Texts.of(
                    "%s: expected bytes that hash to %s, found %s; fetch it again.",
                    file.getFileName(), expected, found));
          }
        });
  }
}
