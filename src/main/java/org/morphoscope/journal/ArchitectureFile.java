package org.morphoscope.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.morphoscope.journal.codec.JsonFault;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.net.NetworkSpec;

/**
 * Architectures that people write: a JSON file with the nodes of the graph in order, described by
 * {@code architecture.schema.json}. What a node leaves out has the usual value: it reads the node
 * before it, stride 1, padding that keeps the size, no bias, a window of 2. The dense head with one
 * output per class is added behind the last node.
 */
public final class ArchitectureFile {
  private static final long MAX_BYTES = 1L << 24;
  private static final String REMEDY = "correct the file (morphoscope architecture --schema)";

  private ArchitectureFile() {}

  /**
   * {@return the net with its head}
   *
   * @param file named in the sentence of a failure
   * @throws JournalException in one sentence with file and place when it is no architecture
   */
  public static NetworkSpec read(Path file) throws JournalException {
    try {
      if (!Files.isRegularFile(file)) {
        throw JournalException.at(
            file, "", "a network's JSON file", "none", "check the path of the seed net");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw JournalException.at(
            file, "", "at most " + MAX_BYTES + " bytes", Files.size(file) + " bytes", REMEDY);
      }
      return parse(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw JournalException.unreadable(file, e);
    }
  }

  /**
   * {@return the net of a description that is at hand}
   *
   * @param file where it was found
   * @param content UTF-8
   * @throws JournalException in one sentence with file and place when it is no architecture
   * @throws IOException as {@link JournalException}; nothing is read here
   */
  public static NetworkSpec parse(Path file, byte[] content) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(content);
    } catch (JsonProcessingException e) {
      JsonFault fault = JsonFault.of(e, content);
      throw JournalException.at(file, fault.place(), fault.expected(), fault.found(), REMEDY);
    }
    if (!(root instanceof ObjectNode object)) {
      throw JournalException.at(file, "", "one JSON object", "something else", REMEDY);
    }
    ArchitectureNodes nodes = new ArchitectureNodes(object);
    try {
      return nodes.spec();
    } catch (MalformedException e) {
      throw JournalException.at(file, nodes.place(), e.expected(), e.found(), REMEDY);
    } catch (IllegalArgumentException e) {
      throw JournalException.at(
          file, nodes.place(), "a net that can be computed", "that " + e.getMessage(), REMEDY);
    }
  }

  /**
   * {@return the file of a net, as text: everything written out}
   *
   * @param spec the net
   */
  public static String write(NetworkSpec spec) {
    return ArchitectureNodes.encode(spec).toPrettyString() + "\n";
  }
}
