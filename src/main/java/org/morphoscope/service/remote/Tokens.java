package org.morphoscope.service.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.morphoscope.service.Role;
import org.morphoscope.text.Texts;

/** The tokens of a server; only their hashes are kept. */
final class Tokens {
  private static final int BYTES = 24;
  private static final int SHORTEST = 16;
  private static final int LONGEST = 200;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(byte[] hash, Role role) {}

  /**
   * Takes in the token of a file.
   *
   * @throws IOException in one sentence when it has none, or others may read it
   */
  void add(Path file, Role role) throws IOException {
    String token = SecretFile.read(file).strip();
    if (token.length() < SHORTEST || token.length() > LONGEST) {
      throw new IOException(
          Texts.of(
              "%s: expected a token of %d to %d characters, found %d; put a long random text there.",
              file, SHORTEST, LONGEST, token.length()));
    }
    entries.add(new Entry(Fingerprints.of(token), role));
  }

  /** Takes in the owner's token of a file, which is made when it is not there. */
  void own(Path file) throws IOException {
    if (!Files.exists(file)) {
      SecretFile.write(file, fresh() + "\n");
    }
    add(file, Role.OWN);
  }

  static String fresh() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What somebody with a token may do; takes the same time whichever it is. */
  Optional<Role> role(String token) {
    byte[] hash = Fingerprints.of(token);
    Optional<Role> found = Optional.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash(), hash)) {
        found = Optional.of(entry.role());
      }
    }
    return found;
  }
}
