package org.morphoscope.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.FakeProgram;
import org.morphoscope.growth.FakeEngine;
import picocli.CommandLine;

class ServeCommandTest {
  private static void refused(String expected, String... options) {
    CommandLine line = Cli.create(FakeProgram.environment(new FakeEngine.Script()), List.of());
    StringWriter text = new StringWriter();
    line.setErr(new PrintWriter(text, true));
    String[] all = new String[options.length + 1];
    all[0] = "serve";
    System.arraycopy(options, 0, all, 1, options.length);
    assertEquals(2, line.execute(all), text.toString());
    assertTrue(text.toString().contains(expected), text.toString());
  }

  @Test
  void whatCannotBeServedIsRefusedBeforeAnythingIsOpened() {
    refused("expected HOST:PORT", "--listen", "a b");
    refused("at most 65535", "--listen", "localhost:70000");
    refused("--tls-key", "--tls-cert", "server.crt");
    refused("before the =", "--data", "a/b=cifar10:DIR");
    refused("before the =", "--data", "generated=cifar10:DIR");
    refused("--socket", "--private");
  }
}
