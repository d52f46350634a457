package org.morphoscope.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.morphoscope.text.Texts;

/** Bytes of an .npy file in order, with the sentence for a file that ends too early. */
final class NpySource {
  private final FileChannel channel;

  NpySource(FileChannel channel) {
    this.channel = channel;
  }

  /** The next {@code count} bytes, little endian. */
  ByteBuffer read(Path file, int count, String what) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    long start = channel.position();
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw JournalException.at(
            file,
            "byte " + start,
            Texts.of("%d bytes for %s", count, what),
            Texts.of("the end of the file after %d", bytes.position()),
            "copy or save the file again");
      }
    }
    return bytes.flip();
  }
}
