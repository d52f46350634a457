package org.morphoscope.ui.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.engine.RunData;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunReader;
import org.morphoscope.selection.Evidence;
import org.morphoscope.text.Texts;

/** The images of recorded runs; keeps the data of the last one. Used by one thread at a time. */
final class RunImages {
  private Path folder;
  private Dataset dataset;
  private RunData data;

  /** The images at both ends of a candidate's evidence. */
  record Ends(List<ScoredImage> best, List<ScoredImage> worst) {}

  /**
   * @param run folder of the run
   * @param round the round that was scored
   * @throws IOException in one sentence when the data cannot be read or is no longer the run's
   */
  synchronized Ends of(Path run, int round, Evidence evidence) throws IOException {
    open(run);
    int[] order = data.scoringOrder(round);
    return new Ends(
        images(order, evidence.best(), evidence.bestDelta()),
        images(order, evidence.worst(), evidence.worstDelta()));
  }

  private void open(Path run) throws IOException {
    if (run.equals(folder)) {
      return;
    }
    RunInfo info = RunReader.open(run).info();
    Dataset opened = RunData.open(info.config());
    if (!opened.fingerprint().equals(info.fingerprint())) {
      throw new IOException(
          Texts.of(
              "No pictures: '%s' no longer holds the images that this run was scored on.",
              info.config().data().name()));
    }
    try {
      data = new RunData(opened, info.config());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    dataset = opened;
    folder = run;
  }

  private List<ScoredImage> images(int[] order, int[] places, float[] changes) throws IOException {
    ImageSet train = data.train();
    List<ScoredImage> images = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0 || places[i] >= order.length) {
        throw new IOException(
            Texts.of(
                "No pictures: the run names image %d of %d that were scored.",
                places[i], order.length));
      }
      int image = order[places[i]];
      images.add(
          new ScoredImage(
              train.copyOf(image),
              train.height(),
              train.width(),
              dataset.classNames().get(train.label(image)),
              changes[i]));
    }
    return images;
  }
}
