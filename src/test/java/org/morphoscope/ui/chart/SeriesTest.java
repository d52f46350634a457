package org.morphoscope.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void isFilledWhileADrawingThatNeverEndsHoldsIt() {
    Series series = new Series("validation");
    series.lock().readLock();
    // with ChartFX's own lock it would wait for ever
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> series.add(4500, 0.7, 0.01, 0.01));
    assertEquals(1, series.getDataCount());
  }
}
