package org.morphoscope.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Storage;
import org.morphoscope.text.Texts;

/**
 * About how much room a run takes on the disk, reckoned before it begins: it grows by its pace up
 * to its budget, or shrinks down to it, and its nets and events with it.
 *
 * @param round bytes that its largest round adds, with the net behind its tail
 * @param whole bytes that the run holds at most at a time
 * @param least the same when no round grows the net: what is certain without a budget
 * @param rounds that are reckoned with, the first training included
 * @param keep which nets stay
 */
public record DiskNeed(long round, long whole, long least, int rounds, Keep keep) {
  /** Checkpoints without nets, in bytes: two files in a folder. */
  private static final long LEAN = 20_000;

  /**
   * {@return what a run takes}
   *
   * @param config everything that determines the run
   * @param seed the net that it begins with
   */
  public static DiskNeed of(RunConfig config, NetworkSpec seed) {
    DiskNeed grown = of(config, seed, growth(config, seed));
    DiskNeed asItIs = of(config, seed, 1);
    return new DiskNeed(
        grown.round,
        grown.whole,
        config.budget(config.selection().resource()).isPresent() ? grown.whole : asItIs.whole,
        grown.rounds,
        config.keep());
  }

  private static DiskNeed of(RunConfig config, NetworkSpec seed, double growth) {
    Resource resource = config.selection().resource();
    double start = Resources.of(seed).of(resource);
    boolean shrinks = config.strategy().shrinks();
    double end = config.budget(resource).orElse(shrinks ? 0 : Long.MAX_VALUE) / start;
    RoundBytes bytes = new RoundBytes(config, seed);
    boolean all = config.keep() == Keep.ALL;
    double events = 0;
    double nets = 0;
    double before = 0;
    double whole = 0;
    double largest = 0;
    int rounds = 0;
    double size = 1;
    boolean last = false;
    while (!last) {
      boolean there = shrinks ? size <= end : size >= end;
      last = rounds == config.limits().rounds() || rounds > 0 && there;
      double net = bytes.net(size) * (bytes.tail(rounds, last) ? 2 : 1);
      double told = rounds == 0 ? 0 : bytes.events(size);
      events += told;
      // an older net goes when the new one is safe: for a moment there are both
      nets = all ? nets + net : before + net + LEAN * rounds;
      before = net;
      largest = Math.max(largest, net + told);
      whole = Math.max(whole, nets + events);
      size = shrinks ? Math.max(end, size * growth) : Math.min(end, size * growth);
      rounds++;
    }
    return new DiskNeed((long) largest, (long) whole, (long) whole, rounds, config.keep());
  }

  /** Factor of the resource per round, as far as it is known before; below 1 where it shrinks. */
  private static double growth(RunConfig config, NetworkSpec seed) {
    Selection selection = config.selection();
    OptionalLong budget = config.budget(selection.resource());
    if (selection.pace() == Selection.Pace.TO_BUDGET && config.limits().rounds() > 0) {
      double whole = (double) budget.orElseThrow() / Resources.of(seed).of(selection.resource());
      double factor = Math.pow(whole, 1.0 / config.limits().rounds());
      return config.strategy().shrinks() ? factor : Math.max(1, factor);
    }
    return config.strategy().shrinks() ? 1 / selection.growthFactor() : selection.growthFactor();
  }

  /**
   * {@return what several runs take, one after the other}
   *
   * @param runs at least one
   */
  public static DiskNeed sum(List<DiskNeed> runs) {
    return new DiskNeed(
        runs.stream().mapToLong(DiskNeed::round).max().orElse(0),
        runs.stream().mapToLong(DiskNeed::whole).sum(),
        runs.stream().mapToLong(DiskNeed::least).sum(),
        runs.stream().mapToInt(DiskNeed::rounds).sum(),
        runs.get(0).keep);
  }

  /**
   * {@return bytes that are free where a folder is or is to be}
   *
   * @param folder that may not exist yet
   * @throws IOException when the system does not say
   */
  public static long free(Path folder) throws IOException {
    Path place = folder.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return Storage.free(place);
  }

  /**
   * Refuses what cannot fit.
   *
   * @param folder named in the sentence
   * @param free bytes there
   * @throws IOException in one sentence
   */
  public void requireRoom(Path folder, long free) throws IOException {
    if (least > free) {
      throw new IOException(
          Texts.of(
              "%s: expected room on the disk for about %s (%d rounds of up to %s), found %s free;"
                  + " choose another folder, fewer rounds or a smaller budget%s.",
              folder,
              size(least),
              rounds,
              size(round),
              size(free),
              keep == Keep.ALL ? ", or keep the last net only (--keep last)" : ""));
    }
  }

  /**
   * {@return the need in one line}
   *
   * @param free bytes where the run is to be
   */
  public String line(long free) {
    return Texts.of(
        "Disk: up to about %s a round and %s in all for %d rounds, keeping %s; %s are free",
        size(round),
        size(whole),
        rounds,
        keep == Keep.ALL ? "every net" : "the last net",
        size(free));
  }

  private static String size(long bytes) {
    if (bytes < 1_000_000) {
      return Texts.of("%d kB", (bytes + 999) / 1000);
    }
    return bytes < 1_000_000_000
        ? Texts.of("%.1f MB", bytes / 1e6)
        : Texts.of("%,.1f GB", bytes / 1e9);
  }

  /**
   * About how many bytes a round leaves, at any size of the net: its checkpoint, and its events, of
   * which the joint model and the scores told on the way are nearly all. The constants are means
   * over recorded runs.
   */
  private static final class RoundBytes {
    /** What even the smallest file takes. */
    private static final double BLOCK = 4096;

    private static final double DESCRIPTION = 16_000;
    private static final double PER_CANDIDATE = 400;
    private static final double PER_CANDIDATE_AND_UPDATE = 82;
    private static final double IMAGES_PER_UPDATE = 128;

    /**
     * Largest joint model that is written as its matrix, and most bytes of one written otherwise.
     */
    private static final double MOST_DENSE = 4096;

    private static final double MOST_FACTOR = 268e6;
    private static final double BASE64 = 4.0 / 3;

    private final RunConfig config;
    private final double parameters;
    private final double channels;
    private final double files;
    private final int groups;

    RoundBytes(RunConfig config, NetworkSpec seed) {
      this.config = config;
      this.parameters = Resources.of(seed).parameters();
      this.channels = seed.groups().stream().mapToInt(WidthGroup::width).sum();
      this.groups = seed.groups().size();
      int slots = config.training().optimiser() == Training.Optimiser.SGD ? 1 : 2;
      double arrays = 2 * (1 + slots);
      for (Layer layer : seed.layers()) {
        int learned = 1 + (layer.batchNorm().isPresent() ? 2 : 0) + (layer.bias() ? 1 : 0);
        arrays += learned * (1 + slots) + (layer.batchNorm().isPresent() ? 2 : 0);
      }
      this.files = arrays;
    }

    /** A checkpoint: float32 weights and the optimiser's memory, one array to a file. */
    double net(double size) {
      int copies = config.training().optimiser() == Training.Optimiser.SGD ? 2 : 3;
      return 4 * copies * parameters * size + files * BLOCK + DESCRIPTION + 100 * channels(size);
    }

    /** Widths grow with the square root of what depends on pairs of them. */
    private double channels(double size) {
      return channels * Math.sqrt(size);
    }

    /** Events of a round that begins at this size. */
    double events(double size) {
      double candidates = 2 * channels(size) + (double) groups * config.newNeurons();
      double updates = Math.ceil(config.scoring().scoreSamples() / IMAGES_PER_UPDATE);
      double told = candidates * (PER_CANDIDATE + PER_CANDIDATE_AND_UPDATE * updates);
      return told + (config.strategy().rival() ? 0 : BASE64 * model(candidates));
    }

    private double model(double candidates) {
      return candidates <= MOST_DENSE
          ? 4 * candidates * candidates
          : Math.min(MOST_FACTOR, 4 * config.scoring().scoreSamples() * candidates);
    }

    /** Whether a round has a net behind a tail too. */
    boolean tail(int round, boolean last) {
      Training training = config.training();
      boolean any = training.tail().compute().isPresent() || training.tailEpochs(round) > 0;
      return any && (last || training.tail().at().all() || !training.tail().at().sizes().isEmpty());
    }
  }
}
