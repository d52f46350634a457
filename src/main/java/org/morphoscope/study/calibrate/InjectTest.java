package org.morphoscope.study.calibrate;

import java.util.List;
import java.util.stream.IntStream;
import org.morphoscope.compute.FrozenPass;
import org.morphoscope.engine.ImagePart;
import org.morphoscope.morph.Morphism;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.score.Injection;

/**
 * Adding dz at z of the original net gives the losses of the really grown net: checks forward,
 * surgery and moments against each other on the user's net.
 */
final class InjectTest {
  private static final int IMAGES = 32;
  private static final int PER_GROUP = 8;

  private final StudiedNet probe;
  private final Scored scored;
  private double worst;
  private int splits;
  private int prunes;

  InjectTest(StudiedNet probe, Scored scored) {
    this.probe = probe;
    this.scored = scored;
  }

  CalibrationReport.Inject run() {
    int images = Math.min(IMAGES, probe.scoring().size());
    ImagePart part = new ImagePart(images, probe.scoring().loader());
    int skipped = 0;
    try (FrozenPass pass = new FrozenPass(probe.network(), images, probe.team().lead())) {
      pass.load(part.loader(), 0);
      pass.forward();
      Injection injection = new Injection(pass, scored.learned().theta(), probe.baseline().meanZ());
      for (WidthGroup group : probe.net().spec().groups()) {
        if (group.single()) {
          check(injection, group, part);
        } else {
          skipped++;
        }
      }
    }
    return new CalibrationReport.Inject(splits, prunes, images, worst, skipped);
  }

  private void check(Injection injection, WidthGroup group, ImagePart part) {
    double[] deltas = injection.splitDeltas(group.first());
    int step = Math.max(1, group.width() / PER_GROUP);
    for (int c : IntStream.range(0, group.width()).filter(i -> i % step == 0).toArray()) {
      UnitId unit = new UnitId(group.index(), c);
      List<Integer> one = List.of(c);
      compare(
          injection.losses(group.first(), MorphKind.SPLIT, one, false, deltas),
          probe.grown(scored, List.of(new Morphism.Split(unit)), true, part));
      splits++;
      if (group.width() > 1) {
        compare(
            injection.losses(group.first(), MorphKind.PRUNE, one, true, deltas),
            probe.grown(scored, List.of(new Morphism.Prune(unit)), false, part));
        prunes++;
      }
    }
  }

  private void compare(double[] injected, double[] grown) {
    for (int n = 0; n < injected.length; n++) {
      double error = Math.abs(injected[n] - grown[n]) / Math.max(1, Math.abs(grown[n]));
      worst = Math.max(worst, error);
    }
  }
}
