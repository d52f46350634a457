package org.morphoscope.cli.use;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.model.Model;
import org.morphoscope.model.dl4j.Dl4jReader;
import org.morphoscope.model.onnx.OnnxReader;
import org.morphoscope.model.safetensors.SafetensorsReader;
import org.morphoscope.model.safetensors.StoredArrays;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** Nets in files of other tools. */
final class NetFile {
  private NetFile() {}

  /**
   * @param images size of the images, for a zip of DeepLearning4J that does not tell it
   * @throws IOException in one sentence when the file is damaged, of another kind, or holds what a
   *     net of ours cannot express
   */
  static Model read(Path file, Optional<TensorShape> images) throws IOException {
    return switch (NetOptions.ending(file)) {
      case "onnx" -> OnnxReader.read(file);
      case "zip" -> Dl4jReader.read(file, images);
      case "safetensors" -> safetensors(file);
      default ->
          throw new IOException(
              Texts.of(
                  "%s: expected the folder of a run, or a net as .onnx, .safetensors or .zip of"
                      + " DeepLearning4J, found %s; check the path.",
                  file, Files.exists(file) ? "another file" : "nothing of that name"));
    };
  }

  /** The architecture is in the file's own metadata or, with files of others, beside it. */
  private static Model safetensors(Path file) throws IOException {
    StoredArrays stored = SafetensorsReader.read(file);
    String architecture = stored.metadata().get("architecture");
    NetworkSpec spec;
    if (architecture == null) {
      String name = file.getFileName().toString();
      Path beside = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
      if (!Files.exists(beside)) {
        throw new IOException(
            Texts.of(
                "%s: expected the architecture in its metadata or as %s beside it, found neither;"
                    + " put it there (morphoscope architecture --schema).",
                file, beside.getFileName()));
      }
      spec = ArchitectureFile.read(beside);
    } else {
      spec = ArchitectureFile.parse(file, architecture.getBytes(StandardCharsets.UTF_8));
    }
    return new Model(spec, stored.weights(spec), stored.metadata());
  }
}
