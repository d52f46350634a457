package org.morphoscope.chart.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Tables;
import org.morphoscope.history.PinnedNote;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Names;

/**
 * A run as one page of HTML that needs nothing else: no network, no script, figures and typeface
 * inside; laid out for A4 and letter paper too.
 */
public final class Report {
  private static final double LINEAGE_HEIGHT = 5.5;

  private final RunHistory run;
  private final StringBuilder html = new StringBuilder();

  private Report(RunHistory run) {
    this.run = run;
  }

  /**
   * {@return the page; the same run gives the same page}
   *
   * @param run at least one finished round
   * @throws IOException when the typeface cannot be read
   */
  public static String html(RunHistory run) throws IOException {
    return html(run, List.of());
  }

  /**
   * {@return the page with further sections; the same run and sections give the same page}
   *
   * @param run at least one finished round
   * @param parts stand behind the rounds, in this order
   * @throws IOException when the typeface cannot be read
   */
  public static String html(RunHistory run, List<ReportPart> parts) throws IOException {
    return new Report(run).page(parts);
  }

  private String page(List<ReportPart> parts) throws IOException {
    String id = escaped(run.runId());
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
    html.append("<meta name=\"generator\" content=\"Morphoscope\">\n");
    html.append("<title>Run ").append(id).append("</title>\n<style>\n");
    html.append(Figures.fontFace()).append(ReportStyle.CSS).append("</style>\n</head>\n<body>\n");
    html.append("<h1>Run ").append(id).append("</h1>\n");
    html.append("<p>").append(escaped(RunWords.inShort(run))).append("</p>\n");
    pairs(RunWords.origin(run));
    figures();
    section("Rounds", Tables.html(RunTables.rounds(List.of(run))));
    if (!run.measurements().isEmpty()) {
      section(
          "Predicted and measured",
          "<p>Gains are falls of the frozen loss in nats. Choosing the best of many makes predictions"
              + " optimistic.</p>\n"
              + Tables.html(RunTables.calibration(List.of(run))));
    }
    for (ReportPart part : parts) {
      html.append("<section><h2>").append(escaped(part.title())).append("</h2>\n");
      figure(part.figure(), Style.page().fitting(part.figure()));
      html.append("<div class=\"wide\">\n").append(Tables.html(part.table()));
      html.append("</div>\n</section>\n");
    }
    decisions();
    notes();
    html.append("<section><h2>Configuration</h2>\n");
    pairs(Settings.of(run.config()));
    html.append("</section>\n</body>\n</html>\n");
    return html.toString();
  }

  private void figures() {
    html.append("<section><h2>Figures</h2>\n");
    for (RunFigure figure : RunFigures.all()) {
      FigureSpec spec;
      try {
        spec = figure.of(List.of(run), View.standard());
      } catch (IllegalArgumentException e) {
        // the run is too young for this figure; the reader is told
        html.append("<p class=\"none\">").append(escaped(e.getMessage())).append("</p>\n");
        continue;
      }
      Style style = Style.page().fitting(spec);
      if (figure instanceof LineageFigure) {
        style = style.size(style.width(), LINEAGE_HEIGHT);
      }
      figure(spec, style);
    }
    html.append("</section>\n");
  }

  private void figure(FigureSpec spec, Style style) {
    html.append("<figure id=\"").append(spec.name()).append("\">\n");
    html.append(Figures.svg(spec, style));
    html.append("<figcaption><b>").append(escaped(spec.title())).append(".</b> ");
    html.append(escaped(spec.caption())).append("</figcaption>\n</figure>\n");
  }

  private void decisions() {
    html.append("<section><h2>Decisions</h2>\n");
    DecisionSentences log = new DecisionSentences(run);
    for (RoundSummary summary : run.rounds()) {
      List<String> lines = log.of(summary.round());
      if (!lines.isEmpty()) {
        html.append("<h3>Round ").append(summary.round()).append("</h3>\n<ul>\n");
        lines.forEach(line -> html.append("<li>").append(escaped(line)).append("</li>\n"));
        html.append("</ul>\n");
      }
    }
    html.append("</section>\n");
  }

  private void notes() {
    if (run.notes().isEmpty()) {
      return;
    }
    html.append("<section id=\"notes\"><h2>Notes</h2>\n<ol>\n");
    for (PinnedNote note : run.notes()) {
      html.append("<li><b>").append(escaped(note.place())).append(".</b> ");
      html.append(escaped(note.line())).append("</li>\n");
    }
    html.append("</ol>\n</section>\n");
  }

  private void section(String title, String content) {
    html.append("<section><h2>").append(escaped(title)).append("</h2>\n");
    html.append("<div class=\"wide\">\n").append(content).append("</div>\n</section>\n");
  }

  private void pairs(Map<String, String> pairs) {
    html.append("<dl>\n");
    pairs.forEach(
        (name, value) ->
            html.append("<dt>")
                .append(escaped(name))
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>\n"));
    html.append("</dl>\n");
  }

  private static String escaped(String text) {
    return Names.shown(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
