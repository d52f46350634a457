package org.morphoscope.cli.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.data.ChannelStatistics;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.EqualImages;
import org.morphoscope.data.ImageSet;

/**
 * A data set in numbers.
 *
 * @param name as it was asked for
 * @param data the set
 * @param parts number of images of each part, by its name; 0 for a part that is not there
 * @param classes number of images of each class in each part, in label order
 * @param statistics of the training part
 * @param equal images that are there more than once
 */
record DataSummary(
    String name,
    Dataset data,
    Map<String, Integer> parts,
    List<ClassCount> classes,
    ChannelStatistics statistics,
    EqualImages equal) {

  /**
   * A class.
   *
   * @param images of it in each part, by the part's name
   */
  record ClassCount(String name, Map<String, Integer> images) {}

  static DataSummary of(String name, Dataset data) {
    Map<String, Optional<ImageSet>> sets = new LinkedHashMap<>();
    sets.put("train", Optional.of(data.train()));
    sets.put("validation", data.validation());
    sets.put("test", data.test());
    Map<String, Integer> parts = new LinkedHashMap<>();
    sets.forEach((part, set) -> parts.put(part, set.map(ImageSet::size).orElse(0)));
    List<ClassCount> classes = new ArrayList<>();
    for (String each : data.classNames()) {
      Map<String, Integer> none = new LinkedHashMap<>();
      sets.keySet().forEach(part -> none.put(part, 0));
      classes.add(new ClassCount(each, none));
    }
    sets.forEach((part, set) -> set.ifPresent(images -> count(part, images, classes)));
    return new DataSummary(
        name, data, parts, classes, ChannelStatistics.of(data.train()), EqualImages.of(data));
  }

  private static void count(String part, ImageSet images, List<ClassCount> classes) {
    for (int i = 0; i < images.size(); i++) {
      classes.get(images.label(i)).images().merge(part, 1, Integer::sum);
    }
  }
}
