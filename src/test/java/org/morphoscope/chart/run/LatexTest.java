package org.morphoscope.chart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.chart.Style;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Tables;
import org.morphoscope.history.RunHistory;

/** LaTeX takes what is exported, where LaTeX with pgfplots is installed. */
class LatexTest {
  @TempDir Path folder;

  @Test
  void allFiguresAndTablesCompileWithPlainPgfplots() throws Exception {
    assumeTrue(works("kpsewhich", "pgfplots.sty") && works("kpsewhich", "booktabs.sty"));
    RunHistory run = RunHistory.read(Path.of("samples", "generated-tiny"));
    StringBuilder body = new StringBuilder();
    for (RunFigure figure : RunFigures.all()) {
      var spec = figure.of(List.of(run), View.standard());
      Style style = Style.column().fitting(spec).texts(true, true);
      Files.writeString(folder.resolve(spec.name() + ".tex"), Figures.tikz(spec, style));
      Files.write(folder.resolve(spec.name() + "-drawn.pdf"), pdf(spec, style));
      body.append("\\input{%s.tex}\\par\n".formatted(spec.name()));
      body.append("\\includegraphics{%s-drawn.pdf}\\par\n".formatted(spec.name()));
    }
    for (String table : RunTables.names()) {
      String tex = Tables.tex(RunTables.named(table, List.of(run)));
      Files.writeString(folder.resolve(table + ".tex"), tex);
      body.append("{\\tiny\\input{%s.tex}}\\par\n".formatted(table));
    }
    Files.writeString(
        folder.resolve("paper.tex"),
        "\\documentclass{article}\\usepackage{graphicx,booktabs,pgfplots}\\pgfplotsset{compat=1.15}\n"
            + "\\begin{document}\n"
            + body
            + "\\end{document}\n");
    assertTrue(
        works("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"),
        () -> "LaTeX failed: see paper.log in " + folder);
    String log =
        Files.readString(folder.resolve("paper.log"), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertEquals(
        List.of(),
        log.lines()
            .filter(l -> l.contains("PDF inclusion") || l.contains("Missing char"))
            .toList());
  }

  private static byte[] pdf(org.morphoscope.chart.FigureSpec spec, Style style) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    Figures.write(spec, style, org.morphoscope.chart.format.Format.PDF, out);
    return out.toByteArray();
  }

  private boolean works(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      // not installed
      return false;
    }
  }
}
