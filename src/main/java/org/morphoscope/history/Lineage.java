package org.morphoscope.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;

/** Who stems from whom among the channels of a run, through all its rounds. */
public final class Lineage {
  /** Before a run. */
  public static final Lineage NONE = new Lineage();

  /**
   * A channel.
   *
   * @param channel its identity
   * @param unit where it was last
   * @param layer name of its layer
   */
  public record Node(ChannelInfo channel, UnitId unit, String layer) {}

  private final Map<Integer, Node> nodes = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> children = new HashMap<>();
  private final Map<Integer, Integer> ended = new HashMap<>();
  private final Map<Integer, int[]> spans = new LinkedHashMap<>();
  private int lastRound;
  private int lastFinished;

  private Lineage() {}

  /**
   * {@return the lineage of all channels that the run has had so far}
   *
   * @param model of a run; read now, later events are not seen
   */
  public static Lineage of(RunModel model) {
    Lineage lineage = new Lineage();
    model.run().ifPresent(run -> lineage.add(run.architecture()));
    for (RoundRecord record : model.rounds()) {
      lineage.lastRound = Math.max(lineage.lastRound, record.round());
      lineage.add(record.architecture());
      record
          .applied()
          .ifPresent(
              applied -> {
                lineage.add(applied.architecture());
                lineage.end(record.architecture(), applied.architecture(), record.round());
              });
      record.summary().ifPresent(summary -> lineage.finished(record));
    }
    return lineage;
  }

  private void add(Architecture net) {
    for (int group = 0; group < net.channels().size(); group++) {
      String layer = net.spec().layer(net.spec().group(group).first()).id();
      List<ChannelInfo> channels = net.channels().get(group);
      for (int c = 0; c < channels.size(); c++) {
        ChannelInfo channel = channels.get(c);
        Node before = nodes.put(channel.id(), new Node(channel, new UnitId(group, c), layer));
        if (before == null && channel.parent() >= 0) {
          children.computeIfAbsent(channel.parent(), p -> new ArrayList<>()).add(channel.id());
        }
      }
    }
  }

  private void end(Architecture before, Architecture after, int round) {
    Set<Integer> left = ids(after);
    for (int id : ids(before)) {
      if (!left.contains(id)) {
        ended.put(id, round);
      }
    }
  }

  private static Set<Integer> ids(Architecture net) {
    Set<Integer> ids = new HashSet<>();
    net.channels().forEach(group -> group.forEach(channel -> ids.add(channel.id())));
    return ids;
  }

  private void finished(RoundRecord record) {
    lastFinished = record.round();
    for (List<ChannelInfo> group : record.netAfter().channels()) {
      for (ChannelInfo channel : group) {
        spans.computeIfAbsent(channel.id(), id -> new int[] {record.round(), 0})[1] =
            record.round();
      }
    }
  }

  /**
   * {@return the lives of a group's channels, in the order in which they came to be}
   *
   * @param group index of the width group
   */
  public List<ChannelLife> lives(int group) {
    List<ChannelLife> lives = new ArrayList<>();
    spans.forEach(
        (id, span) -> {
          Node node = nodes.get(id);
          if (node.unit().group() == group) {
            boolean split = children(id).stream().anyMatch(spans::containsKey);
            String fate = span[1] == lastFinished ? "lives" : split ? "split" : "pruned";
            lives.add(new ChannelLife(id, node.channel().parent(), span[0], span[1], fate));
          }
        });
    return lives;
  }

  /** {@return the last finished round} */
  public int lastFinished() {
    return lastFinished;
  }

  /**
   * {@return what is known of a channel; empty for an identity that never was in this run}
   *
   * @param id identity of the channel in its run
   */
  public Optional<Node> node(int id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /** {@return the round of the last event} */
  public int lastRound() {
    return lastRound;
  }

  /**
   * {@return the round in which it was split or pruned; empty while it is part of the net}
   *
   * @param id identity of the channel in its run
   */
  public OptionalInt ended(int id) {
    return ended.containsKey(id) ? OptionalInt.of(ended.get(id)) : OptionalInt.empty();
  }

  /**
   * {@return the channels that it was split into; empty for one that lives or was pruned}
   *
   * @param id identity of the channel in its run
   */
  public List<Integer> children(int id) {
    return children.getOrDefault(id, List.of());
  }

  /**
   * {@return the parent, its parent and so on}
   *
   * @param id identity of the channel in its run
   */
  public List<Integer> ancestors(int id) {
    List<Integer> found = new ArrayList<>();
    for (Node node = nodes.get(id); node != null; node = nodes.get(node.channel().parent())) {
      if (node.channel().id() != id) {
        found.add(node.channel().id());
      }
    }
    return found;
  }

  /**
   * {@return the children, their children and so on}
   *
   * @param id identity of the channel in its run
   */
  public Set<Integer> descendants(int id) {
    Set<Integer> found = new LinkedHashSet<>();
    Deque<Integer> open = new ArrayDeque<>(children(id));
    while (!open.isEmpty()) {
      int next = open.poll();
      if (found.add(next)) {
        open.addAll(children(next));
      }
    }
    return found;
  }

  /**
   * {@return the first of its line; itself when it was never split from another}
   *
   * @param id identity of the channel in its run
   */
  public int root(int id) {
    List<Integer> above = ancestors(id);
    return above.isEmpty() ? id : above.get(above.size() - 1);
  }

  /**
   * {@return the cells of a net whose channels stem from the same root as this one, itself
   * included}
   *
   * @param net at any moment of the run
   * @param unit a channel of that net
   */
  public Set<UnitId> kin(Architecture net, UnitId unit) {
    Set<UnitId> kin = new HashSet<>();
    List<ChannelInfo> group = net.channels().get(unit.group());
    if (unit.channel() >= group.size()) {
      return kin;
    }
    int root = root(group.get(unit.channel()).id());
    Set<Integer> family = new TreeSet<>(descendants(root));
    family.add(root);
    for (int c = 0; c < group.size(); c++) {
      if (family.contains(group.get(c).id())) {
        kin.add(new UnitId(unit.group(), c));
      }
    }
    return kin;
  }

  /**
   * {@return the life of a channel in words, such as {@code born in round 2 from channel 3 of
   * conv2; 2 descendants}}
   *
   * @param id identity of the channel in its run
   */
  public String words(int id) {
    Node node = nodes.get(id);
    if (node == null) {
      return "";
    }
    ChannelInfo channel = node.channel();
    StringBuilder text = new StringBuilder();
    if (channel.bornRound() == 0) {
      text.append("in the net since the seed");
    } else {
      text.append("born in round ").append(channel.bornRound());
      Node parent = nodes.get(channel.parent());
      text.append(
          parent == null
              ? " as a new neuron"
              : " from channel " + parent.unit().channel() + " of " + parent.layer());
    }
    int below = descendants(id).size();
    if (below > 0) {
      text.append("; ").append(below + (below == 1 ? " descendant" : " descendants"));
    }
    return text.toString();
  }
}
