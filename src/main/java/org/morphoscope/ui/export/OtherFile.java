package org.morphoscope.ui.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.morphoscope.chart.format.Tables;
import org.morphoscope.chart.page.RunPage;
import org.morphoscope.chart.run.Report;
import org.morphoscope.chart.run.RunTables;
import org.morphoscope.export.EventFiles;
import org.morphoscope.export.FileContent;
import org.morphoscope.export.ModelFiles;
import org.morphoscope.export.script.DecisionScript;
import org.morphoscope.history.RunHistory;

/** What can be taken home besides figures. */
enum OtherFile {
  REPORT("Report, one HTML page", "report.html"),
  INTERACTIVE("The run for the browser, one HTML page", "interactive.html"),
  DECISIONS("Decisions as a script, for grow --decisions", "decisions.json"),
  ROUNDS_TEX("Table of rounds, LaTeX", "rounds.tex"),
  ROUNDS_MD("Table of rounds, Markdown", "rounds.md"),
  ONNX("Net at the end, ONNX", "net.onnx"),
  SAFETENSORS("Net at the end, safetensors and its architecture", "net.safetensors"),
  DL4J("Net at the end, DeepLearning4J", "net.zip"),
  EVENTS_CSV("All events, CSV", "events.csv"),
  EVENTS_JSONL("All events, JSON Lines", "events.jsonl");

  private final String words;
  private final String file;

  OtherFile(String words, String file) {
    this.words = words;
    this.file = file;
  }

  String words() {
    return words;
  }

  /** Name that is offered. */
  String file() {
    return file;
  }

  /**
   * What is to be written.
   *
   * @throws IOException in one sentence when the run cannot be read
   */
  List<FileContent> of(Path run, Path out) throws IOException {
    return switch (this) {
      case REPORT -> text(out, Report.html(RunHistory.read(run)));
      case INTERACTIVE -> text(out, RunPage.html(RunHistory.read(run)));
      case DECISIONS -> List.of(new FileContent(out, DecisionScript.of(run).encode()));
      case ROUNDS_TEX -> text(out, Tables.tex(RunTables.rounds(List.of(RunHistory.read(run)))));
      case ROUNDS_MD -> text(out, Tables.markdown(RunTables.rounds(List.of(RunHistory.read(run)))));
      case ONNX -> ModelFiles.ofLast("onnx", run, out);
      case SAFETENSORS -> ModelFiles.ofLast("safetensors", run, out);
      case DL4J -> ModelFiles.ofLast("dl4j", run, out);
      case EVENTS_CSV -> List.of(EventFiles.of("csv", run, out));
      case EVENTS_JSONL -> List.of(EventFiles.of("jsonl", run, out));
    };
  }

  private static List<FileContent> text(Path out, String text) {
    return List.of(new FileContent(out, text.getBytes(StandardCharsets.UTF_8)));
  }
}
