package org.morphoscope.service.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.codec.ProposalCodec;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Picture;
import org.morphoscope.service.wire.CallCodec;
import org.morphoscope.service.wire.FileReceiver;
import org.morphoscope.service.wire.FileSender;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.LinkCutException;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Results;
import org.morphoscope.text.Texts;

/** Asks a service for what is no run to follow; a link for each question. */
public final class Caller {
  private static final long MOST_PIXELS = 1L << 26;
  private static final long MOST_REPORT = 1L << 28;

  private final Connector connector;

  /**
   * Makes a link for every question.
   *
   * @param connector the way to the engine
   */
  public Caller(Connector connector) {
    this.connector = connector;
  }

  /** What is said over a link that is there for it alone. */
  @FunctionalInterface
  private interface Conversation<T> {
    T over(Link link) throws IOException;
  }

  private <T> T talk(ObjectNode call, Conversation<T> answers) throws IOException {
    try (Link link = connector.connect()) {
      link.send(Frame.of(Kind.CALL, MessageJson.bytes(call)));
      return answers.over(link);
    } catch (LinkCutException e) {
      throw told(e);
    }
  }

  /** What befell a question, in a sentence that says what to do. */
  static IOException told(IOException failure) {
    return failure instanceof LinkCutException cut
        ? new IOException(
            Texts.of(
                "The service went away before it answered (the connection: %s); ask again.",
                cut.why()),
            failure)
        : failure;
  }

  /**
   * Asks.
   *
   * @return the answer
   * @throws IOException in one sentence when the service refuses or nobody answers
   */
  Fields call(ObjectNode call) throws IOException {
    return talk(call, link -> Results.of(link.receive()));
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

  /**
   * Fetches a part of a run. It takes its place when all of its bytes have come and hash to what
   * they should.
   *
   * @param run folder of the run here
   * @return the file or folder
   */
  Path fetch(String id, Artefact artefact, Path run) throws IOException {
    Path place = run.resolve(artefact.path());
    boolean single = artefact.path().contains(".json");
    return talk(
        CallCodec.fetch(id, artefact),
        link -> {
          if (!single) {
            return FetchedFolder.take(link, place);
          }
          Files.createDirectories(run);
          new FileReceiver(link, Long.MAX_VALUE).toDisk(name -> place);
          return place;
        });
  }

  /**
   * Asks, and sends the files that go with the question when the other side wants them.
   *
   * @param folder has the files
   * @return the answer
   */
  Fields send(ObjectNode call, Path folder) throws IOException {
    return talk(
        call,
        link -> {
          Fields answer = Results.of(link.receive());
          if (answer.isNull("send")) {
            return answer;
          }
          FileSender.sendAll(link, folder);
          return Results.of(link.receive());
        });
  }

  /**
   * Asks for pictures.
   *
   * @param places in the order of the scoring pass
   * @return in the order of the places
   */
  List<Picture> pictures(String id, int round, int[] places) throws IOException {
    ObjectNode call = CallCodec.call("pictures").put("id", id).put("round", round);
    ProposalCodec.put(call, "places", Arrays.stream(places).boxed().toList());
    try {
      return talk(call, Caller::pictures);
    } catch (MalformedException e) {
      throw new FrameException("a picture: " + e.getMessage() + ".");
    }
  }

  private static List<Picture> pictures(Link link) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    List<Fields> described = new ArrayList<>();
    Map<String, byte[]> pixels = new FileReceiver(link, MOST_PIXELS).toMemory(described::add);
    described.removeIf(each -> each.isNull("pixels"));
    for (Fields each : described) {
      byte[] bytes = pixels.getOrDefault(each.text("pixels"), new byte[0]);
      int height = each.integer("height");
      int width = each.integer("width");
      long size = (long) height * width;
      if (size < 1 || bytes.length != size && bytes.length != 3 * size) {
        throw new FrameException(
            Texts.of(
                "expected a picture of %d x %d pixels, found %d bytes.",
                height, width, bytes.length));
      }
      pictures.add(new Picture(bytes, height, width, each.text("label")));
    }
    return pictures;
  }

  /**
   * Asks for a calibration.
   *
   * @param progress told of every step; what it throws ends the calibration
   * @return its files by their names
   */
  Map<String, byte[]> calibrate(String id, Consumer<String> progress) throws IOException {
    return talk(
        CallCodec.call("calibrate").put("id", id),
        link ->
            new FileReceiver(link, MOST_REPORT)
                .toMemory(
                    between -> {
                      if (!between.isNull("line")) {
                        progress.accept(between.text("line"));
                      }
                    }));
  }
}
