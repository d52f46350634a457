package org.morphoscope.journal.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.PauseChanged;
import org.morphoscope.run.GrowthEvent.PhaseProgress;

/**
 * Events on their way to another process: those of the journal as {@link EventCodec} has them, and
 * those that are not recorded, {@code progress} and {@code paused}.
 */
public final class WireCodec {
  private static final byte[] SCORES = beginning("scores");
  private static final byte[] PROPOSED = beginning("proposed");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WireCodec() {}

  private static byte[] beginning(String type) {
    return ("{\"v\":" + EventCodec.VERSION + ",\"type\":\"" + type + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@return the event as JSON, of any kind}
   *
   * @param event any event
   */
  public static ObjectNode encode(GrowthEvent event) {
    if (event instanceof PhaseProgress e) {
      return start("progress", e)
          .put("phase", Labels.PHASE.of(e.phase()))
          .put("done", e.done())
          .put("total", e.total())
          .put("imagesPerSecond", e.imagesPerSecond())
          .put("loss", e.loss());
    } else if (event instanceof PauseChanged e) {
      return start("paused", e).put("paused", e.paused());
    }
    return EventCodec.encode(event);
  }

  private static ObjectNode start(String type, GrowthEvent event) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("v", EventCodec.VERSION)
        .put("type", type)
        .put("round", event.round());
  }

  /**
   * {@return the event}
   *
   * @param node any JSON value
   * @throws MalformedException when it is not an event that this program knows
   */
  public static GrowthEvent decode(JsonNode node) {
    Fields from = Fields.of(node, "an event");
    Versions.require(from, EventCodec.VERSION);
    return switch (from.text("type")) {
      case "progress" ->
          new PhaseProgress(
              from.integer("round"),
              Labels.PHASE.parse("\"phase\"", from.text("phase")),
              from.integer64("done"),
              from.integer64("total"),
              from.number("imagesPerSecond"),
              from.number("loss"));
      case "paused" -> new PauseChanged(from.integer("round"), from.flag("paused"));
      default -> EventCodec.decode(node);
    };
  }

  /**
   * {@return the event}
   *
   * @param line UTF-8, with the line's end or without
   * @param from names the place where it came from
   * @param place where in it, such as {@code line 3}
   * @throws JournalException in one sentence when it is no event that this program knows
   */
  public static GrowthEvent decode(byte[] line, Path from, String place) throws JournalException {
    return new Json().parse(line, from, place, WireCodec::decode);
  }

  /**
   * {@return whether a line of a journal, of which the beginning is enough, tells of scores}
   *
   * @param line UTF-8
   */
  public static boolean isScores(byte[] line) {
    return begins(line, SCORES);
  }

  /**
   * {@return whether a line of a journal, of which the beginning is enough, tells of a proposal}
   *
   * @param line UTF-8
   */
  public static boolean isProposal(byte[] line) {
    return begins(line, PROPOSED);
  }

  private static boolean begins(byte[] line, byte[] with) {
    return line.length >= with.length && Arrays.equals(line, 0, with.length, with, 0, with.length);
  }

  /**
   * {@return the line of a proposal without its joint model, which is nearly all of it, and without
   * an end} Slope and Gram matrix are passed over unread; what is decoded of the rest is a proposal
   * without a model.
   *
   * @param line UTF-8, one that {@link #isProposal}; stays the caller's to close
   * @throws IOException when it cannot be read or is no JSON
   */
  public static byte[] thin(InputStream line) throws IOException {
    try (JsonParser plain = MAPPER.createParser(line);
        JsonParser parser = ProposalCodec.withoutModelOnly(plain)) {
      ObjectNode event = MAPPER.readTree(parser);
      ProposalCodec.thin(event);
      return event.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
