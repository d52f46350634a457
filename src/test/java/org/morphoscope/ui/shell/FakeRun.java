package org.morphoscope.ui.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.growth.EngineControl;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.selection.Candidates;

/** One scripted run: real shapes, real selection, invented numbers. */
final class FakeRun implements Runnable {
  private static final int TICKS = 20;
  private static final int NEW_PER_GROUP = 4;

  /** Of every channel that is split. */
  private static final AppliedMorphism.Filter FILTER =
      new AppliedMorphism.Filter(
          8,
          2,
          List.of(1, 4),
          List.of(0.5, -0.25, 0.75, 0.0, 0.1, 0.2, -0.3, 0.4),
          List.of(0.05, 0.02, 0.0, -0.05, 0.1, 0.0, 0.02, -0.01),
          List.of(1.0, 0.5, 0.25),
          false);

  private final RunConfig config;
  private final double speed;
  private final EngineControl control;
  private final Decider decider;
  private final Consumer<? super GrowthEvent> listener;
  private final Random random;
  private Architecture architecture;
  private int nextId;
  private double loss = 1.62;
  private Thread thread;
  private Set<Integer> toldLocks = Set.of();

  /** Ends the run. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  FakeRun(
      RunConfig config,
      NetworkSpec spec,
      double speed,
      EngineControl control,
      Decider decider,
      Consumer<? super GrowthEvent> listener) {
    this.config = config;
    this.speed = speed;
    this.control = control;
    this.decider = decider;
    this.listener = listener;
    this.random = new Random(config.seed());
    List<List<ChannelInfo>> channels = new ArrayList<>();
    for (int width : spec.widths()) {
      List<ChannelInfo> layer = new ArrayList<>();
      for (int c = 0; c < width; c++) {
        layer.add(new ChannelInfo(nextId++, -1, 0));
      }
      channels.add(layer);
    }
    architecture = new Architecture(spec, channels);
  }

  /** A chain of these widths. */
  static NetworkSpec chain(int[] widths) {
    boolean[] pooled = new boolean[widths.length];
    pooled[1] = true;
    if (widths.length > 4) {
      pooled[3] = true;
    }
    return SeedNetworks.chain("tiny", new TensorShape(3, 32, 32), widths, pooled, 10);
  }

  void runsOn(Thread own) {
    thread = own;
  }

  @Override
  public void run() {
    int round = 0;
    try {
      emit(
          new GrowthEvent.RunStarted(
              "fake-" + config.seed(),
              0,
              config,
              architecture,
              9000,
              1000,
              2000,
              List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
              "scripted engine, 2 threads",
              "0",
              List.of()));
      work(0, Phase.TRAIN, 9000, 1.0);
      finish(0, RoundSummary.Outcome.SEED, new int[3], OptionalDouble.empty());
      for (round = 1; round <= config.limits().rounds(); round++) {
        round(round);
      }
      emit(
          new GrowthEvent.RunEnded(
              config.limits().rounds(),
              EndReason.ROUNDS_DONE,
              "All " + config.limits().rounds() + " rounds are done."));
    } catch (Stopped | InterruptedException e) {
      emit(new GrowthEvent.RunEnded(round, EndReason.STOPPED, "Stopped."));
    }
  }

  private void round(int round) throws InterruptedException {
    work(round, Phase.REFRESH, 2048, 0.2);
    work(round, Phase.LEARN, 48, 0.6);
    FakeScores scores = new FakeScores(architecture.spec(), NEW_PER_GROUP, random);
    emit(new GrowthEvent.PhaseStarted(round, Phase.SCORE, 2048));
    for (int tick = 1; tick <= TICKS; tick++) {
      pause(3.0 / TICKS);
      long done = 2048L * tick / TICKS;
      progress(round, Phase.SCORE, done, 2048);
      emit(new GrowthEvent.ScoresUpdated(round, done, 2048, scores.layers(done), Optional.empty()));
    }
    emit(new GrowthEvent.PhaseFinished(round, Phase.SCORE, 3, Optional.empty()));
    tellLocks(round);
    Proposal proposal = scores.proposal(round, architecture, config.selection(), control.locked());
    emit(new GrowthEvent.Proposed(round, proposal));
    emit(new GrowthEvent.PhaseStarted(round, Phase.DECIDE, 0));
    Decision decision = decide(proposal);
    tellLocks(round);
    emit(new GrowthEvent.Decided(round, decision));
    emit(new GrowthEvent.PhaseFinished(round, Phase.DECIDE, 0, Optional.empty()));
    double predicted = scores.model().delta(decision.apply());
    apply(round, proposal, decision, predicted);
    work(round, Phase.MEASURE, 4096, 0.3);
    double measured = predicted * (0.7 + 0.4 * random.nextDouble());
    emit(new GrowthEvent.Measured(round, predicted, measured, measured * 0.9, 0.002, false));
    loss += measured;
    work(round, Phase.TRAIN, 9000, 1.0);
    work(round, Phase.EVALUATE, 2000, 0.2);
    int[] counts = new int[MorphKind.values().length];
    for (int c : decision.apply()) {
      counts[proposal.candidates().get(c).kind().ordinal()]++;
    }
    finish(
        round,
        decision.apply().isEmpty() ? RoundSummary.Outcome.NOTHING : RoundSummary.Outcome.APPLIED,
        counts,
        OptionalDouble.of(-predicted));
  }

  private void tellLocks(int round) {
    if (!control.locked().equals(toldLocks)) {
      toldLocks = control.locked();
      emit(new GrowthEvent.LocksChanged(round, toldLocks.stream().sorted().toList()));
    }
  }

  private Decision decide(Proposal proposal) throws InterruptedException {
    Thread watcher =
        new Thread(
            () -> {
              // the real control interrupts the waiting thread itself
              while (!control.isStopped() && !Thread.currentThread().isInterrupted()) {
                try {
                  Thread.sleep(10);
                } catch (InterruptedException e) {
                  return;
                }
              }
              if (control.isStopped()) {
                thread.interrupt();
              }
            });
    watcher.setDaemon(true);
    watcher.start();
    try {
      return decider.decide(proposal);
    } finally {
      watcher.interrupt();
    }
  }

  private void apply(int round, Proposal proposal, Decision decision, double predicted) {
    Candidates candidates = proposal.order();
    Set<UnitId> split = new HashSet<>();
    Set<UnitId> pruned = new HashSet<>();
    List<UnitId> born = new ArrayList<>();
    for (int c : decision.apply()) {
      switch (candidates.kind(c)) {
        case SPLIT -> split.add(candidates.unit(c));
        case PRUNE -> pruned.add(candidates.unit(c));
        case NEW_NEURON -> born.add(candidates.unit(c));
      }
    }
    List<AppliedMorphism> morphisms = new ArrayList<>();
    List<List<ChannelInfo>> channels = new ArrayList<>();
    for (int layer = 0; layer < architecture.channels().size(); layer++) {
      List<ChannelInfo> grown = new ArrayList<>();
      for (int c = 0; c < architecture.channels().get(layer).size(); c++) {
        UnitId unit = new UnitId(layer, c);
        ChannelInfo info = architecture.channels().get(layer).get(c);
        if (split.contains(unit)) {
          ChannelInfo first = new ChannelInfo(nextId++, info.id(), round);
          ChannelInfo second = new ChannelInfo(nextId++, info.id(), round);
          grown.add(first);
          grown.add(second);
          morphisms.add(
              new AppliedMorphism(
                      MorphKind.SPLIT, unit, info.id(), List.of(first.id(), second.id()))
                  .with(FILTER));
        } else if (pruned.contains(unit)) {
          morphisms.add(new AppliedMorphism(MorphKind.PRUNE, unit, info.id(), List.of()));
        } else {
          grown.add(info);
        }
      }
      for (UnitId unit : born) {
        if (unit.group() == layer) {
          ChannelInfo info = new ChannelInfo(nextId++, -1, round);
          grown.add(info);
          morphisms.add(new AppliedMorphism(MorphKind.NEW_NEURON, unit, -1, List.of(info.id())));
        }
      }
      channels.add(grown);
    }
    int[] widths = channels.stream().mapToInt(List::size).toArray();
    architecture = new Architecture(architecture.spec().withWidths(widths), channels);
    emit(new GrowthEvent.Applied(round, morphisms, architecture, predicted));
  }

  private void finish(int round, RoundSummary.Outcome outcome, int[] counts, OptionalDouble gain) {
    loss -= 0.04 + 0.01 * random.nextDouble();
    Resources resources = Resources.of(architecture.spec());
    emit(
        new GrowthEvent.RoundFinished(
            round,
            new RoundSummary(
                round,
                Arrays.stream(architecture.spec().widths()).boxed().toList(),
                resources.parameters(),
                resources.multiplyAccumulates(),
                loss - 0.08 - 0.01 * round,
                0.006,
                loss,
                0.014,
                0.42 + 0.02 * round,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                gain,
                gain,
                gain,
                counts[MorphKind.SPLIT.ordinal()],
                counts[MorphKind.PRUNE.ordinal()],
                counts[MorphKind.NEW_NEURON.ordinal()],
                OptionalDouble.empty(),
                0,
                outcome,
                3,
                3)));
  }

  private void work(int round, Phase phase, long total, double seconds) {
    emit(new GrowthEvent.PhaseStarted(round, phase, total));
    for (int tick = 1; tick <= TICKS; tick++) {
      pause(seconds / TICKS);
      progress(round, phase, total * tick / TICKS, total);
    }
    emit(new GrowthEvent.PhaseFinished(round, phase, seconds, Optional.empty()));
  }

  private void progress(int round, Phase phase, long done, long total) {
    emit(
        new GrowthEvent.PhaseProgress(
            round, phase, done, total, 3120, phase == Phase.TRAIN ? loss : Double.NaN));
  }

  private void pause(double seconds) {
    try {
      Thread.sleep(Math.round(1000 * seconds / speed));
      while (control.isPaused() && !control.isStopped()) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      throw new Stopped();
    }
    if (control.isStopped()) {
      throw new Stopped();
    }
  }

  private void emit(GrowthEvent event) {
    listener.accept(event);
  }
}
