package org.morphoscope.ui.evidence;

import java.io.IOException;
import java.util.List;
import org.morphoscope.service.Picture;

/** Where the pictures of scored images come from. Called in the background. */
@FunctionalInterface
public interface PictureSource {
  /**
   * {@return the pictures, in the order of the places}
   *
   * @param round the round that was scored
   * @param places counted from 0 in the order of the scoring pass
   * @throws IOException in one sentence when there are none
   */
  List<Picture> pictures(int round, int[] places) throws IOException;
}
