package org.morphoscope.model.safetensors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.model.Model;
import org.morphoscope.model.Parameter;
import org.morphoscope.model.Parameters;

/**
 * Safetensors: the length of a JSON header (8 bytes, little-endian), the header with name, type,
 * shape and place of every array, then the arrays as float32.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * {@return bytes of the file; the model's metadata stands in the header's {@code __metadata__}}
   *
   * @param model the net with its numbers
   */
  public static byte[] write(Model model) {
    List<Parameter> parameters = Parameters.of(model.spec(), model.weights());
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = header.putObject("__metadata__");
    metadata.put("format", "pt");
    model.metadata().forEach(metadata::put);
    long offset = 0;
    for (Parameter each : parameters) {
      ObjectNode entry = header.putObject(each.name()).put("dtype", "F32");
      Arrays.stream(each.shape()).forEach(entry.putArray("shape")::add);
      long end = offset + (long) each.values().length * Float.BYTES;
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + padded + offset))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(padded)
            .put(text);
    for (int i = text.length; i < padded; i++) {
      file.put((byte) ' ');
    }
    for (Parameter each : parameters) {
      for (double value : each.values()) {
        file.putFloat((float) value);
      }
    }
    return file.array();
  }
}
