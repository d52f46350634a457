package org.morphoscope.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.model.Model;
import org.morphoscope.model.dl4j.Dl4jWriter;
import org.morphoscope.model.onnx.OnnxPixels;
import org.morphoscope.model.onnx.OnnxWriter;
import org.morphoscope.model.safetensors.SafetensorsWriter;
import org.morphoscope.net.ImagePipeline;
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
    Model model = net.model(Map.of());
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
   * {@return an ONNX file that takes pixels and gives probabilities; it is not written yet}
   *
   * @param net with its way with pictures
   * @param layout nhwc or nchw: order of the input's axes
   * @param out where to, or null for {@code net.onnx} in the current folder
   * @throws IllegalArgumentException in words when the layout is unknown, or nobody knows how the
   *     net was trained to see images
   */
  public static FileContent onnxOfPixels(RecordedNet net, String layout, Path out) {
    if (!layout.equals("nhwc") && !layout.equals("nchw")) {
      throw new IllegalArgumentException(
          Texts.of("--layout: expected nhwc or nchw, found '%s'", layout));
    }
    if (net.pipeline().isEmpty()) {
      throw new IllegalArgumentException("--with-preprocessing: " + net.notices().get(0));
    }
    ImagePipeline pipeline = net.pipeline().get();
    if (pipeline.isTable()) {
      throw new IllegalArgumentException(
          "--with-preprocessing: expected a net of pictures, found one of a table, whose numbers are"
              + " no bytes; scale them by mean and std of the file's metadata");
    }
    OnnxPixels pixels = new OnnxPixels(pipeline.mean(), pipeline.std(), layout.equals("nchw"));
    Map<String, String> told =
        Map.of(
            "input",
            "uint8 " + layout.toUpperCase(Locale.ROOT) + ", 0 to 255",
            "output",
            "probabilities");
    Path file = out == null ? Path.of("net.onnx") : out;
    return new FileContent(file, OnnxWriter.write(net.model(told), Optional.of(pixels)));
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
