package org.morphoscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.format.Figures;
import org.morphoscope.chart.format.Format;
import org.morphoscope.chart.format.Tables;
import org.morphoscope.cli.environment.WholeFiles;
import org.morphoscope.cli.option.FigureOptions;
import org.morphoscope.export.FileContent;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** Figures and tables as files: where they go, in which formats, and which letters are missing. */
final class ExportedFiles {
  private final Optional<Path> out;
  private final List<String> formats;
  private final FigureOptions look;
  private final Consumer<Path> written;

  /** Characters that boxes were drawn for. */
  private final Set<String> missing = new TreeSet<>();

  /**
   * @param out file to write to; empty for the name of what is written, in the current folder
   * @param formats endings; empty for that of {@code out}, else pdf or md
   * @param look of figures
   * @param written told the name of every file
   */
  ExportedFiles(
      Optional<Path> out, List<String> formats, FigureOptions look, Consumer<Path> written) {
    this.out = out;
    this.formats = List.copyOf(formats);
    this.look = look;
    this.written = written;
  }

  /** Writes a figure in each of the formats. */
  void figure(FigureSpec drawn) throws IOException {
    List<String> chosen = formats.isEmpty() ? List.of(ending("pdf")) : formats;
    for (String name : chosen) {
      Format format = Format.of(name);
      Path file = out.orElseGet(() -> Path.of(drawn.name() + "." + format.ending()));
      figure(drawn, format, chosen.size() == 1 ? file : withEnding(file, format.ending()));
    }
  }

  private void figure(FigureSpec drawn, Format format, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FigureSpec shown = look.axes(drawn);
    Figures.write(shown, look.style(shown), format, bytes);
    if (format == Format.PDF || format == Format.PNG) {
      missing.addAll(Figures.missing(shown, look.style(shown)));
    }
    write(file, bytes.toByteArray());
  }

  /** Writes a table in each of the formats. */
  void table(String name, Table content) throws IOException {
    List<String> chosen = formats.isEmpty() ? List.of(ending("md")) : formats;
    for (String format : chosen) {
      String text =
          switch (format) {
            case "tex" -> Tables.tex(content);
            case "md" -> Tables.markdown(content);
            case "csv" -> Tables.csv(content);
            default ->
                throw new IllegalArgumentException(
                    Texts.of("unknown format '%s': expected one of tex, md, csv", format));
          };
      Path file = out.orElseGet(() -> Path.of(name + "." + format));
      write(
          chosen.size() == 1 ? file : withEnding(file, format),
          text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String ending(String otherwise) {
    String name = out.map(WholeFiles::name).orElse("");
    int dot = name.lastIndexOf('.');
    return dot < 0 ? otherwise : name.substring(dot + 1);
  }

  private static Path withEnding(Path file, String ending) {
    if (Files.isDirectory(file)) {
      return file; // the system says so when it is written
    }
    String name = WholeFiles.name(file);
    boolean ended =
        Stream.concat(Arrays.stream(Format.values()).map(Format::ending), Stream.of("md"))
            .anyMatch(known -> name.endsWith("." + known));
    String stem = ended ? name.substring(0, name.lastIndexOf('.')) : name;
    return file.resolveSibling(stem + "." + ending);
  }

  private void write(Path file, byte[] bytes) throws IOException {
    write(new FileContent(file, bytes));
  }

  /** Writes a file and tells its name. */
  void write(FileContent content) throws IOException {
    WholeFiles.write(content);
    written.accept(content.file());
  }

  /**
   * Writes figures into a folder, in each of the formats.
   *
   * @param leftOut told of every figure that the run is too old for
   * @return whether anything was written
   */
  boolean all(Path folder, List<Supplier<FigureSpec>> figures, Consumer<String> leftOut)
      throws IOException {
    List<Format> chosen =
        (formats.isEmpty() ? List.of("pdf") : formats).stream().map(Format::of).toList();
    boolean any = false;
    for (Supplier<FigureSpec> each : figures) {
      FigureSpec drawn;
      try {
        drawn = each.get();
      } catch (IllegalArgumentException e) {
        leftOut.accept("left out: " + e.getMessage());
        continue;
      }
      for (Format format : chosen) {
        figure(drawn, format, folder.resolve(drawn.name() + "." + format.ending()));
        any = true;
      }
    }
    return any;
  }

  /** What is to be said of letters that boxes were drawn for; empty when there are none. */
  Optional<String> missing() {
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Texts.of(
                "No font of this system has %s: PDF and PNG show boxes there, SVG and TeX keep"
                    + " the letters; install a font that has them.",
                Names.shown(String.join(" ", missing))));
  }
}
