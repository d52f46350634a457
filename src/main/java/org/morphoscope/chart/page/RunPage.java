package org.morphoscope.chart.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Tables;
import org.morphoscope.chart.run.DecisionSentences;
import org.morphoscope.chart.run.RunTables;
import org.morphoscope.chart.run.RunWords;
import org.morphoscope.chart.run.Settings;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.LayerScores.ScoreQuantity;
import org.morphoscope.text.Names;

/** A run as one file for the browser: rounds to scrub, channels to point at, charts, tables. */
public final class RunPage {
  /** In the order in which later ones use earlier ones. */
  private static final List<String> SCRIPTS =
      List.of(
          "model.js",
          "colours.js",
          "drawing.js",
          "network.js",
          "charts.js",
          "panels.js",
          "page.js");

  private static final int VERSION = 1;

  private RunPage() {}

  /**
   * {@return the page; the same run gives the same page}
   *
   * @param run at least one finished round
   * @throws IOException when the typeface cannot be read
   */
  public static String html(RunHistory run) throws IOException {
    StringBuilder script = new StringBuilder("'use strict';\n(() => {\n");
    for (String name : SCRIPTS) {
      script.append(resource(name));
    }
    script.append("})();\n");
    String style = "\n" + Figures.fontFace() + resource("page.css");
    Map<String, String> parts =
        Map.of(
            "TITLE", escaped(run.runId()),
            "POLICY", policy(script.toString(), style),
            "STYLE", style,
            "IN_SHORT", escaped(RunWords.inShort(run)),
            "ROUNDS", Tables.html(RunTables.rounds(List.of(run))),
            "DATA", data(run),
            "SCRIPT", script.toString());
    StringBuilder html = new StringBuilder();
    // once through, so that a name in the run's own words is never taken for a place
    for (String piece : resource("page.html").split("\\$", -1)) {
      html.append(parts.getOrDefault(piece, piece));
    }
    return html.toString();
  }

  /** Nothing is loaded; the one script and the one style sheet are named by what they hold. */
  private static String policy(String script, String style) {
    return "default-src 'none'; script-src '"
        + hash(script)
        + "'; style-src '"
        + hash(style)
        + "'; font-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The run as the script reads it; see the first lines of {@code model.js}. */
  static String data(RunHistory run) {
    CompactJson json = new CompactJson();
    json.open('{').name("v").value(VERSION);
    json.name("label").value(run.label()).name("run").value(run.runId());
    json.name("origin").pairs(RunWords.origin(run));
    json.name("settings").pairs(Settings.of(run.config()));
    json.name("quantity").open('[');
    run.config().strategy().quantity().ifPresent(quantity -> rival(quantity, json));
    json.close(']').name("graph");
    new GraphPart(run.netAfter(0)).write(json);
    json.name("groups");
    GraphPart.groups(run.netAfter(0), json);
    json.name("channels");
    GraphPart.channels(run, json);
    json.name("rounds").open('[');
    DecisionSentences sentences = new DecisionSentences(run);
    for (RoundRecord record : run.model().rounds()) {
      if (record.summary().isPresent()) {
        new RoundPart(record, json).write(sentences.of(record.round()));
      }
    }
    return json.close(']').close('}').text();
  }

  private static void rival(ScoreQuantity quantity, CompactJson json) {
    json.value(quantity.name()).value(quantity.unit());
  }

  private static String escaped(String text) {
    return Names.shown(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = RunPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
