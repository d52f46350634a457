package org.morphoscope.export.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Proposal;
import org.morphoscope.text.Texts;

/**
 * A candidate as another run can find it.
 *
 * @param kind split, prune or new neuron
 * @param layer name of the first layer of its width group
 * @param channel index in the group; a new neuron's counts on behind the last channel
 * @param id identity of the channel through the rounds, -1 for a new neuron
 * @param rank place among the candidates of its kind and group by predicted change, from 1, the
 *     largest gain first
 */
record CandidateRef(MorphKind kind, String layer, int channel, int id, int rank) {

  /** What a candidate of a proposal is called. */
  static CandidateRef of(Proposal proposal, int index) {
    Candidate candidate = proposal.candidates().get(index);
    int group = candidate.unit().group();
    return new CandidateRef(
        candidate.kind(),
        layer(proposal.architecture().spec(), group),
        candidate.unit().channel(),
        candidate.channelId(),
        1 + ranked(proposal, candidate.kind(), group).indexOf(candidate));
  }

  /** Name of the first layer of a width group. */
  static String layer(NetworkSpec spec, int group) {
    return spec.layer(spec.group(group).first()).id();
  }

  /** Candidates of a kind and group, the largest predicted gain first. */
  static List<Candidate> ranked(Proposal proposal, MorphKind kind, int group) {
    return proposal.candidates().stream()
        .filter(each -> each.kind() == kind && each.unit().group() == group)
        .sorted(Comparator.comparingDouble(Candidate::delta).thenComparingInt(Candidate::index))
        .toList();
  }

  void encode(ObjectNode to) {
    to.put("kind", kind.word())
        .put("layer", layer)
        .put("channel", channel)
        .put("id", id)
        .put("rank", rank);
  }

  static CandidateRef decode(Fields from) {
    String word = from.text("kind");
    MorphKind kind =
        Arrays.stream(MorphKind.values())
            .filter(each -> each.word().equals(word))
            .findFirst()
            .orElseThrow(
                () -> new MalformedException("split, prune or new in \"kind\"", "'" + word + "'"));
    int rank = from.integer("rank");
    if (rank < 1) {
      throw new MalformedException("a rank from 1 on", Integer.toString(rank));
    }
    return new CandidateRef(
        kind, from.text("layer"), from.integer("channel"), from.integer("id"), rank);
  }

  @Override
  public String toString() {
    return kind == MorphKind.NEW_NEURON
        ? Texts.of("new neuron of %s (rank %d)", layer, rank)
        : Texts.of("%s of %s, channel %d (rank %d)", kind.word(), layer, channel, rank);
  }
}
