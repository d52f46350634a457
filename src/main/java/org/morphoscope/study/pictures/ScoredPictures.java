package org.morphoscope.study.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.ShownImage;
import org.morphoscope.engine.RunData;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.RunConfig;
import org.morphoscope.text.Texts;

/** The images of recorded runs; keeps the data of the last one. Used by one thread at a time. */
public final class ScoredPictures {
  private Path folder;
  private Dataset dataset;
  private RunData data;

  /** Where the data of a run is. */
  @FunctionalInterface
  public interface Placing {
    /**
     * {@return the configuration with the place of its data on this machine}
     *
     * @param config as it is recorded
     * @throws IOException in one sentence when the data is not here
     */
    RunConfig placed(RunConfig config) throws IOException;
  }

  /**
   * {@return images by the places that they had in the scoring pass}
   *
   * @param run folder of the run
   * @param placing where its data is
   * @param round the round that was scored
   * @param places counted from 0 in the order of the scoring pass
   * @throws IOException in one sentence when the data cannot be read or is no longer the run's
   */
  public synchronized List<ScoredPicture> of(Path run, Placing placing, int round, int[] places)
      throws IOException {
    open(run, placing);
    int[] order = data.scoringOrder(round);
    ImageSet train = data.train();
    List<ScoredPicture> pictures = new ArrayList<>();
    for (int place : places) {
      if (place < 0 || place >= order.length) {
        throw new IOException(
            Texts.of(
                "No pictures: the run names image %d of %d that were scored.",
                place, order.length));
      }
      int image = order[place];
      ShownImage shown = train.picture(image);
      pictures.add(
          new ScoredPicture(
              shown.pixels(),
              shown.height(),
              shown.width(),
              dataset.classNames().get(train.label(image))));
    }
    return pictures;
  }

  private void open(Path run, Placing placing) throws IOException {
    if (run.equals(folder)) {
      return;
    }
    RunInfo info = RunReader.open(run).info();
    RunConfig placed = placing.placed(info.config());
    Dataset opened = RunData.open(placed);
    if (!opened.fingerprint().equals(info.fingerprint())) {
      throw new IOException(
          Texts.of(
              "No pictures: '%s' no longer holds the images that this run was scored on.",
              info.config().data().name()));
    }
    try {
      data = new RunData(opened, placed);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    dataset = opened;
    folder = run;
  }
}
