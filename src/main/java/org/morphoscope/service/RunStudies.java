package org.morphoscope.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.morphoscope.run.RunConfig;

/** What a service finds out about its runs from their data, for clients that have no data. */
public interface RunStudies {
  /** Told how far a study is. */
  @FunctionalInterface
  interface Progress {
    /**
     * Tells how far it is.
     *
     * @param line one line for a person
     * @throws IOException when nobody wants to know any more: the study ends
     */
    void say(String line) throws IOException;
  }

  /**
   * {@return images by the places that they had in the scoring pass}
   *
   * @param run folder of the run
   * @param placed its configuration, with the place of the data on this machine
   * @param round the round that was scored
   * @param places counted from 0 in the order of the scoring pass
   * @throws IOException in one sentence when the data cannot be read or is no longer the run's
   */
  List<Picture> pictures(Path run, RunConfig placed, int round, int[] places) throws IOException;

  /**
   * {@return the files of a calibration by their names}
   *
   * @param run folder of the run
   * @param placed its configuration, with the place of the data on this machine
   * @param progress told of every step
   * @throws IOException in one sentence when the run or its data cannot be read, or what {@code
   *     progress} throws
   */
  Map<String, byte[]> calibrate(Path run, RunConfig placed, Progress progress) throws IOException;

  /**
   * {@return studies of a service that makes none}
   *
   * @param reason why, in a sentence for the person at the client
   */
  static RunStudies none(String reason) {
    return new RunStudies() {
      @Override
      public List<Picture> pictures(Path run, RunConfig placed, int round, int[] places)
          throws IOException {
        throw new IOException(reason);
      }

      @Override
      public Map<String, byte[]> calibrate(Path run, RunConfig placed, Progress progress)
          throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
