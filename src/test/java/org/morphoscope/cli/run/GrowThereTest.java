package org.morphoscope.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.FakeProgram;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.service.remote.TestServer;
import picocli.CommandLine;

/** {@code morphoscope grow --connect}, with data by the name that the server has for it. */
@Timeout(60)
class GrowThereTest {
  @TempDir Path temporary;
  private final StringWriter err = new StringWriter();

  private int grow(TestServer server, String... more) {
    CliEnvironment plain = FakeProgram.environment(new FakeProgram.Quick());
    CliEnvironment home =
        new CliEnvironment(
            plain.version(),
            plain.services(),
            plain.teams(),
            plain.window(),
            plain.diagnostics(),
            plain.interrupts(),
            plain.terminal(),
            plain.variables(),
            plain.properties(),
            temporary.resolve("laptop/log"),
            plain.calendar(),
            plain.clock());
    CommandLine line = Cli.create(home, List.of());
    line.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
    String address = "127.0.0.1:" + server.port() + "#" + server.fingerprint();
    String token = temporary.resolve("OWN.token").toString();
    List<String> words =
        new ArrayList<>(
            List.of("grow", "--connect", address, "--token-file", token, "--rounds", "1"));
    words.addAll(List.of(more));
    return line.execute(words.toArray(String[]::new));
  }

  @Test
  void dataGoesByTheNameThatTheServerHas() throws Exception {
    Files.createDirectories(temporary.resolve("laptop"));
    try (TestServer server = TestServer.open(temporary, new FakeEngine.Script())) {
      assertEquals(0, grow(server, "--data", "digits", "--out", "there"), err::toString);
      assertEquals(
          RunReader.open(temporary.resolve("runs/there")).allEvents().size(),
          server.runs().hosted("there").orElseThrow().told().lines());
      assertEquals(1, grow(server, "--data", "letters", "--out", "no"));
      assertTrue(err.toString().contains("digits"), err.toString());
      Path net = Files.writeString(temporary.resolve("net.onnx"), "");
      assertEquals(
          2, grow(server, "--data", "digits", "--seed-net", net.toString(), "--out", "no"));
      assertTrue(err.toString().contains("--learning-rate: expected one"), err.toString());
    }
  }
}
