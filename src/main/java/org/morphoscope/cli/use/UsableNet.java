package org.morphoscope.cli.use;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.morphoscope.compute.Weights;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.Normalisation;
import org.morphoscope.export.RecordedNet;
import org.morphoscope.net.ImagePipeline.ResizeRule;
import org.morphoscope.net.NetworkSpec;

/**
 * A net with what it needs to be used.
 *
 * @param name of the run or file, with the round
 * @param normalisation how it was trained to see images
 * @param resize how pictures become images
 * @param classes names of the outputs; empty where nobody knows them
 * @param columns names of a table's columns that it sees; empty for a net of pictures
 * @param run the recorded run that it is of; empty for a file
 * @param data fingerprint of the data that it was trained on, where it is known
 * @param notices what a person should know of it, each a sentence
 */
record UsableNet(
    String name,
    NetworkSpec spec,
    Weights weights,
    Normalisation normalisation,
    ResizeRule resize,
    List<String> classes,
    List<String> columns,
    Optional<RecordedNet> run,
    Optional<String> data,
    List<String> notices) {

  /** Rules by which pictures are read for it. */
  DataRules rules() {
    return resize == ResizeRule.SQUARE_AREA ? DataRules.CURRENT : DataRules.FIRST;
  }

  /** Threads of the run, on which last digits depend. */
  OptionalInt threads() {
    return run.map(net -> net.info().threads()).orElse(OptionalInt.empty());
  }
}
