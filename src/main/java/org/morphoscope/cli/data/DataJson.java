package org.morphoscope.cli.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.morphoscope.data.DataNote;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.EqualImages;

/** A data set in numbers, as an object for programs. New fields may come, none change. */
final class DataJson {
  private DataJson() {}

  static ObjectNode of(DataSummary summary) {
    Dataset data = summary.data();
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    to.put("data", summary.name()).put("kind", data.name());
    to.put("height", data.train().height())
        .put("width", data.train().width())
        .put("channels", data.train().channels());
    data.train().table().ifPresent(table -> table.columns().forEach(to.putArray("columns")::add));
    summary.parts().forEach(to.putObject("splits")::put);
    ArrayNode classes = to.putArray("classes");
    for (DataSummary.ClassCount each : summary.classes()) {
      ObjectNode counts = classes.addObject().put("name", each.name());
      each.images().forEach(counts::put);
    }
    ArrayNode sizes = to.putArray("sizes");
    data.notes()
        .sizes()
        .forEach(
            (size, pictures) ->
                sizes
                    .addObject()
                    .put("width", size.width())
                    .put("height", size.height())
                    .put("pictures", pictures));
    ArrayNode skipped = to.putArray("skipped");
    data.notes()
        .skipped()
        .forEach(each -> skipped.addObject().put("file", each.file()).put("reason", each.reason()));
    put(to, "mean", summary.statistics().mean());
    put(to, "deviation", summary.statistics().deviation());
    putEqual(to.putObject("duplicates"), summary.equal());
    ArrayNode notes = to.putArray("notes");
    for (DataNote note : data.notes().notes()) {
      ObjectNode object =
          notes
              .addObject()
              .put("topic", note.topic().name().toLowerCase(Locale.ROOT))
              .put("sentence", note.sentence());
      note.items().forEach(object.putArray("items")::add);
    }
    return to.put("fingerprint", data.fingerprint());
  }

  private static void put(ObjectNode to, String name, List<Double> values) {
    values.forEach(to.putArray(name)::add);
  }

  private static void putEqual(ObjectNode to, EqualImages equal) {
    to.put("train", equal.training())
        .put("trainWithOtherClass", equal.otherClass())
        .put("validationInTrain", equal.validationInTraining())
        .put("testInTrain", equal.testInTraining())
        .put("testInValidation", equal.testInValidation());
  }
}
