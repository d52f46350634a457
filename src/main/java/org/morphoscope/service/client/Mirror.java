package org.morphoscope.service.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Where the lines that a viewer gets are kept, and how many there are. One thread uses it. */
interface Mirror extends Closeable {
  /** Folder of the run here. */
  Path folder();

  /** The epoch of the lines. */
  String epoch();

  /** How many of the engine's lines are here or were left out. */
  long lines();

  /** The lines that come next are of this epoch, and those that are here count in it. */
  void begin(String epoch) throws IOException;

  /** Keeps a line. */
  void append(byte[] line) throws IOException;

  /** So many lines are left out. */
  void skip(long count) throws IOException;

  /** Only so many lines count. */
  void rewind(long lines) throws IOException;
}
