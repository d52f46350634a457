package org.morphoscope.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.morphoscope.run.Architecture;

/**
 * A channel among its own: parents, itself, the other half of its split, and its children, each
 * with a round at whose end it is to be looked at.
 *
 * @param members in that order; one of them is {@link Relation#SELF}
 */
public record ChannelFamily(List<Member> members) {
  private static final int GENERATIONS = 2;

  /** What somebody is to the channel. */
  public enum Relation {
    /** The channel that its parent was split from. */
    GRANDPARENT("grandparent"),
    /** The channel that it was split from. */
    PARENT("parent"),
    /** The channel itself. */
    SELF("this channel"),
    /** The other half of the split that it came from. */
    SIBLING("other half"),
    /** What it was split into. */
    CHILD("child");

    private final String words;

    Relation(String words) {
      this.words = words;
    }

    /** {@return the relation in words} */
    public String words() {
      return words;
    }
  }

  /**
   * One of the family.
   *
   * @param id identity of the channel in its run
   * @param relation to the channel
   * @param round at whose end it is looked at
   */
  public record Member(int id, Relation relation, int round) {}

  /**
   * Copies the list.
   *
   * @param members in order
   */
  public ChannelFamily {
    members = List.copyOf(members);
  }

  /**
   * {@return the family of a channel as far as its members lived to the end of a round; empty where
   * the channel itself did not yet} Parents are looked at before their split, children and the
   * other half after it.
   *
   * @param lineage of the run
   * @param id identity of the channel in its run
   * @param round that is on show; the nearest in the channel's life is taken
   */
  public static Optional<ChannelFamily> of(Lineage lineage, int id, int round) {
    Optional<Member> self = member(lineage, id, Relation.SELF, round);
    if (self.isEmpty()) {
      return Optional.empty();
    }
    List<Member> found = new ArrayList<>();
    List<Integer> above = lineage.ancestors(id);
    for (int i = 0; i < Math.min(GENERATIONS, above.size()); i++) {
      Relation relation = i == 0 ? Relation.PARENT : Relation.GRANDPARENT;
      member(lineage, above.get(i), relation, Integer.MAX_VALUE).ifPresent(found::add);
    }
    Collections.reverse(found);
    found.add(self.get());
    if (!above.isEmpty()) {
      for (int other : lineage.children(above.get(0))) {
        if (other != id) {
          member(lineage, other, Relation.SIBLING, self.get().round()).ifPresent(found::add);
        }
      }
    }
    for (int child : lineage.children(id)) {
      member(lineage, child, Relation.CHILD, 0).ifPresent(found::add);
    }
    return Optional.of(new ChannelFamily(found));
  }

  private static Optional<Member> member(Lineage lineage, int id, Relation relation, int round) {
    return lineage
        .node(id)
        .flatMap(
            node ->
                lineage.lives(node.unit().group()).stream()
                    .filter(life -> life.id() == id)
                    .findFirst())
        .map(life -> new Member(id, relation, Math.max(life.born(), Math.min(round, life.last()))));
  }

  /**
   * {@return the finished round whose net is on show: the last one that ended with it, else the
   * last one; 0 where there is none}
   *
   * @param model of the run
   * @param shown the net on show
   * @param upTo number of the last round that may be named
   */
  public static int roundOf(RunModel model, Architecture shown, int upTo) {
    int found = -1;
    int last = 0;
    for (RoundRecord record : model.rounds()) {
      if (record.summary().isPresent() && record.round() <= upTo) {
        last = record.round();
        found = record.netAfter().equals(shown) ? last : found;
      }
    }
    return found >= 0 ? found : last;
  }
}
