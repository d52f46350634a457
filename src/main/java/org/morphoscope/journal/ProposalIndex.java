package org.morphoscope.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.morphoscope.journal.disk.JournalException;

/**
 * Where the proposals of a run stand in {@code events.jsonl}: the first byte of the line, by round.
 * A round that was taken back and repeated has several.
 */
public final class ProposalIndex {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<Integer, List<Long>> begins = new HashMap<>();

  private long size;

  private ProposalIndex() {}

  /** Reads the beginning of every whole line and passes over the rest. */
  static ProposalIndex of(Path events) throws JournalException {
    ProposalIndex index = new ProposalIndex();
    try (EventLines lines = new EventLines(events, 0)) {
      while (lines.next()) {
        int round = roundOfProposal(lines.content());
        if (lines.finish() && round >= 0) {
          index.begins.computeIfAbsent(round, r -> new ArrayList<>()).add(lines.begin());
        }
      }
      index.size = lines.position();
    } catch (IOException e) {
      throw JournalException.unreadable(events, e);
    }
    return index;
  }

  /**
   * {@return whether the file has changed since: a run that goes on first cuts off what was
   * unfinished}
   *
   * @param run of whose file this is an index
   * @throws IOException when the file cannot be read
   */
  public boolean outdated(RunReader run) throws IOException {
    return run.eventBytes() != size;
  }

  /** The round of a line that is a proposal, -1 for other lines and for what is no event. */
  private static int roundOfProposal(InputStream line) throws IOException {
    String type = null;
    int round = -1;
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return -1;
      }
      while ((type == null || round < 0) && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("type") && value == JsonToken.VALUE_STRING) {
          type = parser.getText();
        } else if (name.equals("round") && value == JsonToken.VALUE_NUMBER_INT) {
          round = parser.getIntValue();
        } else {
          parser.skipChildren();
        }
      }
      return "proposed".equals(type) ? round : -1;
    } catch (JsonProcessingException e) {
      // whoever reads the event is told what is wrong with it; the index only has none
      return -1;
    }
  }

  /**
   * {@return the first byte of a proposal's line; empty when there is none}
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param attempt how many proposals of the same round stand before it
   */
  public OptionalLong begin(int round, int attempt) {
    List<Long> found = begins.getOrDefault(round, List.of());
    return attempt < found.size() ? OptionalLong.of(found.get(attempt)) : OptionalLong.empty();
  }
}
