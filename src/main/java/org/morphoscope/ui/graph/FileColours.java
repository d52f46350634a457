package org.morphoscope.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.LayerScores.ScoreQuantity;
import org.morphoscope.selection.ScoreFile;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.model.RunSnapshot;

/**
 * Scores of a file as colours of the channels. A channel that was born after the file was read has
 * the score of its parent; channels that are not related to any in the file have none.
 */
final class FileColours {
  private final String name;

  /** By identity of the channel; grows with the net. */
  private final Map<Integer, Double> scores = new HashMap<>();

  private FileColours(String name) {
    this.name = name;
  }

  /**
   * Reads a file for the net on show.
   *
   * @param file see {@link ScoreFile}
   * @throws IOException in one sentence when it cannot be read or does not fit the net
   */
  static FileColours read(Path file, RunSnapshot shown) throws IOException {
    double[][] read = ScoreFile.read(file, shown.architecture().spec());
    FileColours colours = new FileColours(String.valueOf(file.getFileName()));
    for (int g = 0; g < read.length; g++) {
      List<ChannelInfo> channels = shown.architecture().channels().get(g);
      for (int c = 0; c < read[g].length; c++) {
        colours.scores.put(channels.get(c).id(), read[g][c]);
      }
    }
    return colours;
  }

  /** Name of the file, without its folder. */
  String name() {
    return name;
  }

  private double score(ChannelInfo channel) {
    Double own = scores.get(channel.id());
    if (own == null) {
      own = scores.getOrDefault(channel.parent(), Double.NaN);
      scores.put(channel.id(), own);
    }
    return own;
  }

  /** The colours of a moment: from the lowest score to the highest one. */
  Heat heat(RunSnapshot moment) {
    int groups = moment.architecture().channels().size();
    double[][] values = new double[groups][];
    double[][] errors = new double[groups][];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int g = 0; g < groups; g++) {
      List<ChannelInfo> channels = moment.architecture().channels().get(g);
      values[g] = new double[channels.size() + moment.newPerGroup()];
      errors[g] = new double[values[g].length];
      Arrays.fill(values[g], Double.NaN);
      Arrays.fill(errors[g], Double.NaN);
      for (int c = 0; c < channels.size(); c++) {
        values[g][c] = score(channels.get(c));
        if (!Double.isNaN(values[g][c])) {
          low = Math.min(low, values[g][c]);
          high = Math.max(high, values[g][c]);
        }
      }
    }
    boolean flat = !(low < high);
    return new Heat(
        Quantity.ACTIVITY,
        values,
        errors,
        flat ? 0 : low,
        flat ? 1 : high,
        Optional.of(new ScoreQuantity("score in " + name, "")));
  }

  /** A line for the card beside the pointer; empty for a channel without a score. */
  String line(RunSnapshot moment, UnitId unit) {
    if (moment == null || moment.isNew(unit)) {
      return "";
    }
    double score = score(moment.architecture().channels().get(unit.group()).get(unit.channel()));
    return Double.isNaN(score) ? "" : "\nin " + name + "  " + Formats.significant(score);
  }
}
