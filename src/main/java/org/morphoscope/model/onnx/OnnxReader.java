package org.morphoscope.model.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.morphoscope.model.Model;
import org.morphoscope.model.ModelBytes;
import org.morphoscope.model.ModelException;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.text.Texts;

/**
 * Reads ONNX nets of operator sets 7 to 23 made of convolutions (plain or depthwise),
 * BatchNormalization, ReLU and ReLU6, poolings, sums and dense layers, in the ways that the usual
 * exporters write them; weights as float32, float64, float16 or bfloat16, in the file or in files
 * beside it.
 */
public final class OnnxReader {
  /** Said of a net without BatchNormalization. */
  public static final String FOLDED =
      "The net has no BatchNormalization: its exporter has most likely folded it into the"
          + " convolutions, and such a net trains well at small rates only; --restore-batch-norm puts"
          + " identities back in the places.";

  private OnnxReader() {}

  /**
   * What a look at a file finds.
   *
   * @param model the net, when nothing keeps it from being read
   * @param problems everything that does, each a sentence with its cure
   */
  public record Check(Optional<Model> model, List<String> problems) {
    /**
     * Copies the list.
     *
     * @param model the net, when nothing keeps it from being read
     * @param problems everything that does, each a sentence with its cure
     */
    public Check {
      problems = List.copyOf(problems);
    }
  }

  /** What was read, before it is put into words. */
  private record Found(Optional<Model> model, List<UnsuitableException> problems) {}

  /**
   * {@return the net of the file}
   *
   * @param file read whole, with the files beside it that it names
   * @throws ModelException in one sentence when the file or one beside it is damaged or missing, or
   *     naming the first node that a net of ours cannot express
   */
  public static Model read(Path file) throws ModelException {
    Found found = find(file);
    if (found.model().isPresent()) {
      return found.model().get();
    }
    UnsuitableException first = found.problems().get(0);
    int more = found.problems().size() - 1;
    throw ModelException.of(
        file,
        more == 0
            ? first
            : first.andThen(
                Texts.of("'morphoscope architecture' on the file names %d more", more)));
  }

  /**
   * {@return everything that keeps a file from being read, not only the first thing found}
   *
   * @param file the file; read whole
   * @throws ModelException in one sentence when it is no ONNX file at all
   */
  public static Check check(Path file) throws ModelException {
    Found found = find(file);
    return new Check(
        found.model(),
        found.problems().stream().map(e -> ModelException.of(file, e).getMessage()).toList());
  }

  private static Found find(Path file) throws ModelException {
    return ModelBytes.read(file, "an ONNX file", bytes -> find(file, OnnxParser.parse(bytes)));
  }

  private static Found find(Path path, OnnxFile file) {
    Map<String, OnnxTensor> constants = new LinkedHashMap<>(file.constants());
    OnnxSideFiles beside = new OnnxSideFiles(path);
    beside.resolve(constants);
    List<UnsuitableException> problems = new ArrayList<>(beside.problems());
    OnnxImport graph = new OnnxImport(file.withConstants(constants));
    Optional<Model> model = graph.model();
    // a node whose weights lie in a file that is missing has nothing wrong with it
    graph.problems().stream()
        .filter(e -> !beside.missing().contains(e.place()))
        .forEach(problems::add);
    return new Found(problems.isEmpty() ? model : Optional.empty(), problems);
  }
}
