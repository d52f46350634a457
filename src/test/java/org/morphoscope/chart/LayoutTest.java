package org.morphoscope.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.chart.Drawing.Words;
import org.morphoscope.chart.Mark.Point;
import org.morphoscope.chart.Mark.Series;

/** What is seen: texts on the paper and apart, ticks at round numbers, looks that differ. */
public class LayoutTest {
  /** No two texts overlap and none is cut off. */
  public static void assertReadable(FigureSpec spec, Style style) {
    Drawing drawing = FigureLayout.of(spec, style, Typeface.load()).drawing();
    Rectangle2D paper = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());
    List<Words> words =
        drawing.items().stream().filter(Words.class::isInstance).map(Words.class::cast).toList();
    assertFalse(words.isEmpty());
    for (int i = 0; i < words.size(); i++) {
      Rectangle2D box = words.get(i).bounds();
      String text = spec.name() + ": " + words.get(i).text();
      assertTrue(paper.contains(box), text + " is cut off: " + box + " on " + paper);
      for (Words other : words.subList(0, i)) {
        assertFalse(other.bounds().intersects(box), text + " overlaps " + other.text());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"column", "page", "slide"})
  void textsAreApartAndOnThePaperInEveryPreset(String preset) {
    Style style = Style.preset(preset).fitting(Specs.everything());
    assertReadable(Specs.everything(), style);
    assertReadable(Specs.everything(), style.texts(true, true));
  }

  @Test
  void theLegendGoesAboveWhereItWouldCoverData() {
    List<Point> everywhere =
        java.util.stream.IntStream.range(0, 400).mapToObj(i -> Point.of(i % 20, i / 20)).toList();
    FigureSpec spec =
        FigureSpec.of(
            "full",
            "",
            List.of(
                Panel.of(
                    Axis.linear("x", ""),
                    Axis.linear("y", ""),
                    List.of(new Series("dots", everywhere, Look.series(0).with(Dash.NONE))))),
            Map.of());
    var arranged = FigureLayout.of(spec, Style.column(), Typeface.load()).panels().get(0);
    assertTrue(arranged.legend().isEmpty());
    assertReadable(spec, Style.column());
  }

  @Test
  void ticksAreRoundAndPowersOfTenGoToTheUnit() {
    Ticks ticks = Ticks.of(Axis.linear("L", "nats"), -1.2e-4, 3.1e-4, 6);
    assertEquals("10^{\u22126}", ticks.factor());
    assertEquals("L [10^{-6} nats]", Axis.linear("L", "nats").caption("10^{-6}"));
    assertEquals("\u2212100", ticks.major().get(0).text());
    assertEquals(
        List.of("5,000", "7,000", "10,000"),
        Ticks.of(Axis.log("p", ""), 4200, 18000, 9).major().stream().map(Axis.Tick::text).toList());
    assertEquals(
        List.of("0", "1", "2"),
        Ticks.of(Axis.whole("r"), -0.2, 2.2, 9).major().stream().map(Axis.Tick::text).toList());
  }

  @Test
  void manySeriesLookDifferentAndNeighboursDifferInColourMarkerAndDash() {
    Set<Look> looks = new HashSet<>();
    for (int i = 0; i < 140; i++) {
      Look look = Look.series(i);
      Look next = Look.series(i + 1);
      assertTrue(looks.add(look), "series " + i);
      assertNotEquals(look.ink(), next.ink());
      assertNotEquals(look.marker(), next.marker());
      assertNotEquals(look.dash(), next.dash());
    }
  }

  @Test
  void logarithmsOfWhatIsNotPositiveAreRefused() {
    FigureSpec spec =
        FigureSpec.of(
            "zero",
            "",
            List.of(
                Panel.of(
                    Axis.linear("x", ""),
                    Axis.linear("y", ""),
                    List.of(new Series("", List.of(Point.of(0, 1)), Look.series(0))))),
            Map.of());
    assertTrue(spec.log(false, true).panels().get(0).y().isLog());
    Exception e = assertThrows(IllegalArgumentException.class, () -> spec.log(true, false));
    assertTrue(e.getMessage().contains("not positive"), e.getMessage());
  }

  @Test
  void theFitIsTheStraightLineThroughPoints() {
    Fit fit = Fit.of(new double[] {1, 2, 3}, new double[] {3, 5, 7});
    assertEquals(2, fit.slope(), 1e-12);
    assertEquals(1, fit.intercept(), 1e-12);
    assertEquals(1, fit.r(), 1e-12);
    assertTrue(Double.isNaN(Fit.of(new double[] {1}, new double[] {2}).r()));
  }
}
