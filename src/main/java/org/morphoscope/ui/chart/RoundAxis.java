package org.morphoscope.ui.chart;

import io.fair_acc.chartfx.axes.AxisLabelOverlapPolicy;
import io.fair_acc.chartfx.axes.spi.AxisRange;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.dataset.spi.fastutil.DoubleArrayList;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import javafx.util.StringConverter;
import org.morphoscope.text.Texts;

/** An axis with the range it is told, round numbers at its ticks, and nothing in brackets. */
final class RoundAxis extends DefaultNumericAxis {
  private static final double PIXELS_PER_TICK_ACROSS = 62;
  private static final double PIXELS_PER_TICK_UP = 32;
  private static final int FEWEST = 3;

  private final DoubleFunction<String> format;
  private DoubleFunction<String> label;

  RoundAxis(String name, DoubleFunction<String> format) {
    super(name);
    label = format;
    this.format = format;
    setUnit(null);
    setAutoRanging(false);
    setAutoUnitScaling(false);
    setMinorTickCount(0);
    setOverlapPolicy(AxisLabelOverlapPolicy.SKIP_ALT);
    setTickLabelFormatter(
        new StringConverter<>() {
          @Override
          public String toString(Number value) {
            return label.apply(value.doubleValue());
          }

          @Override
          public Number fromString(String text) {
            return Double.valueOf(text);
          }
        });
  }

  @Override
  protected void calculateMajorTickValues(AxisRange range, DoubleArrayList ticks) {
    ticks.clear();
    double low = Math.min(getMin(), getMax());
    double high = Math.max(getMin(), getMax());
    if (!(high > low) || isLogAxis() && low <= 0) {
      return;
    }
    double spacing = getSide().isHorizontal() ? PIXELS_PER_TICK_ACROSS : PIXELS_PER_TICK_UP;
    int count = Math.max(FEWEST, (int) (getLength() / spacing));
    (isLogAxis() ? Ticks.logarithmic(low, high, count) : Ticks.linear(low, high, count))
        .forEach(ticks::add);
    label = labels(ticks);
  }

  /** Ticks that would read alike get the decimals in which they differ. */
  private DoubleFunction<String> labels(DoubleArrayList ticks) {
    long told =
        Arrays.stream(ticks.elements(), 0, ticks.size()).mapToObj(format).distinct().count();
    if (ticks.size() < 2 || told == ticks.size()) {
      return format;
    }
    double step = Math.abs(ticks.elements()[1] - ticks.elements()[0]);
    int decimals = (int) Math.max(0, Math.min(9, Math.ceil(-Math.log10(step) - 1e-9)));
    return value -> Texts.of("%." + decimals + "f", value);
  }

  @Override
  protected void calculateMinorTickValues(DoubleArrayList ticks) {
    ticks.clear();
  }
}
