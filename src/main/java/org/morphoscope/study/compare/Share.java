package org.morphoscope.study.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.morphoscope.study.compare.ComparisonPlan.Planned;
import org.morphoscope.text.Texts;

/**
 * The runs of a comparison that one process plays, when several do on several machines. It depends
 * on what is asked for alone, so that shares are disjoint and cover the plan without a word between
 * the processes.
 */
public final class Share {
  private static final Share ALL = new Share(1, 1, Set.of());

  private final int part;
  private final int parts;
  private final Set<String> names;

  private Share(int part, int parts, Set<String> names) {
    this.part = part;
    this.parts = parts;
    this.names = names;
  }

  /** {@return every run, and the tables} */
  public static Share all() {
    return ALL;
  }

  /**
   * {@return one of equal parts} Runs of a seed stay together, since they wait for each other; when
   * there are more parts than seeds, several share a seed.
   *
   * @param part 1 to {@code parts}
   * @param parts at least 1
   * @throws IllegalArgumentException in one sentence when the part is outside
   */
  public static Share part(int part, int parts) {
    if (parts < 1 || part < 1 || part > parts) {
      throw new IllegalArgumentException(
          Texts.of("expected a part from 1 to %d, found %d", Math.max(1, parts), part));
    }
    return new Share(part, parts, Set.of());
  }

  /**
   * {@return single runs}
   *
   * @param names of them in the comparison, for example {@code random-seed2}
   */
  public static Share of(List<String> names) {
    return new Share(1, 1, Set.copyOf(names));
  }

  /** {@return whether this is the process that plays what is open and writes the tables} */
  public boolean whole() {
    return this == ALL;
  }

  /** {@return in words, for example "part 2 of 8"} */
  public String told() {
    return names.isEmpty()
        ? Texts.of("part %d of %d", part, parts)
        : names.stream().sorted().collect(Collectors.joining(", "));
  }

  /**
   * Its runs of a plan, in the plan's order.
   *
   * @throws IOException in one sentence when the plan has no run of a name
   */
  List<Planned> of(ComparisonPlan plan) throws IOException {
    List<Planned> runs = plan.runs();
    if (!names.isEmpty()) {
      List<String> all = runs.stream().map(Planned::folder).toList();
      for (String name : names) {
        if (!all.contains(name)) {
          throw new IOException(
              Texts.of(
                  "expected runs of the comparison such as %s, found '%s'; name them as their folders.",
                  all.get(0), name));
        }
      }
      return runs.stream().filter(run -> names.contains(run.folder())).toList();
    }
    int seeds = plan.seeds().size();
    int[] ofSeed = new int[seeds];
    List<Planned> mine = new ArrayList<>();
    for (Planned run : runs) {
      int seed = plan.seeds().indexOf(run.seed());
      if (ownerOf(seed, ofSeed[seed]++, seeds) == part - 1) {
        mine.add(run);
      }
    }
    return mine;
  }

  /** The part, from 0 on, that plays the {@code index}-th run of a seed. */
  private int ownerOf(int seed, int index, int seeds) {
    if (parts <= seeds) {
      return seed % parts;
    }
    // parts seed, seed + seeds, seed + 2 seeds, ... share it
    int sharing = (parts - seed + seeds - 1) / seeds;
    return seed + seeds * (index % sharing);
  }
}
