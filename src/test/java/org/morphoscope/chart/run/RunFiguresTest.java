package org.morphoscope.chart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.LayoutTest;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Tables;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.history.ChannelLife;
import org.morphoscope.history.Lineage;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Decider;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.service.Services;

/** Figures, tables and the report of the run that comes with the program. */
class RunFiguresTest {
  private static RunHistory sample() throws IOException {
    return RunHistory.read(Path.of("samples", "generated-tiny"));
  }

  /** Of runs whose arithmetic was counted, which the sample is not. */
  private static final String COMPUTE = "loss-vs-compute";

  static Stream<String> figures() {
    return RunFigures.all().stream().map(RunFigure::name).filter(name -> !name.equals(COMPUTE));
  }

  @Test
  void lossIsShownAgainstWhatWasSpent(@TempDir Path folder) throws Exception {
    String sentence =
        assertThrows(
                IllegalArgumentException.class,
                () -> RunFigures.named(COMPUTE).of(List.of(sample()), View.standard()))
            .getMessage();
    assertTrue(sentence.contains("expected runs whose arithmetic was counted"), sentence);
    Services.fake(new FakeEngine.Script())
        .start(Configs.seeded(2, 1), folder.resolve("run"), Decider.automatic(), event -> {})
        .await();
    RunHistory run = RunHistory.read(folder.resolve("run"));
    String csv = Figures.csv(RunFigures.named(COMPUTE).of(List.of(run), View.standard()));
    assertTrue(csv.lines().count() > 3, csv);
    FigureSpec macs = RunFigures.named("loss-vs-macs").of(List.of(run), View.standard());
    for (String name : List.of(COMPUTE, "loss-vs-macs")) {
      FigureSpec spec = RunFigures.named(name).of(List.of(run), View.standard());
      List<Mark.Point> points =
          spec.panels().get(0).marks().stream()
              .filter(mark -> mark.name().equals("validation"))
              .map(mark -> ((Mark.Series) mark).points())
              .findFirst()
              .orElseThrow();
      for (int i = 0; i < points.size(); i++) {
        RoundSummary round = run.rounds().get(i);
        double expected =
            name.equals(COMPUTE)
                ? round.compute().orElseThrow().total() / 1e9
                : round.multiplyAccumulates();
        assertEquals(expected, points.get(i).x(), 1e-9 * expected);
      }
    }
    assertEquals("Loss against macs", macs.title());
  }

  @Test
  void whatWasMeasuredBeforeTrainingIsTiedToItsPrediction() throws IOException {
    RunHistory run = sample();
    FigureSpec spec = RunFigures.named("loss-vs-parameters").of(List.of(run), View.standard());
    List<Mark.Point> predicted = points(spec, "predicted after growth");
    List<Mark.Point> measured = points(spec, "measured, before training");
    assertEquals(4, measured.size());
    assertEquals(4, points(spec, "training goes on").size());
    for (int i = 0; i < 4; i++) {
      GrowthEvent.Measured told = run.measurements().get(i + 1).get(0);
      assertEquals(predicted.get(i).x(), measured.get(i).x());
      assertEquals(
          told.measuredDelta() - told.predictedDelta(),
          measured.get(i).y() - predicted.get(i).y(),
          1e-12);
    }
  }

  private static List<Mark.Point> points(FigureSpec spec, String series) {
    return spec.panels().get(0).marks().stream()
        .filter(mark -> mark.name().equals(series))
        .map(mark -> ((Mark.Series) mark).points())
        .findFirst()
        .orElseThrow();
  }

  /** The sample as it was when round 4 had been proposed and nobody had answered yet. */
  @Test
  void aSetThatNobodyDecidedAboutIsCalledAProposal(@TempDir Path folder) throws IOException {
    Path recorded = Path.of("samples", "generated-tiny");
    Files.copy(recorded.resolve("run.json"), folder.resolve("run.json"));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(recorded.resolve("events.jsonl"))) {
      lines.add(line);
      if (line.contains("\"type\":\"proposed\",\"round\":4,")) {
        break;
      }
    }
    Files.write(folder.resolve("events.jsonl"), lines);
    assertTrue(header(RunHistory.read(folder)).endsWith(",proposed"));
    assertTrue(header(sample()).endsWith(",applied"));
  }

  private static String header(RunHistory run) {
    FigureSpec scores = RunFigures.named("score-distribution").of(List.of(run), View.standard());
    return Figures.csv(scores).lines().findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("figures")
  void everyFigureIsReadableInEveryPreset(String name) throws IOException {
    FigureSpec spec = RunFigures.named(name).of(List.of(sample()), View.standard());
    for (String preset : Style.presets()) {
      LayoutTest.assertReadable(spec, Style.preset(preset).fitting(spec));
    }
    assertEquals("7", spec.metadata().get("Seed"));
    assertTrue(spec.metadata().containsKey("Run") && spec.metadata().containsKey("Version"));
    assertFalse(spec.caption().isEmpty());
  }

  @Test
  void theNumbersBehindTheMainFigureReadBackEqualToTheRun() throws IOException {
    RunHistory run = sample();
    FigureSpec spec = RunFigures.named("loss-vs-parameters").of(List.of(run), View.standard());
    List<String> lines = Figures.csv(spec).lines().toList();
    List<String> header = List.of(lines.get(0).split(","));
    assertEquals(run.rounds().size(), lines.size() - 1);
    for (int i = 0; i < run.rounds().size(); i++) {
      RoundSummary round = run.rounds().get(i);
      String[] row = lines.get(i + 1).split(",", -1);
      assertEquals(round.round(), Integer.parseInt(row[header.indexOf("round")]));
      assertEquals(round.parameters(), Long.parseLong(row[header.indexOf("parameters")]));
      assertEquals(round.validationLoss(), number(row, header, "validation loss [nats]"), 0.0);
      assertEquals(
          round.validationLossError(),
          number(row, header, "validation standard error [nats]"),
          0.0);
      assertEquals(round.trainLoss(), number(row, header, "training loss [nats]"), 0.0);
      assertEquals(round.secondsTraining(), number(row, header, "training time [s]"), 0.0);
      if (round.predictedGain().isPresent()) {
        assertEquals(
            round.predictedGain().getAsDouble(), number(row, header, "predicted gain [nats]"), 0.0);
      } else {
        assertEquals("", row[header.indexOf("predicted gain [nats]")]);
      }
    }
  }

  private static double number(String[] row, List<String> header, String column) {
    return Double.parseDouble(row[header.indexOf(column)]);
  }

  @Test
  void ghostsLieAtThePredictedLossOfTheGrownNet() throws IOException {
    RunHistory run = sample();
    FigureSpec spec = RunFigures.named("loss-vs-parameters").of(List.of(run), View.standard());
    Mark.Series ghosts =
        spec.panels().get(0).marks().stream()
            .filter(mark -> mark.name().equals("predicted after growth"))
            .map(Mark.Series.class::cast)
            .findFirst()
            .orElseThrow();
    List<RoundSummary> rounds = run.rounds();
    assertEquals(rounds.size() - 1, ghosts.points().size());
    for (int i = 1; i < rounds.size(); i++) {
      Mark.Point ghost = ghosts.points().get(i - 1);
      assertEquals(rounds.get(i).parameters(), ghost.x());
      assertEquals(
          rounds.get(i - 1).validationLoss() - rounds.get(i).predictedGain().getAsDouble(),
          ghost.y(),
          1e-12);
    }
  }

  @Test
  void otherRunsLieUnderneathWithTheirNames() throws IOException {
    FigureSpec spec =
        RunFigures.named("loss-vs-parameters").of(List.of(sample(), sample()), View.standard());
    assertEquals("generated-tiny, validation", spec.panels().get(0).marks().get(0).name());
    assertTrue(spec.metadata().containsKey("Compared"));
  }

  @Test
  void theLineageEndsWithTheChannelsOfTheNet() throws IOException {
    RunHistory run = sample();
    Lineage lineage = Lineage.of(run.model());
    int last = run.rounds().get(run.rounds().size() - 1).round();
    Architecture net = run.netAfter(last);
    int pruned = 0;
    for (int layer = 0; layer < net.channels().size(); layer++) {
      long alive = lineage.lives(layer).stream().filter(ChannelLife::lives).count();
      assertEquals(net.channels().get(layer).size(), alive);
      pruned += (int) lineage.lives(layer).stream().filter(ChannelLife::pruned).count();
      assertEquals(
          lineage.lives(layer).size(),
          new LineageRows(lineage.lives(layer)).rows(0).size(),
          "every channel has a row");
    }
    assertEquals(run.rounds().stream().mapToInt(RoundSummary::prunes).sum(), pruned);
  }

  @Test
  void theNetworkShowsEveryQuantityAndRefusesOthers() throws IOException {
    RunHistory run = sample();
    RunFigure network = RunFigures.named("network");
    for (String quantity : List.of("split", "prune", "theta", "activity", "age")) {
      FigureSpec spec = network.of(List.of(run), new View(OptionalInt.of(2), quantity));
      LayoutTest.assertReadable(spec, Style.column());
    }
    Exception unknown =
        assertThrows(
            IllegalArgumentException.class,
            () -> network.of(List.of(run), new View(OptionalInt.empty(), "taste")));
    assertTrue(unknown.getMessage().contains("expected one of"), unknown.getMessage());
    Exception late =
        assertThrows(
            IllegalArgumentException.class,
            () -> network.of(List.of(run), new View(OptionalInt.of(99), "split")));
    assertTrue(late.getMessage().contains("round 99"), late.getMessage());
  }

  @Test
  void tablesAreBooktabsAndMarkdown() throws IOException {
    Table rounds = RunTables.rounds(List.of(sample()));
    String tex = Tables.tex(rounds);
    assertTrue(tex.contains("\\toprule") && tex.contains("\\bottomrule"), tex);
    assertTrue(tex.contains("4,514"), tex);
    long rules = tex.lines().filter(line -> line.endsWith("\\\\")).count();
    assertEquals(rounds.rows().size() + 1, rules);
    String markdown = Tables.markdown(rounds);
    List<String> lines = markdown.lines().toList();
    assertEquals(rounds.rows().size() + 2, lines.size());
    for (String line : lines) {
      assertEquals(rounds.columns().size() + 1, line.chars().filter(c -> c == '|').count());
    }
    Table page = RunTables.chosen(rounds, "page");
    assertTrue(page.columns().size() < 11 && page.rows().size() == rounds.rows().size());
    Table two = RunTables.chosen(rounds, "widths, round");
    assertEquals(List.of("widths", "round"), two.columns().stream().map(c -> c.name()).toList());
    assertEquals(rounds.rows().get(1).get(0), two.rows().get(1).get(1));
    String unknown =
        assertThrows(IllegalArgumentException.class, () -> RunTables.chosen(rounds, "round,loss"))
            .getMessage();
    assertTrue(unknown.contains("found 'loss'"), unknown);
    assertTrue(Tables.markdown(RunTables.calibration(List.of(sample()))).contains("slope"));
    assertEquals(2, RunTables.strategies(List.of(sample(), sample())).rows().size());
  }

  @Test
  void theReportNeedsNothingElse() throws IOException {
    String html = Report.html(sample());
    List<String> asked = new ArrayList<>();
    var matcher =
        Pattern.compile("(?:src|href|url)\\s*[=(]\\s*[\"']?([^\"')\\s]{1,40})").matcher(html);
    while (matcher.find()) {
      asked.add(matcher.group(1));
    }
    assertFalse(asked.isEmpty());
    asked.forEach(
        target -> assertTrue(target.startsWith("data:") || target.startsWith("#clip"), target));
    assertFalse(html.contains("<script"));
    for (String figure : figures().toList()) {
      assertTrue(html.contains("<figure id=\"" + figure + "\">"), figure);
    }
    for (String word :
        List.of("Decisions", "by the policy", "Held-out", "learning rate", "ggn-mc", "Seed")) {
      assertTrue(
          html.toLowerCase(java.util.Locale.ROOT).contains(word.toLowerCase(java.util.Locale.ROOT)),
          word);
    }
    assertEquals(html, Report.html(sample()));
  }
}
