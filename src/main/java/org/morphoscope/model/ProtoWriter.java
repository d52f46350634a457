package org.morphoscope.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Protobuf's wire format: fields of a message, one after the other. */
public final class ProtoWriter {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public ProtoWriter number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  public ProtoWriter real(int field, float value) {
    varint((long) field << 3 | FIXED32);
    byte[] bits =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    out.writeBytes(bits);
    return this;
  }

  /** A float64. */
  public ProtoWriter real64(int field, double value) {
    varint((long) field << 3 | FIXED64);
    out.writeBytes(bits(value));
    return this;
  }

  /** A repeated float64 as one field. */
  public ProtoWriter reals(int field, double... values) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (double value : values) {
      packed.writeBytes(bits(value));
    }
    return bytes(field, packed.toByteArray());
  }

  private static byte[] bits(double value) {
    return ByteBuffer.allocate(Double.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(value)
        .array();
  }

  public ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public ProtoWriter bytes(int field, byte[] value) {
    varint((long) field << 3 | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** A message inside this one. */
  public ProtoWriter message(int field, Consumer<ProtoWriter> content) {
    ProtoWriter inner = new ProtoWriter();
    content.accept(inner);
    return bytes(field, inner.toByteArray());
  }

  /** The fields of another message behind those of this one. */
  public ProtoWriter append(ProtoWriter other) {
    out.writeBytes(other.toByteArray());
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
