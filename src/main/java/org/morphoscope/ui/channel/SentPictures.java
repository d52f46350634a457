package org.morphoscope.ui.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.Normalisation;
import org.morphoscope.service.Picture;
import org.morphoscope.study.channel.LookedAt;

/** Pictures of a run of another machine: some that were scored, as far as its owner shows them. */
public final class SentPictures {
  /** Few enough to come at once. */
  public static final int MOST = 96;

  private SentPictures() {}

  /**
   * {@return the pictures for channels to look at}
   *
   * @param sent by the other machine, all of one size; at least one
   * @param normalisation how the run's nets see pictures
   * @throws IOException in one sentence when none came or they differ in size
   */
  public static LookedAt of(List<Picture> sent, Normalisation normalisation) throws IOException {
    if (sent.isEmpty()) {
      throw new IOException("No maps: the server sent no pictures.");
    }
    Picture first = sent.get(0);
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (Picture each : sent) {
      if (each.height() != first.height()
          || each.width() != first.width()
          || each.pixels().length != first.pixels().length) {
        throw new IOException("No maps: the server sent pictures of several sizes.");
      }
      pixels.write(each.pixels());
    }
    List<String> classes = sent.stream().map(Picture::label).distinct().toList();
    int channels = first.pixels().length / (first.height() * first.width());
    return new LookedAt(
        ImageSet.of(
            pixels.toByteArray(),
            sent.stream().mapToInt(each -> classes.indexOf(each.label())).toArray(),
            first.height(),
            first.width(),
            channels),
        classes,
        normalisation,
        "scored training image");
  }
}
