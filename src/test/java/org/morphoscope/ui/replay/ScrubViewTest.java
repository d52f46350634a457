package org.morphoscope.ui.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubViewTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void whatIsUnderThePointerStaysThereWhenItComesNearer(double place) {
    ScrubView near = ScrubView.ALL.zoomed(place, 0.5).zoomed(place, 0.5);
    assertEquals(0.25, near.to() - near.from(), 1e-12);
    assertEquals(place, near.share(place), 1e-12);
    assertEquals(place, near.place(near.share(place)), 1e-12);
    assertEquals(ScrubView.ALL, near.zoomed(place, 100));
  }

  @Test
  void itNeverLeavesTheRecording() {
    ScrubView near = ScrubView.ALL.zoomed(0.5, 0.1);
    assertEquals(0, near.moved(-100).from());
    assertEquals(1, near.moved(100).to(), 1e-12);
    assertTrue(near.zoomed(0.5, 1e-9).to() > near.zoomed(0.5, 1e-9).from());
  }

  @Test
  void itFollowsWhatIsPlayed() {
    ScrubView near = ScrubView.ALL.zoomed(0, 0.1);
    assertFalse(near.holds(0.5));
    assertTrue(near.showing(0.5).holds(0.5));
    assertEquals(near, near.showing(0.05));
  }
}
