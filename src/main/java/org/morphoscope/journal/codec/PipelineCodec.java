package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.net.ImagePipeline.ResizeRule;
import org.morphoscope.net.TensorShape;

/**
 * What a net needs to be used on pictures, as JSON: {@code mean}, {@code std}, {@code classes},
 * {@code image_size} (height and width), {@code resize} and {@code channel_order}, beside {@code
 * run}. Of a table {@code columns} (names in the order of the net's channels) stands in the place
 * of the last two. The same names and values are fields of {@code run.json} and {@code state.json}
 * and the metadata of every file that a net is written to, where each value is JSON text.
 */
public final class PipelineCodec {
  private static final String MEAN = "mean";
  private static final String STD = "std";
  private static final String CLASSES = "classes";
  private static final String SIZE = "image_size";
  private static final String RESIZE = "resize";
  private static final String ORDER = "channel_order";
  private static final String COLUMNS = "columns";
  private static final String RUN = "run";

  private PipelineCodec() {}

  /**
   * Adds the fields to an object.
   *
   * @param pipeline how pictures become images of the net
   * @param to gets the field; an old value is replaced
   */
  public static void encode(ImagePipeline pipeline, ObjectNode to) {
    put(to, MEAN, pipeline.mean());
    put(to, STD, pipeline.std());
    meaning(pipeline.classes(), pipeline.images(), pipeline.resize(), to);
    if (pipeline.isTable()) {
      to.remove(List.of(RESIZE, ORDER));
      pipeline.columns().forEach(to.putArray(COLUMNS)::add);
    }
  }

  private static void meaning(
      List<String> classes, TensorShape images, ResizeRule resize, ObjectNode to) {
    ArrayNode names = to.putArray(CLASSES);
    classes.forEach(names::add);
    to.putArray(SIZE).add(images.height()).add(images.width());
    to.put(RESIZE, resize.label());
    to.put(ORDER, ImagePipeline.channelOrder(images.channels()));
  }

  private static void put(ObjectNode to, String name, List<Double> values) {
    ArrayNode list = to.putArray(name);
    values.forEach(list::add);
  }

  /**
   * {@return the pipeline that an object tells of; empty where it tells of none, as in runs
   * recorded before it was}
   *
   * @param from an object of JSON
   */
  public static Optional<ImagePipeline> decode(Fields from) {
    if (from.isNull(MEAN) || from.isNull(STD) || from.isNull(CLASSES) || from.isNull(SIZE)) {
      return Optional.empty();
    }
    List<Integer> size = from.integers(SIZE);
    if (size.size() != 2) {
      throw new MalformedException("height and width in field \"" + SIZE + "\"", size.toString());
    }
    List<Double> mean = list(from.numbers(MEAN));
    try {
      return Optional.of(
          new ImagePipeline(
              mean,
              list(from.numbers(STD)),
              from.texts(CLASSES),
              new TensorShape(Math.max(1, mean.size()), size.get(0), size.get(1)),
              from.isNull(RESIZE) ? ResizeRule.SQUARE_AREA : ResizeRule.of(from.text(RESIZE)),
              from.isNull(COLUMNS) ? List.of() : from.texts(COLUMNS)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a net's way with pictures", "one with " + e.getMessage());
    }
  }

  private static List<Double> list(double[] numbers) {
    return DoubleStream.of(numbers).boxed().toList();
  }

  /**
   * {@return the pipeline as metadata of a net's file: JSON texts by name}
   *
   * @param pipeline how pictures become images of the net
   * @param run unique name of the run
   */
  public static Map<String, String> metadata(ImagePipeline pipeline, String run) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    encode(pipeline, node);
    return texts(node.put(RUN, run));
  }

  /**
   * {@return the same of a net whose mean and deviation nobody knows any more}
   *
   * @param classes names of the outputs in order
   * @param images size of an image
   * @param resize how pictures of another size are fitted
   * @param run unique name of the run
   */
  public static Map<String, String> metadata(
      List<String> classes, TensorShape images, ResizeRule resize, String run) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    meaning(classes, images, resize, node);
    return texts(node.put(RUN, run));
  }

  private static Map<String, String> texts(ObjectNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(field -> texts.put(field.getKey(), field.getValue().toString()));
    return texts;
  }

  /**
   * {@return the pipeline that a file's metadata tells of; empty where it does not}
   *
   * @param metadata JSON texts by name; others are passed over
   * @throws MalformedException when a value is not what its name promises
   */
  public static Optional<ImagePipeline> ofMetadata(Map<String, String> metadata) {
    return decode(fields(metadata));
  }

  /**
   * {@return names of the outputs, where the metadata tells them, else empty}
   *
   * @param metadata JSON texts by name
   */
  public static List<String> classes(Map<String, String> metadata) {
    Fields fields = fields(metadata);
    return fields.isNull(CLASSES) ? List.of() : fields.texts(CLASSES);
  }

  private static Fields fields(Map<String, String> metadata) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (String name : List.of(MEAN, STD, CLASSES, SIZE, RESIZE, COLUMNS)) {
      if (metadata.containsKey(name)) {
        node.set(name, value(name, metadata.get(name)));
      }
    }
    return Fields.of(node, "metadata");
  }

  private static JsonNode value(String name, String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new MalformedException("JSON in \"" + name + "\"", "\"" + text + "\"");
    }
  }
}
