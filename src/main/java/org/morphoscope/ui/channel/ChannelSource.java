package org.morphoscope.ui.channel;

import java.io.IOException;
import java.nio.file.Path;
import org.morphoscope.study.channel.LookedAt;

/** Where the nets and the pictures of the run on show come from. Called in the background. */
public interface ChannelSource {
  /** {@return the folder that the nets of rounds are read from} */
  Path folder();

  /**
   * Brings the net at the end of a round into the folder, where it is not there.
   *
   * @param round a finished round
   * @throws IOException in one sentence when it cannot be brought
   */
  void bring(int round) throws IOException;

  /**
   * {@return pictures to show to channels}
   *
   * @throws IOException in one sentence when there are none to be had
   */
  LookedAt pictures() throws IOException;
}
