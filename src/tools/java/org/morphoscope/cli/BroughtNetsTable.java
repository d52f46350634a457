package org.morphoscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.model.onnx.BroughtNets;
import org.morphoscope.text.Texts;

/**
 * What becomes of trained nets that are brought as ONNX: accuracy on validation images as the
 * exporter computes it, after import, after a round of growth and behind its tail, for every kind
 * of export. A tenth of the images is set aside for validation. Arguments: DATA IMAGES EPOCHS SEED
 * [OPTION...], where IMAGES limits those that are trained on, and the options go to {@code grow}.
 */
public final class BroughtNetsTable {
  private static final double VALIDATION = 0.1;

  private BroughtNetsTable() {}

  public static void main(String[] args) throws Exception {
    BroughtTrial trial =
        new BroughtTrial(
            args[0],
            Integer.parseInt(args[1]),
            VALIDATION,
            Integer.parseInt(args[2]),
            Long.parseLong(args[3]));
    String[] options = Arrays.copyOfRange(args, 4, args.length);
    System.out.println("net        exporter imported round 1 tail   diverged");
    int harmed = 0;
    for (BroughtNets.Kind kind : BroughtNets.Kind.values()) {
      Path folder = Files.createTempDirectory("brought");
      try {
        BroughtTrial.Outcome o = trial.run(kind, folder, options);
        harmed += o.imported() != o.exporter() || o.finished() < o.exporter() - 0.01 ? 1 : 0;
        System.out.println(
            Texts.of(
                "%-10s %.4f   %.4f   %.4f  %.4f %d",
                kind, o.exporter(), o.imported(), o.grown(), o.finished(), o.retries()));
      } finally {
        Durable.deleteTree(folder);
      }
    }
    System.exit(harmed == 0 ? 0 : 1);
  }
}
