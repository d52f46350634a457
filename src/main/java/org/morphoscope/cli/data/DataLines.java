package org.morphoscope.cli.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.morphoscope.data.ChannelStatistics;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.EqualImages;
import org.morphoscope.data.ReadingNotes.PictureSize;
import org.morphoscope.text.Texts;

/** A data set in numbers, as text for people. */
final class DataLines {
  private static final int MOST_SIZES = 12;
  private static final int MOST_COLUMNS = 40;

  private DataLines() {}

  static List<String> of(DataSummary summary) {
    Dataset data = summary.data();
    List<String> lines = new ArrayList<>();
    lines.add(Texts.of("%s: %s", summary.name(), size(data)));
    lines.add("");
    lines.addAll(table(summary));
    lines.add("");
    if (data.train().table().isPresent()) {
      lines.addAll(columns(data.train().table().get().columns(), summary.statistics()));
    } else {
      lines.add("Sizes in the files: " + sizes(data.notes().sizes()));
      lines.add(
          Texts.of(
              "Training part, values 0 to 1: mean %s, deviation %s",
              numbers(summary.statistics().mean()), numbers(summary.statistics().deviation())));
    }
    lines.add(
        equal(data.train().table().isPresent() ? "Equal rows" : "Equal images", summary.equal()));
    if (!data.notes().notes().isEmpty()) {
      lines.add("");
      lines.addAll(data.notes().lines());
    }
    return lines;
  }

  private static String size(Dataset data) {
    String classes = data.classes() == 1 ? "class" : "classes";
    int channels = data.train().channels();
    return data.train().table().isPresent()
        ? Texts.of(
            "rows of %d %s, %d %s",
            channels, channels == 1 ? "number" : "numbers", data.classes(), classes)
        : Texts.of(
            "%d x %d pixels, %d %s, %d %s",
            data.train().width(),
            data.train().height(),
            channels,
            channels == 1 ? "channel" : "channels",
            data.classes(),
            classes);
  }

  /** Of a table: each column in its own unit. */
  private static List<String> columns(List<String> names, ChannelStatistics statistics) {
    int wide = Math.max(6, names.stream().mapToInt(String::length).max().orElse(0));
    String format = "%-" + wide + "s  %12s  %12s";
    List<String> lines = new ArrayList<>();
    lines.add(Texts.of(format, "column", "mean", "deviation"));
    for (int c = 0; c < Math.min(MOST_COLUMNS, names.size()); c++) {
      lines.add(
          Texts.of(
              format,
              names.get(c).replaceAll("\\p{Cntrl}", "?"),
              Texts.of("%.5g", statistics.mean().get(c)),
              Texts.of("%.5g", statistics.deviation().get(c))));
    }
    if (names.size() > MOST_COLUMNS) {
      lines.add(Texts.of("and %,d more", names.size() - MOST_COLUMNS));
    }
    lines.add("");
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

  private static String equal(String what, EqualImages equal) {
    return Texts.of(
        "%s: %,d of the training part are there before (%,d of them with another class),"
            + " %,d of the validation part and %,d of the test part are in the training part",
        what,
        equal.training(),
        equal.otherClass(),
        equal.validationInTraining(),
        equal.testInTraining());
  }
}
