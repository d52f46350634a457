package org.morphoscope.study.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.data.Augmentation;
import org.morphoscope.data.BatchFiller;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.Normalisation;
import org.morphoscope.engine.RunData;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.text.Texts;

/**
 * Pictures that channels are shown.
 *
 * @param images in the order of their positions
 * @param classes names of their classes, by label
 * @param normalisation how the run's nets see them
 * @param words what they are, such as {@code validation image}
 */
public record LookedAt(
    ImageSet images, List<String> classes, Normalisation normalisation, String words) {

  /**
   * {@return the validation images of a recorded run}
   *
   * @param run folder of the run
   * @throws IOException in one sentence when run or data cannot be read, or the data is not the
   *     run's any more
   */
  public static LookedAt validation(Path run) throws IOException {
    RunInfo info = RunReader.open(run).info();
    Dataset dataset = RunData.open(info.config());
    if (!dataset.fingerprint().equals(info.fingerprint())) {
      throw new IOException(
          Texts.of(
              "No pictures: '%s' no longer holds the data that this run was grown on.",
              info.config().data().name()));
    }
    RunData data = new RunData(dataset, info.config());
    ImagePipeline pipeline = info.pipeline().orElseGet(data::pipeline);
    return new LookedAt(
        data.validation(),
        dataset.classNames(),
        normalisation(pipeline),
        pipeline.isTable() ? "validation row" : "validation image");
  }

  /**
   * {@return how a run's nets see pictures that came without its data}
   *
   * @param run folder of the run
   * @throws IOException in one sentence when the run cannot be read or was begun before runs
   *     recorded this
   */
  public static Normalisation normalisation(Path run) throws IOException {
    return normalisation(
        RunReader.open(run)
            .info()
            .pipeline()
            .orElseThrow(
                () ->
                    new IOException(
                        "No maps: this run does not record how its nets see pictures; open it where"
                            + " its data is.")));
  }

  private static Normalisation normalisation(ImagePipeline pipeline) {
    return new Normalisation(pipeline.mean(), pipeline.std());
  }

  /** The pictures at these positions, in this order, as a net sees them. */
  ImageLoader loader(int... positions) {
    BatchFiller filler = new BatchFiller(normalisation);
    SplittableRandom unused = new SplittableRandom(0);
    return (first, count, pixels, labels) ->
        filler.fill(images, positions, first, count, Augmentation.NONE, unused, pixels, labels);
  }

  /** All pictures, in their order. */
  ImageLoader loader() {
    return loader(IntStream.range(0, images.size()).toArray());
  }
}
