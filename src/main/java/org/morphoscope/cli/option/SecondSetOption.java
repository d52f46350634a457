package org.morphoscope.cli.option;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.config.SecondSet;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Option;

/** What a run tries every proposal against. */
final class SecondSetOption {
  @Option(
      names = "--try-both",
      paramLabel = "SET",
      converter = GrowNames.SecondSetName.class,
      description =
          "Train every proposal of gauss-newton for an epoch beside another set, and keep the one with"
              + " the smaller validation loss: half (of the proposal), nothing, split or new (the"
              + " best set of these alone). Costs an epoch a round.")
  private SecondSet set;

  boolean given() {
    return set != null;
  }

  /**
   * @param considered kinds of change that a proposal may have
   * @throws IllegalArgumentException in one sentence when they have not the kind that is asked for,
   *     or no other
   */
  Optional<SecondSet> among(Set<MorphKind> considered) {
    if (set == null || set.kind().isEmpty()) {
      return Optional.ofNullable(set);
    }
    String wanted = set.kind().get().word();
    if (!considered.contains(set.kind().get()) || considered.size() == 1) {
      String found =
          considered.stream().sorted().map(MorphKind::word).collect(Collectors.joining(","));
      throw new IllegalArgumentException(
          Texts.of(
              "--try-both %s: expected --morphisms with %s and another kind, found %s; the set is"
                  + " tried beside one of all kinds",
              GrowNames.word(set), wanted, found));
    }
    return Optional.of(set);
  }
}
