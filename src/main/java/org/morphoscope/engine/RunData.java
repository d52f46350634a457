package org.morphoscope.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.data.Augmentation;
import org.morphoscope.data.BatchFiller;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.Normalisation;
import org.morphoscope.data.Split;
import org.morphoscope.data.TableRows;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Seeds;
import org.morphoscope.run.config.PixelScaling;
import org.morphoscope.run.config.SeedFile;
import org.morphoscope.text.Texts;

/**
 * The images of a run, cut into parts by seed. The test file is only ever evaluated. Within a
 * round, theta is learned on some training images and scored on others; the measured gain is
 * checked on validation images, which are neither.
 */
public final class RunData {
  /** Training images whose loss is evaluated at the end of a round. */
  private static final int EVALUATED_TRAINING_IMAGES = 4096;

  /** As it was read; the parts below are views of its images. */
  private final Dataset dataset;

  private final ImageSet train;
  private final ImageSet validation;

  /** Normalises with the training images' mean and deviation per channel, on the fly. */
  private final BatchFiller filler;

  /** Augmented: training only. Whatever is measured sees plain images. */
  private final EpochImages epochs;

  private final RunConfig config;

  /**
   * Splits the data by the run's seed; the parts are the same in every round and after a resume.
   *
   * @param dataset all of it; its training images are split
   * @param config everything that determines the run
   * @throws IllegalArgumentException in one sentence when the images are too few
   */
  public RunData(Dataset dataset, RunConfig config) {
    this.dataset = dataset;
    this.config = config;
    Split split =
        Split.of(
            dataset,
            config.data().validationShare(),
            Seeds.of(config.seed(), 0, Seeds.Purpose.SPLIT),
            rules(config));
    if (config.data().trainLimit().isPresent()) {
      split =
          split.limitTraining(
              Math.min(config.data().trainLimit().getAsInt(), split.train().size()),
              Seeds.of(config.seed(), 0, Seeds.Purpose.LIMIT));
    }
    train = split.train();
    validation = split.validation();
    if (train.size() < Math.max(4, config.training().batch())) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: expected at least one batch of %d training images after the split, found %d; choose a smaller batch or more images",
              config.data().name(), config.training().batch(), train.size()));
    }
    filler = new BatchFiller(normalisation());
    Augmentation augmentation =
        config.training().augment() ? Augmentation.standardFor(dataset) : Augmentation.NONE;
    epochs = new EpochImages(train, filler, augmentation, config.seed(), config.numerics());
  }

  /** As the net of a file was trained to see images, or by the training part's own statistics. */
  private Normalisation normalisation() {
    Optional<PixelScaling> scaling = config.seedNet().file().flatMap(SeedFile::scaling);
    if (scaling.isEmpty()) {
      return Normalisation.of(train);
    }
    if (scaling.get().mean().size() != train.channels()) {
      throw new IllegalArgumentException(
          Texts.of(
              "input mean and deviation: expected %d numbers each, one per channel of %s, found %d",
              train.channels(), config.data().name(), scaling.get().mean().size()));
    }
    return new Normalisation(scaling.get().mean(), scaling.get().deviation());
  }

  /** {@return the way from a picture to an image of this run, and what the net's outputs mean} */
  public ImagePipeline pipeline() {
    Normalisation used = normalisation();
    return new ImagePipeline(
        used.mean(),
        used.std(),
        dataset.classNames(),
        new TensorShape(train.channels(), train.height(), train.width()),
        rules(config) == DataRules.FIRST
            ? ImagePipeline.ResizeRule.SQUARE_SUBSAMPLED
            : ImagePipeline.ResizeRule.SQUARE_AREA,
        train.table().map(TableRows::columns).orElse(List.of()));
  }

  /**
   * {@return the pipeline of a recorded run, from its data}
   *
   * @param config everything that determines the run
   * @param fingerprint of the data that the run was begun with
   * @throws IOException in one sentence when that data is not at hand
   */
  public static ImagePipeline pipelineOf(RunConfig config, String fingerprint) throws IOException {
    Dataset found = open(config);
    if (!found.fingerprint().equals(fingerprint)) {
      throw new IOException(Texts.of("%s is no longer the data of the run", config.data().name()));
    }
    return new RunData(found, config).pipeline();
  }

  /**
   * {@return the data of a run, by the rules that it was begun with}
   *
   * @param config everything that determines the run
   * @throws DataFormatException in one sentence, or one with a list, when it cannot be used
   */
  public static Dataset open(RunConfig config) throws DataFormatException {
    return open(config, line -> {});
  }

  /**
   * {@return the data of a run, by the rules that it was begun with}
   *
   * @param config everything that determines the run
   * @param progress told in a line how far the reading has come, when it takes long
   * @throws DataFormatException in one sentence, or one with a list, when it cannot be used
   */
  static Dataset open(RunConfig config, Consumer<String> progress) throws DataFormatException {
    return DataSource.open(config.data().name(), rules(config), progress);
  }

  /**
   * Runs of the first numerics keep the rules of splitting and layout that they were begun with.
   */
  private static DataRules rules(RunConfig config) {
    return config.numerics() < 2 ? DataRules.FIRST : DataRules.CURRENT;
  }

  /**
   * The net that growth starts from, for images and classes of these data.
   *
   * @throws IllegalArgumentException in one sentence when it does not fit them
   */
  NetworkSpec seedNet() {
    TensorShape input =
        new TensorShape(
            dataset.train().channels(), dataset.train().height(), dataset.train().width());
    NetworkSpec spec = config.seedNet().net(input, dataset.classes());
    if (!spec.input().equals(input) || spec.classes() != dataset.classes()) {
      throw new IllegalArgumentException(
          Texts.of(
              "seed network '%s': expected input %s and %d classes for %s, found %s and %d; change the network's description or the data",
              config.seedNet().name(),
              input,
              dataset.classes(),
              config.data().name(),
              spec.input(),
              spec.classes()));
    }
    return spec;
  }

  /** Sizes of the parts, and what a person should know. */
  GrowthEngine.DataInfo info() {
    return new GrowthEngine.DataInfo(
        dataset.fingerprint(),
        train.size(),
        validation.size(),
        testSize(),
        dataset.classNames(),
        dataset.notes().lines());
  }

  Dataset dataset() {
    return dataset;
  }

  /** {@return training images, before augmentation} */
  public ImageSet train() {
    return train;
  }

  /** {@return the images that nothing is trained, learned or scored on} */
  public ImageSet validation() {
    return validation;
  }

  /** Size of the test file, 0 without one. */
  int testSize() {
    return dataset.test().map(ImageSet::size).orElse(0);
  }

  /**
   * {@return training images of an epoch of a round, shuffled and augmented, see {@link
   * EpochImages}}
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param epoch number of the epoch in its round or tail, from 0
   */
  public ImageLoader epoch(int round, int epoch) {
    return epochs.of(round, epoch);
  }

  /**
   * {@return training images of an epoch of the tail of a round, shuffled and augmented}
   *
   * @param round number of the round, 0 for the training of the seed net
   * @param epoch number of the epoch in its round or tail, from 0
   */
  public ImageLoader tailEpoch(int round, int epoch) {
    return epochs.ofTail(round, epoch);
  }

  /**
   * {@return images that theta is learned on (and statistics are refreshed on)} At most half of the
   * training images, so that as many are left to score on.
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public ImagePart learning(int round) {
    return part(round, 0, learningSize());
  }

  /**
   * {@return images of the scoring pass; disjoint from {@link #learning}} It begins where the
   * learning images end in one permutation of the round. Its loader gives the same order every
   * time: what is predicted, measured and shown per image is about the same images.
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public ImagePart scoring(int round) {
    int from = learningSize();
    return part(round, from, config.scoring().scored(train.size()));
  }

  /**
   * {@return the images of {@link #scoring} in the order in which they are scored: indices in
   * {@link #train}}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public int[] scoringOrder(int round) {
    int from = learningSize();
    return chosen(round, from, config.scoring().scored(train.size()));
  }

  /** Never more than half of the training images. */
  private int learningSize() {
    return config.scoring().learned(train.size());
  }

  /** Positions {@code [from, from + size)} of the round's permutation. */
  private ImagePart part(int round, int from, int size) {
    return new ImagePart(size, plain(train, chosen(round, from, size)));
  }

  /** Training images at those positions, as indices in {@link #train}; other ones every round. */
  private int[] chosen(int round, int from, int size) {
    int[] order =
        Seeds.permutation(train.size(), Seeds.of(config.seed(), round, Seeds.Purpose.SAMPLES));
    return java.util.Arrays.copyOfRange(order, from, from + size);
  }

  /**
   * {@return validation images that the measured gain is checked on} The same in every round, in
   * file order.
   */
  public ImagePart heldOut() {
    int size = Math.min(config.scoring().heldOutSamples(), validation.size());
    return new ImagePart(size, plain(validation, identity(validation.size())));
  }

  /** All validation images, for the round's evaluation. */
  ImagePart allValidation() {
    return new ImagePart(validation.size(), plain(validation, identity(validation.size())));
  }

  /** A choice of training images for the training loss; the same in every round. */
  ImagePart evaluatedTraining() {
    int[] order =
        Seeds.permutation(train.size(), Seeds.of(config.seed(), 0, Seeds.Purpose.EVALUATE));
    int size = Math.min(EVALUATED_TRAINING_IMAGES, train.size());
    return new ImagePart(size, plain(train, order));
  }

  /** The test file's images; only where {@link #testSize} is not 0. */
  ImagePart test() {
    ImageSet test = dataset.test().orElseThrow();
    return new ImagePart(test.size(), plain(test, identity(test.size())));
  }

  private ImageLoader plain(ImageSet set, int[] order) {
    SplittableRandom unused = new SplittableRandom(0);
    return (first, count, images, labels) ->
        filler.fill(set, order, first, count, Augmentation.NONE, unused, images, labels);
  }

  private static int[] identity(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }
}
