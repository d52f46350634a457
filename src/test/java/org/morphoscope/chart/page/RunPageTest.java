package org.morphoscope.chart.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.service.Services;

/** The page of a run for the browser; a script in src/tools opens it in a real one. */
class RunPageTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  private static RunHistory sample() throws IOException {
    return RunHistory.read(SAMPLE);
  }

  private static JsonNode data(String html) throws IOException {
    return new ObjectMapper()
        .readTree(between(html, "<script type=\"application/json\" id=\"run\">", "</script>"));
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    assertTrue(from >= before.length(), before);
    return text.substring(from, text.indexOf(after, from));
  }

  @Test
  void theFileAsksForNothingElse() throws IOException {
    String html = RunPage.html(sample());
    Matcher asked =
        Pattern.compile("(?:\\bsrc|\\bhref|\\burl|@import|\\bfetch)\\s*[=(]\\s*[\"']?(\\S{1,40})")
            .matcher(html);
    int count = 0;
    while (asked.find()) {
      assertTrue(asked.group(1).startsWith("data:font/ttf"), asked.group());
      count++;
    }
    assertEquals(2, count, "typefaces");
    assertEquals("www.w3.org/2000/svg'", between(html, "http://", ","), "the name space of SVG");
    assertEquals(html.indexOf("://"), html.lastIndexOf("://"));
    assertEquals(html, RunPage.html(sample()), "the same run gives the same page");
  }

  @Test
  void thePolicyAllowsTheOneScriptAndTheOneStyleSheet() throws Exception {
    String html = RunPage.html(sample());
    String policy = between(html, "Content-Security-Policy\" content=\"", "\"");
    assertEquals(
        "default-src 'none'; script-src '"
            + hash(between(html, "<script>", "</script>"))
            + "'; style-src '"
            + hash(between(html, "<style>", "</style>"))
            + "'; font-src data:; base-uri 'none'; form-action 'none'",
        policy);
    assertEquals(2, html.split("<script", -1).length - 1);
    assertEquals(1, html.split("<style", -1).length - 1);
    assertFalse(Pattern.compile("<[^>]* (?:on[a-z]+|style)=").matcher(html).find());
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  @Test
  void namesFromOutsideStayText(@TempDir Path folder) throws IOException {
    String hostile = "</script><img src=x onerror=alert(1)>$SCRIPT$&\\u2028\\u202e<!--'";
    for (String file : List.of("run.json", "events.jsonl")) {
      String text = Files.readString(SAMPLE.resolve(file));
      text =
          text.replace("20261124-184917242-tiny-s7", hostile).replace("\"conv2\"", quoted(hostile));
      text =
          text.replaceFirst("\"classes\":\\[\"[^\"]*\"", quoted("classes") + ":[" + quote(hostile));
      Files.writeString(folder.resolve(file), text);
    }
    RunHistory run = RunHistory.read(folder);
    String html = RunPage.html(run);
    String shown = "</script><img src=x onerror=alert(1)>$SCRIPT$&\uFFFD\uFFFD<!--'";
    assertFalse(html.contains("<img"));
    assertFalse(html.contains("<!--"));
    assertEquals(2, html.split("</script>", -1).length - 1);
    assertTrue(
        html.contains("<h1>Run &lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;$SCRIPT$&amp;"));
    JsonNode data = data(html);
    assertEquals(shown, data.get("run").asText());
    assertEquals(shown, data.get("groups").get(1).asText());
    assertEquals(shown, data.get("graph").get("cards").get(1).get(0).asText());
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String quote(String text) {
    return Matcher.quoteReplacement(quoted(text));
  }

  @Test
  void theDataReadBackIsTheRun() throws IOException {
    RunHistory run = sample();
    JsonNode data = data(RunPage.html(run));
    List<RoundRecord> records = List.copyOf(run.model().rounds());
    assertEquals(records.size(), data.get("rounds").size());
    for (int i = 0; i < records.size(); i++) {
      RoundRecord record = records.get(i);
      JsonNode round = data.get("rounds").get(i);
      assertEquals(record.round(), round.get("n").asInt());
      assertEquals(ids(record.architecture().channels()), ids(round.get("net")));
      JsonNode after = round.has("after") ? round.get("after") : round.get("net");
      assertEquals(ids(record.netAfter().channels()), ids(after));
      RoundSummary sum = record.summary().orElseThrow();
      assertEquals(sum.parameters(), round.get("sum").get("parameters").asLong());
      near(sum.validationLoss(), round.get("sum").get("validation"), 1e-5);
      assertEquals(record.scores().size(), round.get("scores").size());
      for (int g = 0; g < record.scores().size(); g++) {
        double[] split = record.scores().get(g).splitDelta();
        double[] errors = record.scores().get(g).splitError();
        for (int c = 0; c < split.length; c++) {
          near(split[c], round.get("scores").get(g).get(0).get(c), 1e-3);
          near(errors[c], round.get("scores").get(g).get(1).get(c), 1e-3);
        }
      }
      assertEquals(record.measured().size(), round.get("measured").size());
      record
          .measured()
          .forEach(m -> near(m.heldOutDelta(), round.get("measured").get(0).get(2), 1e-5));
    }
    for (JsonNode channel : data.get("channels")) {
      assertTrue(channel.get(1).asInt() < channel.get(0).asInt(), "parents come before children");
    }
  }

  private static void near(double expected, JsonNode found, double relative) {
    assertEquals(expected, found.asDouble(), relative * Math.abs(expected));
  }

  private static List<List<Integer>> ids(List<List<ChannelInfo>> channels) {
    return channels.stream().map(group -> group.stream().map(ChannelInfo::id).toList()).toList();
  }

  private static List<List<Integer>> ids(JsonNode net) {
    List<List<Integer>> groups = new ArrayList<>();
    for (JsonNode group : net) {
      List<Integer> ids = new ArrayList<>();
      group.forEach(id -> ids.add(id.asInt()));
      groups.add(ids);
    }
    return groups;
  }

  /** Ten rounds with a thousand channels each are far below 5 MB then. */
  @Test
  void aChannelTakesAtMost200BytesARound(@TempDir Path folder) throws Exception {
    RunConfig config = Configs.seeded(2, 1).withSeedNet(SeedNet.named("vgg-small"));
    Path run = folder.resolve("run");
    Services.fake(new FakeEngine.Script())
        .start(config, run, RunPageTest::veto, event -> {})
        .await();
    String html = RunPage.html(RunHistory.read(run));
    JsonNode rounds = data(html).get("rounds");
    assertEquals(3, rounds.size());
    for (JsonNode round : rounds) {
      int channels = ids(round.get("net")).stream().mapToInt(List::size).sum();
      assertTrue(channels >= 224, "found " + channels);
      int bytes = round.toString().length();
      assertTrue(bytes < 200 * channels, bytes + " bytes for " + channels + " channels");
    }
    assertTrue(html.length() < 250_000, "found " + html.length());
    JsonNode vetoed = rounds.get(1).get("set").get(rounds.get(1).get("set").size() - 1);
    assertEquals("vetoed", vetoed.get(0).asText());
    assertEquals("left out", vetoed.get(7).asText());
    assertEquals("person", rounds.get(1).get("by").asText());
  }

  /** All that is proposed but its first candidate. */
  private static Decision veto(Proposal proposal) {
    List<Integer> set = proposal.selected();
    return new Decision(
        set.subList(1, set.size()), set.subList(0, 1), List.of(), List.of(), Decision.By.PERSON);
  }

  @Test
  void thePageIsTheSameUnderEveryLanguage() throws IOException {
    String expected = RunPage.html(sample());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(expected, RunPage.html(sample()));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aRunThatIsAskedForInOneRoundHasAPageToo(@TempDir Path folder) throws Exception {
    Path run = folder.resolve("run");
    Services.fake(new FakeEngine.Script())
        .start(Configs.seeded(0, 1), run, Decider.automatic(), event -> {})
        .await();
    assertEquals(1, data(RunPage.html(RunHistory.read(run))).get("rounds").size());
  }

  @ParameterizedTest
  @CsvSource({
    "0.00123456, 4, 1235e-6",
    "1234567, 4, 1235e3",
    "0.0123456, 4, 0.01235",
    "-0.000000123449, 4, -1234e-10",
    "0, 4, 0",
    "1e-300, 4, 1e-300",
    "NaN, 4, null",
    "Infinity, 4, null",
    "2.30258509, 6, 2.30259",
    "10, 4, 10"
  })
  void numbersAreShort(double number, int digits, String expected) {
    assertEquals(expected, CompactJson.number(number, digits));
  }
}
