package org.morphoscope.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.model.Model;
import org.morphoscope.model.dl4j.Dl4jWriter;
import org.morphoscope.model.onnx.OnnxWriter;
import org.morphoscope.model.safetensors.SafetensorsWriter;
import org.morphoscope.text.Texts;

/** The net of a recorded round as the files of other tools. */
public final class ModelFiles {
  /** Names of the formats. */
  public static final List<String> FORMATS = List.of("onnx", "safetensors", "dl4j");

  private ModelFiles() {}

  /**
   * {@return the files of a net; none is written yet}
   *
   * @param format onnx, safetensors or dl4j
   * @param net with what it needs to be used on pictures
   * @param out where to, or null for {@code net} in the current folder
   * @throws IllegalArgumentException in words when the format is unknown
   * @throws IOException when the tool's writer fails
   */
  public static List<FileContent> of(String format, RecordedNet net, Path out) throws IOException {
    if (!FORMATS.contains(format)) {
      throw new IllegalArgumentException(
          Texts.of(
              "unknown model format '%s': expected one of %s", format, String.join(", ", FORMATS)));
    }
    String ending = format.equals("dl4j") ? "zip" : format;
    Path file = out == null ? Path.of("net." + ending) : out;
    Model model = net.model();
    if (format.equals("onnx")) {
      return List.of(new FileContent(file, OnnxWriter.write(model)));
    }
    if (format.equals("dl4j")) {
      return List.of(new FileContent(file, Dl4jWriter.write(model)));
    }
    return List.of(
        new FileContent(file, SafetensorsWriter.write(model)),
        new FileContent(
            withEnding(file, "json"),
            ArchitectureFile.write(model.spec()).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * {@return the files of the net that a run has come to; none is written yet}
   *
   * @param format onnx, safetensors or dl4j
   * @param run folder of the run
   * @param out where to, or null for {@code net} in the current folder
   * @throws IllegalArgumentException in words when the format is unknown or the run has no net yet
   * @throws IOException in one sentence when the run cannot be read
   */
  public static List<FileContent> ofLast(String format, Path run, Path out) throws IOException {
    return of(format, RecordedNet.of(run, OptionalInt.empty(), false), out);
  }

  private static Path withEnding(Path file, String ending) {
    if (Files.isDirectory(file)) {
      return file; // the system says so when it is written
    }
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "." + ending);
  }
}
