package org.morphoscope.journal.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import org.morphoscope.journal.disk.JournalException;

/** JSON text of files and lines, with sentences for what cannot be read. */
public final class Json {
  /** Far above any file that the program writes whole. */
  private static final long MAX_BYTES = 1L << 28;

  private final ObjectMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final ObjectReader onlyOne =
      mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * {@return the value on one line with its end, UTF-8}
   *
   * @param node any JSON value
   */
  public byte[] line(JsonNode node) {
    return bytes(node.toString() + '\n');
  }

  /**
   * {@return the value over several lines, indented, UTF-8}
   *
   * @param node any JSON value
   */
  public byte[] pretty(JsonNode node) {
    return bytes(node.toPrettyString() + '\n');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@return the decoded content}
   *
   * @param <T> what comes of it
   * @param file named in the sentence of a failure
   * @param what kind of file in words, for the message
   * @param decode may refuse by a {@link MalformedException}
   * @throws JournalException in one sentence when it cannot be read, is no JSON or means nothing
   */
  public <T> T read(Path file, String what, Function<Fields, T> decode) throws JournalException {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw JournalException.at(
            file,
            "",
            what + " of at most " + MAX_BYTES + " bytes",
            size + " bytes",
            "restore the file from a copy");
      }
      byte[] content = Files.readAllBytes(file);
      return parse(content, file, "", node -> decode.apply(Fields.of(node, what)));
    } catch (NoSuchFileException e) {
      throw JournalException.at(
          file, "", what, "no such file", "choose the folder of a run or restore the file");
    } catch (IOException e) {
      throw JournalException.unreadable(file, e);
    }
  }

  /**
   * {@return what was parsed, to be decoded by {@link Parsed#decode}}
   *
   * @param content UTF-8; stays the caller's to close
   * @param outlines whether the joint model and the evidence of proposals are passed over unread
   * @throws IOException when reading fails; text that is no JSON is told by {@link Parsed#decode}
   */
  public Parsed parse(InputStream content, boolean outlines) throws IOException {
    try (JsonParser plain = mapper.createParser(content);
        JsonParser parser = outlines ? ProposalCodec.withoutModel(plain) : plain) {
      JsonNode node = onlyOne.readTree(parser);
      // asked of the parser itself: the one that passes over models passes over {} too
      if (plain.nextToken() != null) {
        throw MismatchedInputException.from(plain, JsonNode.class, "more than one value");
      }
      return new Parsed(node == null ? MissingNode.getInstance() : node, null);
    } catch (JsonProcessingException e) {
      return new Parsed(MissingNode.getInstance(), e);
    }
  }

  /** Bytes of the text that was parsed, for the sentence about its fault. */
  @FunctionalInterface
  public interface Window {
    /**
     * {@return bytes of the text from this one on, as many or fewer}
     *
     * @param from offset in bytes
     * @param length most that is wanted
     * @throws IOException when reading fails
     */
    byte[] of(long from, int length) throws IOException;
  }

  /** What a stream held. */
  public static final class Parsed {
    private final JsonNode node;
    private final JsonProcessingException fault;

    private Parsed(JsonNode node, JsonProcessingException fault) {
      this.node = node;
      this.fault = fault;
    }

    /**
     * {@return the meaning of the text}
     *
     * @param <T> what comes of it
     * @param file named in the sentence of a failure
     * @param place where in the file it stood
     * @param text reads the text again, to show where it stops being JSON
     * @param decode may refuse by a {@link MalformedException}
     * @throws JournalException in one sentence when it is no JSON or means nothing
     * @throws IOException when the text cannot be read again
     */
    public <T> T decode(Path file, String place, Window text, Function<JsonNode, T> decode)
        throws IOException {
      if (fault != null) {
        throw faulty(JsonFault.of(fault, text), file, place);
      }
      try {
        return decode.apply(node);
      } catch (MalformedException e) {
        throw JournalException.at(
            file, place, e.expected(), e.found(), "restore the file from a copy");
      }
    }
  }

  private static JournalException faulty(JsonFault fault, Path file, String place) {
    return JournalException.at(
        file, fault.within(place), fault.expected(), fault.found(), "restore the file from a copy");
  }

  /**
   * {@return the meaning of the object}
   *
   * @param <T> what comes of it
   * @param content UTF-8
   * @param decode may refuse by a {@link MalformedException}
   * @throws MalformedException when it is no JSON or not what is expected
   */
  public <T> T message(byte[] content, Function<Fields, T> decode) {
    try {
      return decode.apply(Fields.of(mapper.readTree(content), "a message"));
    } catch (JsonProcessingException e) {
      JsonFault fault = JsonFault.of(e, content);
      throw new MalformedException(fault.expected(), fault.found());
    } catch (IOException e) {
      throw new MalformedException("JSON", "bytes that cannot be read");
    }
  }

  /**
   * {@return the meaning of the text}
   *
   * @param <T> what comes of it
   * @param content UTF-8
   * @param file named in the sentence of a failure
   * @param place where in the file, such as {@code line 3}
   * @param decode may refuse by a {@link MalformedException}
   * @throws JournalException in one sentence when it is no JSON or means nothing
   */
  public <T> T parse(byte[] content, Path file, String place, Function<JsonNode, T> decode)
      throws JournalException {
    try {
      return decode.apply(mapper.readTree(content));
    } catch (JsonProcessingException e) {
      throw faulty(JsonFault.of(e, content), file, place);
    } catch (MalformedException e) {
      throw JournalException.at(
          file, place, e.expected(), e.found(), "restore the file from a copy");
    } catch (IOException e) {
      throw JournalException.unreadable(file, e);
    }
  }
}
