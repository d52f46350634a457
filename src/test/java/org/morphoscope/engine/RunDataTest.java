package org.morphoscope.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.Split;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.Seeds;

/** How the images of an epoch are drawn. */
class RunDataTest {
  private static final int BATCH = 32;
  private static final int LENGTH = 3 * 32 * 32;

  private final RunConfig config = Configs.generated("generated:300", 0.1, 5);
  private final Dataset dataset;

  RunDataTest() throws IOException {
    dataset = DataSource.open("generated:300");
  }

  private static float[] load(ImageLoader loader, int first, int count) {
    float[] images = new float[count * LENGTH];
    loader.load(first, count, images, new int[count]);
    return images;
  }

  @Test
  void anImagesCropDoesNotDependOnItsBatch() {
    ImageLoader epoch = new RunData(dataset, config).epoch(1, 0);
    float[] whole = load(epoch, 0, 2 * BATCH);
    float[] second = load(epoch, BATCH, BATCH);
    assertArrayEquals(Arrays.copyOfRange(whole, BATCH * LENGTH, 2 * BATCH * LENGTH), second);
  }

  @Test
  void everyEpochCropsAnew() {
    RunData data = new RunData(dataset, config);
    assertFalse(Arrays.equals(load(data.epoch(1, 0), 0, BATCH), load(data.epoch(1, 1), 0, BATCH)));
  }

  @Test
  void runsOfTheFirstNumericsCropAsTheyDid() {
    ImageLoader epoch = new RunData(dataset, config.withNumerics(1)).epoch(1, 0);
    float[] whole = load(epoch, 0, 2 * BATCH);
    float[] second = load(epoch, BATCH, BATCH);
    assertFalse(
        Arrays.equals(Arrays.copyOfRange(whole, BATCH * LENGTH, 2 * BATCH * LENGTH), second));
    assertTrue(Arrays.equals(load(epoch, 0, BATCH), Arrays.copyOf(whole, BATCH * LENGTH)));
  }

  @Test
  void newRunsHoldOutTheSameShareOfEveryClass() {
    int[] counts = new int[dataset.classes()];
    ImageSet validation = new RunData(dataset, config).validation();
    for (int i = 0; i < validation.size(); i++) {
      counts[validation.label(i)]++;
    }
    for (int count : counts) {
      assertEquals(validation.size() / counts.length, count);
    }
  }

  @Test
  void runsOfTheFirstNumericsKeepTheirSplit() {
    ImageSet validation = new RunData(dataset, config.withNumerics(1)).validation();
    Split first =
        Split.of(
            dataset.train(),
            config.data().validationShare(),
            Seeds.of(config.seed(), 0, Seeds.Purpose.SPLIT));
    assertEquals(first.validation().size(), validation.size());
    for (int i = 0; i < validation.size(); i++) {
      assertArrayEquals(first.validation().copyOf(i), validation.copyOf(i));
    }
  }
}
