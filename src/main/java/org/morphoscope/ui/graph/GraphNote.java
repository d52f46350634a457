package org.morphoscope.ui.graph;

import org.morphoscope.net.Resources;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.model.RunSnapshot;

/** The line beside the title: which round, how large, how far the scoring has come. */
final class GraphNote {
  private GraphNote() {}

  static String of(RunSnapshot moment) {
    StringBuilder text = new StringBuilder("round ").append(moment.round());
    if (!moment.live()) {
      text.append(", looking back");
    }
    text.append(" \u00b7 ")
        .append(Formats.count(Resources.of(moment.architecture().spec()).parameters()))
        .append(" par.");
    boolean unfinished = moment.samples() < moment.totalSamples();
    if ((moment.live() || unfinished)
        && !moment.scores().isEmpty()
        && !moment.stale()
        && moment.totalSamples() > 0) {
      text.append(" \u00b7 scored ").append(Formats.count(moment.samples()));
      // the header has room for one of the two: how many there will be, or what is counted
      if (unfinished) {
        text.append(" of ").append(Formats.count(moment.totalSamples()));
      } else {
        text.append(" images");
      }
    }
    return text.toString();
  }
}
