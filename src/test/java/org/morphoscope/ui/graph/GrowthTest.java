package org.morphoscope.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.Recording;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.GrowthEvent;

class GrowthTest {
  @Test
  void inAReplayNewbornCellsStartAtTheirParentAndTheOthersAtTheirOldPlace() throws IOException {
    Recording recording = new Recording();
    recording.append(
        RunReader.open(Path.of("samples", "generated-tiny")).allEvents(), OptionalDouble.empty());
    Recording.Entry applied =
        recording.entries().stream()
            .filter(e -> e.event() instanceof GrowthEvent.Applied)
            .findFirst()
            .orElseThrow();
    Architecture before = recording.at(applied.number() - 1).architecture().orElseThrow();
    Architecture after = recording.at(applied.number()).architecture().orElseThrow();
    GraphLayout layout = new GraphLayout();
    GraphGeometry old = layout.layout(before.spec(), 0, 1);
    GraphGeometry grown = layout.layout(after.spec(), 0, 1);
    Growth growth = new Growth(old, before, 0);
    int newborns = 0;
    for (AppliedMorphism m : ((GrowthEvent.Applied) applied.event()).morphisms()) {
      if (m.kind() != MorphKind.SPLIT) {
        continue;
      }
      Box parent = old.boxOfGroup(m.unit().group());
      Box box = grown.boxOfGroup(m.unit().group());
      for (var channel : after.channels().get(m.unit().group())) {
        if (m.children().contains(channel.id())) {
          assertTrue(growth.newborn(box, channel));
          assertEquals(parent.cellX(m.unit().channel()), growth.fromX(box, channel, -1));
          assertEquals(parent.cellY(m.unit().channel()), growth.fromY(box, channel, -1));
          newborns++;
        }
      }
    }
    assertTrue(newborns > 0);
    var survivor = after.channels().get(0).get(0);
    int place = before.channels().get(0).indexOf(survivor);
    if (place >= 0) {
      assertFalse(growth.newborn(grown.boxOfGroup(0), survivor));
      assertEquals(old.boxOfGroup(0).cellX(place), growth.fromX(grown.boxOfGroup(0), survivor, -1));
    }
    assertEquals(0, growth.progress(0), 1e-9);
    assertEquals(1, growth.progress(250_000_000L), 1e-9);
  }
}
