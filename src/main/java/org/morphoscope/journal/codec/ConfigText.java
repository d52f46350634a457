package org.morphoscope.journal.codec;

import java.nio.charset.StandardCharsets;
import org.morphoscope.run.RunConfig;

/** What determines a run as a line of text, in the words of {@code run.json}. */
public final class ConfigText {
  private ConfigText() {}

  /**
   * {@return the line, without its end}
   *
   * @param config to be written
   */
  public static String write(RunConfig config) {
    byte[] line = new Json().line(ConfigCodec.encode(config));
    return new String(line, StandardCharsets.UTF_8).strip();
  }

  /**
   * {@return what a line says}
   *
   * @param line by {@link #write}, maybe of an earlier version
   * @throws MalformedException when it says nothing that a run could be started with
   */
  public static RunConfig read(String line) {
    return new Json().message(line.getBytes(StandardCharsets.UTF_8), ConfigCodec::decode);
  }
}
