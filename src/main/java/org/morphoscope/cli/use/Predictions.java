package org.morphoscope.cli.use;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.morphoscope.study.evaluate.Answers;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** Answers to pictures or rows as lines of a table, of CSV, or of JSON. */
abstract class Predictions {
  private static final int SHOWN = 3;

  final PrintWriter out;
  final List<String> classes;

  private Predictions(PrintWriter out, List<String> classes) {
    this.out = out;
    this.classes = classes;
  }

  /**
   * @param format table, csv or jsonl
   * @param top how many classes are listed; empty for what is usual
   * @param longest characters of the longest file name
   */
  static Predictions of(
      String format, PrintWriter out, List<String> classes, OptionalInt top, int longest) {
    return switch (format) {
      case "csv" -> new Csv(out, classes, top);
      case "jsonl" -> new JsonLines(out, classes, top);
      default -> new Table(out, classes, top, longest);
    };
  }

  /**
   * Writes an answer.
   *
   * @param file name of the picture, or file and line of the row
   * @param n its place among the answers
   */
  abstract void write(String file, Answers answers, int n);

  private static int listed(OptionalInt top, int usual, int classes) {
    return Math.min(classes, top.orElse(usual));
  }

  /** The most probable classes side by side. */
  private static final class Table extends Predictions {
    private final int listed;
    private final String column;

    Table(PrintWriter out, List<String> classes, OptionalInt top, int longest) {
      super(out, classes);
      listed = listed(top, SHOWN, classes.size());
      column = "%-" + Math.max(4, longest) + "s";
      int widest = classes.stream().mapToInt(String::length).max().orElse(5);
      StringBuilder head = new StringBuilder(Texts.of(column, "file"));
      for (int k = 0; k < listed; k++) {
        head.append(Texts.of("  %-" + Math.max(5, widest) + "s  %6s", "class", "p"));
      }
      out.println(head);
    }

    @Override
    void write(String file, Answers answers, int n) {
      int widest = classes.stream().mapToInt(String::length).max().orElse(5);
      StringBuilder line = new StringBuilder(Texts.of(column, Names.shown(file)));
      int[] ranking = answers.ranking(n);
      for (int k = 0; k < listed; k++) {
        line.append(
            Texts.of(
                "  %-" + Math.max(5, widest) + "s  %.4f",
                Names.shown(classes.get(ranking[k])),
                answers.probability(n, ranking[k])));
      }
      out.println(line);
      out.flush();
    }
  }

  /** A column per class, or per place where only the first ones are asked for. */
  private static final class Csv extends Predictions {
    private final OptionalInt top;

    Csv(PrintWriter out, List<String> classes, OptionalInt top) {
      super(out, classes);
      this.top = top;
      List<String> head = new ArrayList<>(List.of("file", "class", "probability"));
      if (top.isEmpty()) {
        head.addAll(classes);
      } else {
        for (int k = 2; k <= listed(top, 1, classes.size()); k++) {
          head.add("class " + k);
          head.add("probability " + k);
        }
      }
      print(head);
    }

    @Override
    void write(String file, Answers answers, int n) {
      int[] ranking = answers.ranking(n);
      List<String> cells = new ArrayList<>(List.of(file));
      int pairs = top.isEmpty() ? 1 : listed(top, 1, classes.size());
      for (int k = 0; k < pairs; k++) {
        cells.add(classes.get(ranking[k]));
        cells.add(Double.toString(answers.probability(n, ranking[k])));
      }
      for (int k = 0; top.isEmpty() && k < classes.size(); k++) {
        cells.add(Double.toString(answers.probability(n, k)));
      }
      print(cells);
    }

    private void print(List<String> cells) {
      out.println(String.join(",", cells.stream().map(Csv::quoted).toList()));
      out.flush();
    }

    private static String quoted(String cell) {
      String safe = Names.inCell(cell);
      return safe.matches("[^\",\\r\\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
  }

  /** An object per picture. */
  private static final class JsonLines extends Predictions {
    private final OptionalInt top;

    JsonLines(PrintWriter out, List<String> classes, OptionalInt top) {
      super(out, classes);
      this.top = top;
    }

    @Override
    void write(String file, Answers answers, int n) {
      int[] ranking = answers.ranking(n);
      ObjectNode line =
          JsonNodeFactory.instance
              .objectNode()
              .put("file", file)
              .put("class", classes.get(ranking[0]))
              .put("probability", answers.probability(n, ranking[0]));
      ObjectNode all = line.putObject("probabilities");
      int listed = listed(top, classes.size(), classes.size());
      for (int k = 0; k < listed; k++) {
        int output = top.isPresent() ? ranking[k] : k;
        all.put(classes.get(output), answers.probability(n, output));
      }
      out.println(line);
      out.flush();
    }
  }
}
