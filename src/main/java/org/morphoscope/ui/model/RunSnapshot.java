package org.morphoscope.ui.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.LayerScores.ScoreQuantity;

/**
 * The state of a run that the graph and the table show.
 *
 * @param round the round
 * @param live whether this is now, not a look back
 * @param architecture the net
 * @param scores one entry per width group of {@code architecture}; empty before the first scoring
 * @param stale whether the scores were taken before the last growth
 * @param samples images scored so far
 * @param totalSamples images of the scoring pass
 * @param marks what is to become of the channels in the set
 * @param states what is to become of each candidate that is not open
 * @param locked width groups that are left as they are
 * @param targetWidths widths of the groups with the set applied; the present ones without a set
 * @param quantity what the scores of a rival are; empty for predicted changes of the loss
 */
public record RunSnapshot(
    int round,
    boolean live,
    Architecture architecture,
    List<LayerScores> scores,
    boolean stale,
    long samples,
    long totalSamples,
    Map<UnitId, CellMark> marks,
    Map<CandidateKey, CandidateRow.State> states,
    Set<Integer> locked,
    int[] targetWidths,
    Optional<ScoreQuantity> quantity) {
  /**
   * Copies the collections.
   *
   * @param round the round
   * @param live whether this is now, not a look back
   * @param architecture the net
   * @param scores one entry per width group of {@code architecture}; empty before the first scoring
   * @param stale whether the scores were taken before the last growth
   * @param samples images scored so far
   * @param totalSamples images of the scoring pass
   * @param marks what is to become of the channels in the set
   * @param states what is to become of each candidate that is not open
   * @param locked width groups that are left as they are
   * @param targetWidths widths of the groups with the set applied; the present ones without a set
   * @param quantity what the scores of a rival are; empty for predicted changes of the loss
   */
  public RunSnapshot {
    scores = List.copyOf(scores);
    marks = Map.copyOf(marks);
    states = Map.copyOf(states);
    locked = Set.copyOf(locked);
  }

  /**
   * {@return the number of candidates for new neurons of each group, 0 before the first scores and
   * after growth}
   */
  public int newPerGroup() {
    return scores.isEmpty() ? 0 : scores.get(0).newDelta().length;
  }

  /**
   * {@return whether the unit is a candidate for a new neuron, not a channel of the net}
   *
   * @param unit a channel, or behind the channels a place for a new neuron
   */
  public boolean isNew(UnitId unit) {
    return unit.channel() >= architecture.channels().get(unit.group()).size();
  }

  /**
   * {@return the name of a unit's group: its first producer, with the other producers that share
   * channels}
   *
   * @param group index of the width group
   */
  public String groupName(int group) {
    return architecture.groupName(group);
  }

  static String groupName(Architecture architecture, int group) {
    WidthGroup found = architecture.spec().group(group);
    String first = architecture.spec().layer(found.first()).id();
    int others = found.producers().size() - 1;
    return others == 0 ? first : first + " +" + others;
  }
}
