package org.morphoscope.service.client;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.net.Activation;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Keep;
import org.morphoscope.text.Texts;

/**
 * Settings of a run that services of older protocols leave out without a word. Services of protocol
 * 4 with a protocol in their answer refuse what they do not know by themselves.
 */
final class NewerSettings {
  /** The first protocol in which all of them are known for certain. */
  private static final int KNOWN = 4;

  /** Services tell their protocol when they are asked who they are; older ones do not. */
  private static final String PROTOCOL = "protocol";

  private NewerSettings() {}

  /** Who answers on the other side. */
  @FunctionalInterface
  interface Service {
    Fields here() throws IOException;
  }

  /**
   * Asks the service where that is needed.
   *
   * @throws IOException in one sentence when a run has a setting that the service may not know, or
   *     nobody answers
   */
  static void require(RunConfig config, Service service) throws IOException {
    Optional<String> setting = of(config);
    if (setting.isEmpty()) {
      return;
    }
    Fields here = service.here();
    if (here.isNull(PROTOCOL) || here.integer(PROTOCOL) < KNOWN) {
      throw new IOException(
          Texts.of(
              "%s: expected a service that knows this setting, found one (%s) that may leave it out; update it, or start the run without.",
              setting.get(), here.isNull("program") ? "unnamed" : here.text("program")));
    }
  }

  private static Optional<String> of(RunConfig config) {
    Map<String, Boolean> used = new LinkedHashMap<>();
    used.put("--try-both", config.selection().tryBoth().isPresent());
    used.put("--discount", config.selection().discount() > 0);
    used.put("--hold", config.training().tail().hold() > 0);
    used.put("--activation", !config.seedNet().style().activation().equals(Activation.RELU));
    used.put("--dropout", config.seedNet().style().dropout() > 0);
    used.put("--keep", config.keep() != Keep.ALL);
    return used.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).findFirst();
  }
}
