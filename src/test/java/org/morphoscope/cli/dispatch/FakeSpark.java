package org.morphoscope.cli.dispatch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.FakeProgram;
import org.morphoscope.growth.FakeEngine;
import picocli.CommandLine;

/**
 * What Spark's side is to the program, in one process and on the fake engine. A run named in the
 * first argument fails, and the process dies at the run named in the second.
 */
public final class FakeSpark {
  private FakeSpark() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    out.println("a line that is not meant for the program");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = WordLine.of(line);
      if (!words.get(0).equals("run")) {
        continue;
      }
      String name = words.get(1);
      if (name.equals(args[1])) {
        System.exit(3);
      }
      List<String> answer =
          name.equals(args[0]) || play(words) != 0
              ? List.of("failed", name, "as it was told, 100 %")
              : List.of("done", name);
      out.println(WordLine.MARK + WordLine.line(answer));
      out.flush();
    }
  }

  private static int play(List<String> words) {
    CommandLine line = Cli.create(FakeProgram.environment(new FakeEngine.Script()), List.of());
    line.setOut(new PrintWriter(System.err, true));
    List<String> all = new ArrayList<>(words.subList(6, words.size()));
    all.addAll(List.of("--out", words.get(3)));
    return line.execute(all.toArray(String[]::new));
  }
}
