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

  /**
   * {@return this message with a whole number behind the rest}
   *
   * @param field number of the field, from 1
   * @param value written as a varint; a negative one takes ten bytes
   */
  public ProtoWriter number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  /**
   * {@return this message with a float32 behind the rest}
   *
   * @param field number of the field, from 1
   * @param value written in four bytes
   */
  public ProtoWriter real(int field, float value) {
    varint((long) field << 3 | FIXED32);
    byte[] bits =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    out.writeBytes(bits);
    return this;
  }

  /**
   * {@return this message with a float64 behind the rest}
   *
   * @param field number of the field, from 1
   * @param value written in eight bytes
   */
  public ProtoWriter real64(int field, double value) {
    varint((long) field << 3 | FIXED64);
    out.writeBytes(bits(value));
    return this;
  }

  /**
   * {@return this message with a repeated float64 as one packed field behind the rest}
   *
   * @param field number of the field, from 1
   * @param values in order
   */
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

  /**
   * {@return this message with a text behind the rest}
   *
   * @param field number of the field, from 1
   * @param value written in UTF-8
   */
  public ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * {@return this message with a string of bytes behind the rest}
   *
   * @param field number of the field, from 1
   * @param value copied
   */
  public ProtoWriter bytes(int field, byte[] value) {
    varint((long) field << 3 | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /**
   * {@return this message with a message inside it}
   *
   * @param field number of the field, from 1
   * @param content fills the inner message
   */
  public ProtoWriter message(int field, Consumer<ProtoWriter> content) {
    ProtoWriter inner = new ProtoWriter();
    content.accept(inner);
    return bytes(field, inner.toByteArray());
  }

  /**
   * {@return this message with the fields of another one behind its own}
   *
   * @param other copied as it is now
   */
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

  /** {@return a copy of the message so far} */
  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
