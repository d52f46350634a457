package org.morphoscope.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.text.Texts;

/** Reads the fields of one protobuf message; takes memory only for bytes that are there. */
public final class ProtoReader {
  private static final int MAX_TEXT = 1 << 20;
  private static final int MAX_NUMBERS = 1 << 16;
  private static final int MAX_VARINT = 10;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int wire;
  private long number;
  private int start;

  /**
   * Stands before the first field of a message.
   *
   * @param bytes the message and nothing behind it; not copied
   */
  public ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** {@return whether there was a next field, which is then the current one} */
  public boolean next() {
    if (at == end) {
      return false;
    }
    int tagAt = at;
    long tag = varint();
    field = (int) (tag >>> 3);
    wire = (int) (tag & 7);
    if (tag >>> 3 < 1 || tag >>> 3 >= 1 << 29) {
      throw damaged(tagAt, "a field", "the tag " + tag);
    }
    switch (wire) {
      case ProtoWriter.VARINT -> number = varint();
      case ProtoWriter.FIXED64 -> fixed(Long.BYTES);
      case ProtoWriter.FIXED32 -> fixed(Integer.BYTES);
      case ProtoWriter.BYTES -> {
        long length = varint();
        if (length < 0 || length > end - at) {
          throw damaged(tagAt, Texts.of("at most %d bytes", end - at), Long.toString(length));
        }
        start = at;
        at += (int) length;
      }
      default -> throw damaged(tagAt, "a field of a known wire type", "type " + wire);
    }
    return true;
  }

  private void fixed(int size) {
    if (end - at < size) {
      throw damaged(at, size + " bytes", (end - at) + " bytes");
    }
    start = at;
    at += size;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == end) {
        throw damaged(at, "a number", "the end");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged(at, "a number of at most 10 bytes", "a longer one");
  }

  /** {@return the number of the current field, from 1} */
  public int field() {
    return field;
  }

  /** {@return the current field as a whole number; another type of field is refused} */
  public long number() {
    require(ProtoWriter.VARINT, "a number");
    return number;
  }

  /** {@return the current field as a float32; another type of field is refused} */
  public float real() {
    require(ProtoWriter.FIXED32, "a float32");
    return content(Float.BYTES).getFloat();
  }

  /**
   * {@return the current field as text in UTF-8; another type of field or a text that is too long
   * is refused}
   */
  public String text() {
    require(ProtoWriter.BYTES, "a text");
    if (at - start > MAX_TEXT) {
      throw damaged(start, Texts.of("a text of at most %d bytes", MAX_TEXT), "a longer one");
    }
    return new String(bytes, start, at - start, StandardCharsets.UTF_8);
  }

  /** {@return a reader of the message that the current field holds} */
  public ProtoReader message() {
    require(ProtoWriter.BYTES, "a message");
    return new ProtoReader(bytes, start, at);
  }

  /** {@return the bytes of the field where they lie, little-endian} */
  public ByteBuffer content() {
    require(ProtoWriter.BYTES, "bytes");
    return content(at - start);
  }

  /** {@return all numbers of a repeated field: the number, or the packed numbers} */
  public List<Long> numbers() {
    if (wire == ProtoWriter.VARINT) {
      return List.of(number);
    }
    ProtoReader packed = message();
    List<Long> numbers = new ArrayList<>();
    while (packed.at < packed.end) {
      numbers.add(packed.varint());
      if (numbers.size() > MAX_NUMBERS) {
        throw damaged(start, Texts.of("at most %d numbers", MAX_NUMBERS), "more");
      }
    }
    return numbers;
  }

  /**
   * {@return packed whole numbers, decoded late}
   *
   * @param packed may be null when there are none
   * @param count how many there have to be
   * @param place of them, for the message
   * @throws UnsuitableException when there are more or fewer
   */
  public static long[] varints(ByteBuffer packed, int count, String place) {
    long[] numbers = new long[count];
    byte[] bytes = new byte[packed == null ? 0 : packed.capacity()];
    if (packed != null) {
      packed.get(0, bytes);
    }
    ProtoReader reader = new ProtoReader(bytes);
    for (int i = 0; i < count; i++) {
      if (reader.at == reader.end) {
        throw UnsuitableException.damaged(place, count + " numbers", i + " in the file");
      }
      numbers[i] = reader.varint();
    }
    if (reader.at != reader.end) {
      throw UnsuitableException.damaged(place, count + " numbers", "more in the file");
    }
    return numbers;
  }

  /**
   * {@return the bytes of the field whether it is packed or a single number, for {@link #varints}}
   */
  public ByteBuffer packed() {
    if (wire == ProtoWriter.BYTES) {
      return content();
    }
    require(ProtoWriter.VARINT, "a number");
    ByteBuffer one = ByteBuffer.allocate(MAX_VARINT);
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      one.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    return one.put((byte) rest).flip().slice();
  }

  /** {@return float32 numbers of a repeated field, packed or a single one, little-endian} */
  public ByteBuffer reals() {
    if (wire == ProtoWriter.FIXED32) {
      return content(Float.BYTES);
    }
    return content();
  }

  private ByteBuffer content(int length) {
    return ByteBuffer.wrap(bytes, start, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void require(int expected, String what) {
    if (wire != expected) {
      throw damaged(start, what + " in field " + field, "wire type " + wire);
    }
  }

  private static UnsuitableException damaged(int at, String expected, String found) {
    return UnsuitableException.damaged("byte " + at, expected, found);
  }
}
