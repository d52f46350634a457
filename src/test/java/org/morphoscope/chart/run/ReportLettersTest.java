package org.morphoscope.chart.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.Decider;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.Services;

/** Names in a report's page: letters of any language are kept, and none of them is markup. */
class ReportLettersTest {
  private static final String CAT = "\uD83D\uDC31";

  @Test
  void lettersAreKeptAndNamesAreNoMarkup(@TempDir Path folder) throws Exception {
    FakeEngine.Script script = new FakeEngine.Script();
    script.classNames = List.of("\u5C42 <script>alert(1)</script>", CAT + " a\u202Eb\u001B[2J");
    RunConfig config = Configs.seeded(1, 1);
    Services.fake(script)
        .start(config, folder.resolve("run"), Decider.automatic(), event -> {})
        .await();
    String html = Report.html(RunHistory.read(folder.resolve("run")));
    assertTrue(html.startsWith("<!DOCTYPE html>"));
    assertTrue(html.contains("<meta charset=\"utf-8\">"), "letters have one reading");
    assertTrue(html.contains("\u5C42 &lt;script&gt;alert(1)&lt;/script&gt;"), "kept, no markup");
    assertTrue(html.contains(CAT), "kept");
    assertFalse(html.contains("<script"), "nothing runs");
    assertFalse(html.contains("\u202E") || html.contains("\u001B"), "nothing turns or moves");
    assertTrue(ReportStyle.CSS.contains("Roboto,Arial,sans-serif"), "a font for other letters");
  }
}
