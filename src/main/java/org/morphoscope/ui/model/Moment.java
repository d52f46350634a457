package org.morphoscope.ui.model;

import java.util.List;
import java.util.Map;
import org.morphoscope.growth.Architecture;
import org.morphoscope.growth.LayerScores;
import org.morphoscope.net.UnitId;

/**
 * The state of a run that the graph and the table show.
 *
 * @param round the round
 * @param live whether this is now, not a look back
 * @param architecture the net
 * @param scores one entry per layer of {@code architecture}; empty before the first scoring
 * @param stale whether the scores were taken before the last growth
 * @param samples images scored so far
 * @param totalSamples images of the scoring pass
 * @param marks what is to become of the channels in the set
 * @param targetWidths widths with the set applied; equal to the present ones without a set
 */
public record Moment(
    int round,
    boolean live,
    Architecture architecture,
    List<LayerScores> scores,
    boolean stale,
    long samples,
    long totalSamples,
    Map<UnitId, CellMark> marks,
    int[] targetWidths) {
  public Moment {
    scores = List.copyOf(scores);
    marks = Map.copyOf(marks);
  }
}
