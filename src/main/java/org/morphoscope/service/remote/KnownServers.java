package org.morphoscope.service.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.text.Texts;

/**
 * Servers that somebody has connected to, the latest first, in a file of his own ({@code
 * servers.json}): the fingerprints of their certificates, and tokens where he wanted them kept.
 */
public final class KnownServers {
  private static final int MOST = 50;

  private final Path file;

  /**
   * A server.
   *
   * @param address {@code HOST:PORT}
   * @param fingerprint of its certificate, as it was accepted
   * @param token empty when it is asked for each time
   */
  public record Known(String address, String fingerprint, Optional<String> token) {}

  /**
   * @param file need not be there
   */
  public KnownServers(Path file) {
    this.file = file;
  }

  /**
   * {@return all servers, the latest first}
   *
   * @throws IOException in one sentence when the file cannot be read
   */
  public synchronized List<Known> all() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] content = SecretFile.read(file).getBytes(StandardCharsets.UTF_8);
    try {
      return new Json()
          .message(
              content, from -> from.objects("servers").stream().map(KnownServers::read).toList());
    } catch (MalformedException e) {
      throw new IOException(
          Texts.of("%s: %s; remove it and connect anew.", file, e.getMessage()), e);
    }
  }

  private static Known read(Fields from) {
    return new Known(
        from.text("address"),
        from.text("fingerprint"),
        from.isNull("token") ? Optional.empty() : Optional.of(from.text("token")));
  }

  /**
   * {@return what is known of a server; empty for one that is new}
   *
   * @param address host and port
   * @throws IOException in one sentence when the file cannot be read
   */
  public Optional<Known> of(ServerAddress address) throws IOException {
    return all().stream().filter(each -> each.address().equals(address.name())).findFirst();
  }

  /**
   * Remembers a server as the latest.
   *
   * @param server as it is now; what was known of it is replaced
   * @throws IOException in one sentence when the file cannot be written
   */
  public synchronized void remember(Known server) throws IOException {
    List<Known> others = new ArrayList<>(all());
    others.removeIf(each -> each.address().equals(server.address()));
    others.add(0, server);
    ObjectNode to = JsonNodeFactory.instance.objectNode().put("v", 1);
    ArrayNode list = to.putArray("servers");
    for (Known each : others.subList(0, Math.min(MOST, others.size()))) {
      ObjectNode entry =
          list.addObject().put("address", each.address()).put("fingerprint", each.fingerprint());
      each.token().ifPresent(token -> entry.put("token", token));
    }
    SecretFile.write(file, new String(new Json().pretty(to), StandardCharsets.UTF_8));
  }
}
