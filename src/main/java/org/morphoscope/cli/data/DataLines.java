package org.morphoscope.cli.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.EqualImages;
import org.morphoscope.data.ReadingNotes.PictureSize;
import org.morphoscope.text.Texts;

/** A data set in numbers, as text for people. */
final class DataLines {
  private static final int MOST_SIZES = 12;

  private DataLines() {}

  static List<String> of(DataSummary summary) {
    Dataset data = summary.data();
    List<String> lines = new ArrayList<>();
    lines.add(
        Texts.of(
            "%s: %d x %d pixels, %d %s, %d %s",
            summary.name(),
            data.train().width(),
            data.train().height(),
            data.train().channels(),
            data.train().channels() == 1 ? "channel" : "channels",
            data.classes(),
            data.classes() == 1 ? "class" : "classes"));
    lines.add("");
    lines.addAll(table(summary));
    lines.add("");
    lines.add("Sizes in the files: " + sizes(data.notes().sizes()));
    lines.add(
        Texts.of(
            "Training part, values 0 to 1: mean %s, deviation %s",
            numbers(summary.statistics().mean()), numbers(summary.statistics().deviation())));
    lines.add(equal(summary.equal()));
    if (!data.notes().notes().isEmpty()) {
      lines.add("");
      lines.addAll(data.notes().lines());
    }
    return lines;
  }

  private static List<String> table(DataSummary summary) {
    int wide =
        Math.max(
            6, summary.classes().stream().mapToInt(each -> each.name().length()).max().orElse(0));
    String format = "%-" + wide + "s  %10s  %10s  %10s";
    List<String> lines = new ArrayList<>();
    lines.add(Texts.of(format, "class", "train", "validation", "test"));
    for (DataSummary.ClassCount each : summary.classes()) {
      lines.add(row(format, each.name(), each.images()));
    }
    lines.add(row(format, "all", summary.parts()));
    return lines;
  }

  private static String row(String format, String name, Map<String, Integer> images) {
    return Texts.of(
            format,
            name.replaceAll("\\p{Cntrl}", "?"),
            number(images.get("train")),
            number(images.get("validation")),
            number(images.get("test")))
        .stripTrailing();
  }

  private static String number(int count) {
    return Texts.of("%,d", count);
  }

  /** The most frequent sizes first. */
  private static String sizes(Map<PictureSize, Integer> sizes) {
    if (sizes.isEmpty()) {
      return "as above";
    }
    String few =
        sizes.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MOST_SIZES)
            .map(each -> Texts.of("%s (%,d)", each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    int more = sizes.size() - MOST_SIZES;
    return more > 0 ? Texts.of("%s and %,d more", few, more) : few;
  }

  private static String numbers(List<Double> values) {
    return values.stream().map(each -> Texts.of("%.4f", each)).collect(Collectors.joining(" "));
  }

  private static String equal(EqualImages equal) {
    return Texts.of(
        "Equal images: %,d of the training part are there before (%,d of them with another class),"
            + " %,d of the validation part and %,d of the test part are in the training part",
        equal.training(), equal.otherClass(), equal.validationInTraining(), equal.testInTraining());
  }
}
