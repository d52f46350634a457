package org.morphoscope.model.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.morphoscope.model.ModelBytes;
import org.morphoscope.model.ModelException;
import org.morphoscope.model.Parameter;
import org.morphoscope.model.ShortFloats;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.text.Texts;

/** Reads safetensors files of float32, float64, float16 and bfloat16 arrays. */
public final class SafetensorsReader {
  private static final int MAX_HEADER = 1 << 24;
  private static final int MAX_AXES = 8;

  private final ByteBuffer data;
  private final int start;

  private SafetensorsReader(ByteBuffer data, int start) {
    this.data = data;
    this.start = start;
  }

  /**
   * {@return the arrays of the file, and what its header says besides}
   *
   * @param file the file; read whole
   * @throws ModelException in one sentence when it is no such file
   */
  public static StoredArrays read(Path file) throws ModelException {
    return ModelBytes.read(file, "a safetensors file", bytes -> decode(file, bytes));
  }

  private static StoredArrays decode(Path file, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < Long.BYTES ? -1 : data.getLong();
    if (length < 2 || length > Math.min(MAX_HEADER, bytes.length - Long.BYTES)) {
      throw UnsuitableException.damaged(
          "byte 0",
          Texts.of("the length of a header within the file of %d bytes", bytes.length),
          length < 0 ? "none" : Long.toString(length));
    }
    JsonNode header = header(bytes, (int) length);
    SafetensorsReader reader = new SafetensorsReader(data, Long.BYTES + (int) length);
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Parameter> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals("__metadata__")) {
        entry.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        arrays.put(entry.getKey(), reader.array(entry.getKey(), entry.getValue()));
      }
    }
    return new StoredArrays(file, metadata, arrays);
  }

  private static JsonNode header(byte[] bytes, int length) {
    ObjectMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      JsonNode header = mapper.readTree(bytes, Long.BYTES, length);
      if (!header.isObject()) {
        throw UnsuitableException.damaged("header", "a JSON object", "something else");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw UnsuitableException.notJson("header", "JSON with every name once", e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private Parameter array(String name, JsonNode entry) {
    String place = "array '" + name + "'";
    String type = entry.path("dtype").asText();
    int size =
        switch (type) {
          case "F32" -> Float.BYTES;
          case "F64" -> Double.BYTES;
          case "F16", "BF16" -> Short.BYTES;
          default ->
              throw new UnsuitableException(
                  place,
                  "the type F32, F64, F16 or BF16",
                  "'" + type + "'",
                  "write the file with one of them");
        };
    int[] shape = shape(place, entry.path("shape"));
    long count = 1;
    for (int length : shape) {
      // both factors stay below the size of the file, so their product fits
      count = Math.min(count * length, ModelBytes.MAX_BYTES);
    }
    JsonNode offsets = entry.path("data_offsets");
    long from = offsets.path(0).asLong(-1);
    long to = offsets.path(1).asLong(-1);
    long room = (long) data.capacity() - start;
    if (from < 0 || to > room || to - from != count * size) {
      throw UnsuitableException.damaged(
          place,
          Texts.of("%d bytes within the %d of the file's arrays", count * size, room),
          Texts.of("bytes %d to %d", from, to));
    }
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      int at = start + (int) from + i * size;
      values[i] =
          switch (type) {
            case "F32" -> data.getFloat(at);
            case "F64" -> data.getDouble(at);
            case "F16" -> ShortFloats.ofFloat16(data.getShort(at));
            default -> ShortFloats.ofBfloat16(data.getShort(at));
          };
    }
    return new Parameter(name, shape, values);
  }

  private static int[] shape(String place, JsonNode axes) {
    if (!axes.isArray() || axes.size() > MAX_AXES) {
      throw UnsuitableException.damaged(
          place, Texts.of("a shape of at most %d axes", MAX_AXES), "another");
    }
    int[] shape = new int[axes.size()];
    for (int i = 0; i < shape.length; i++) {
      JsonNode axis = axes.get(i);
      if (!axis.canConvertToInt() || axis.asInt() < 0 || axis.asInt() > ModelBytes.MAX_BYTES) {
        throw UnsuitableException.damaged(place, "lengths of axes", axis.toString());
      }
      shape[i] = axis.asInt();
    }
    return shape;
  }
}
