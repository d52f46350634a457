package org.morphoscope.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.ResourceModel;

/**
 * What a selection needs to know of a net's candidates and does not depend on lambda. Candidates of
 * one kind and one group follow each other and change the resource by the same amount: a {@link
 * KindGroupRange}. So lambda decides only between the best candidates of the ranges.
 */
final class CandidateIndex {
  /**
   * @param group whose width changes
   * @param step by how much
   * @param from first candidate
   * @param to behind the last candidate
   */
  record KindGroupRange(MorphKind kind, int group, int step, int from, int to) {}

  /**
   * All candidates of a kind, {@code [from, to)}.
   *
   * @param first its first range
   * @param bounds where its ranges begin, and {@code to}
   */
  record KindRange(MorphKind kind, int from, int to, int first, int[] bounds) {}

  final JointModel model;
  final double[] errors;
  final ResourceModel resource;

  /** What lambda multiplies. */
  final Price price;

  final Candidates order;
  final int[] widths;
  final List<KindGroupRange> ranges;
  final List<KindRange> spans;

  /** {@code a_c + G_cc / 2}. */
  final double[] deltas;

  /** The candidate of the same place, or -1. */
  final int[] sibling;

  /** Index of a candidate's range. */
  final int[] rangeOf;

  CandidateIndex(
      JointModel model,
      double[] errors,
      NetworkSpec spec,
      Candidates order,
      ResourceModel resource,
      Price price) {
    this.model = model;
    this.errors = errors;
    this.resource = resource;
    this.price = price;
    this.order = order;
    widths = spec.widths();
    int m = model.size();
    deltas = new double[m];
    sibling = new int[m];
    rangeOf = new int[m];
    for (int c = 0; c < m; c++) {
      deltas[c] = model.delta(c);
      sibling[c] = order.sibling(c);
    }
    ranges = ranges();
    spans =
        Stream.of(MorphKind.SPLIT, MorphKind.PRUNE, MorphKind.NEW_NEURON).map(this::span).toList();
  }

  private KindRange span(MorphKind kind) {
    List<KindGroupRange> its = ranges.stream().filter(range -> range.kind() == kind).toList();
    int from = its.get(0).from();
    int to = its.get(its.size() - 1).to();
    IntStream begins = its.stream().mapToInt(KindGroupRange::from);
    int[] bounds = IntStream.concat(begins, IntStream.of(to)).toArray();
    return new KindRange(kind, from, to, ranges.indexOf(its.get(0)), bounds);
  }

  /** In the order of {@link Candidates}: kind by kind, in each group by group. */
  private List<KindGroupRange> ranges() {
    List<KindGroupRange> found = new ArrayList<>();
    int from = 0;
    for (MorphKind kind : List.of(MorphKind.SPLIT, MorphKind.PRUNE, MorphKind.NEW_NEURON)) {
      for (int group = 0; group < widths.length; group++) {
        int to = from + (kind == MorphKind.NEW_NEURON ? order.newPerGroup() : widths[group]);
        for (int c = from; c < to; c++) {
          rangeOf[c] = found.size();
        }
        found.add(new KindGroupRange(kind, group, kind.widthChange(), from, to));
        from = to;
      }
    }
    return List.copyOf(found);
  }

  /** Which candidates the rules let a selection take. */
  boolean[] eligible(Selector.Rules rules) {
    boolean[] eligible = new boolean[size()];
    for (KindRange span : spans) {
      for (int c = span.from(); c < span.to() && rules.kinds().contains(span.kind()); c++) {
        eligible[c] = Math.abs(deltas[c]) > rules.significance() * errors[c];
      }
    }
    for (int c : rules.forbidden()) {
      if (c >= 0 && c < eligible.length) {
        eligible[c] = false;
      }
    }
    return eligible;
  }

  int size() {
    return deltas.length;
  }

  KindGroupRange range(int candidate) {
    return ranges.get(rangeOf[candidate]);
  }
}
