package org.morphoscope.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunReader;
import org.morphoscope.model.Model;
import org.morphoscope.model.dl4j.Dl4jWriter;
import org.morphoscope.model.onnx.OnnxWriter;
import org.morphoscope.model.safetensors.SafetensorsWriter;
import org.morphoscope.run.RoundState;
import org.morphoscope.text.Texts;

/** The net of a recorded round as the files of other tools. */
public final class ModelFiles {
  /** Names of the formats. */
  public static final List<String> FORMATS = List.of("onnx", "safetensors", "dl4j");

  private ModelFiles() {}

  /**
   * @param format onnx, safetensors or dl4j
   * @param round the round at whose end the net is taken; empty for the net that the run has come
   *     to, behind the tail of its last round
   * @param tail whether the net of that round is taken behind its tail
   * @param out where to, or null for {@code net} in the current folder
   * @throws IllegalArgumentException in words when the format is unknown or the run has no such
   *     round
   */
  public static List<FileContent> of(
      String format, Path run, OptionalInt round, boolean tail, Path out) throws IOException {
    if (!FORMATS.contains(format)) {
      throw new IllegalArgumentException(
          Texts.of(
              "unknown model format '%s': expected one of %s", format, String.join(", ", FORMATS)));
    }
    String ending = format.equals("dl4j") ? "zip" : format;
    Path file = out == null ? Path.of("net." + ending) : out;
    RunReader reader = RunReader.open(run);
    Model model = model(reader.info(), state(reader, run, round, tail));
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

  private static RoundState state(RunReader reader, Path run, OptionalInt wanted, boolean tail)
      throws IOException {
    List<Integer> rounds = reader.checkpoints();
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException(run + " has no finished round whose net could be written");
    }
    int last = rounds.get(rounds.size() - 1);
    int round = wanted.orElse(last);
    if (!rounds.contains(round)) {
      throw new IllegalArgumentException(
          Texts.of(
              "--round: expected a finished round from %d to %d, found %d",
              rounds.get(0), last, round));
    }
    if (tail && !reader.tails().contains(round)) {
      throw new IllegalArgumentException(
          Texts.of(
              "--tail: expected a round with a tail (%s), found round %d; leave the option out for the net before growth went on",
              reader.tails().isEmpty() ? "this run has none" : "one of " + reader.tails(), round));
    }
    if (wanted.isEmpty() && !tail) {
      return reader.lastState().orElseThrow();
    }
    return tail ? reader.tailState(round) : reader.state(round);
  }

  private static Model model(RunInfo info, RoundState state) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("run", info.runId());
    metadata.put("round", Integer.toString(state.round()));
    state
        .summary()
        .tail()
        .ifPresent(tail -> metadata.put("tailEpochs", Integer.toString(tail.epochs())));
    metadata.put("seed", Long.toString(info.config().seed()));
    metadata.put("program", "morphoscope " + info.program());
    metadata.put("data", info.fingerprint());
    metadata.put("architecture", ArchitectureFile.write(state.snapshot().spec()));
    return new Model(state.snapshot().spec(), Snapshots.weights(state.snapshot()), metadata);
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
