package org.morphoscope.ui.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.selection.Evidence;
import org.morphoscope.service.Picture;
import org.morphoscope.study.pictures.ScoredPictures;

/** The images at both ends of a candidate's evidence. Used by one thread at a time. */
final class RunImages {
  private final ScoredPictures pictures = new ScoredPictures();

  /** The images at both ends of a candidate's evidence. */
  record Ends(List<ScoredImage> best, List<ScoredImage> worst) {}

  /** The pictures of a run on this machine. */
  PictureSource of(Path run) {
    return (round, places) ->
        pictures.of(run, config -> config, round, places).stream()
            .map(one -> new Picture(one.pixels(), one.height(), one.width(), one.label()))
            .toList();
  }

  /**
   * The images of a candidate.
   *
   * @param round the round that was scored
   * @throws IOException in one sentence when there are none
   */
  static Ends of(PictureSource source, int round, Evidence evidence) throws IOException {
    int best = evidence.best().length;
    int[] places = new int[best + evidence.worst().length];
    System.arraycopy(evidence.best(), 0, places, 0, best);
    System.arraycopy(evidence.worst(), 0, places, best, places.length - best);
    List<Picture> all = source.pictures(round, places);
    if (all.size() != places.length) {
      throw new IOException("No pictures: some of those that were asked for did not come.");
    }
    return new Ends(
        images(all.subList(0, best), evidence.bestDelta()),
        images(all.subList(best, places.length), evidence.worstDelta()));
  }

  private static List<ScoredImage> images(List<Picture> pictures, float[] changes) {
    List<ScoredImage> images = new ArrayList<>();
    for (int i = 0; i < changes.length; i++) {
      Picture one = pictures.get(i);
      images.add(new ScoredImage(one.pixels(), one.height(), one.width(), one.label(), changes[i]));
    }
    return images;
  }
}
