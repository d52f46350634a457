package org.morphoscope.service.client;

import java.nio.file.Path;

/** Keeps nothing but the count: the run's own folder is on this machine. */
final class CountingMirror implements Mirror {
  private final Path folder;
  private String epoch = "";
  private long lines;

  /**
   * @param epoch of the lines that the viewer does not need
   * @param lines that he does not need
   */
  CountingMirror(Path folder, String epoch, long lines) {
    this.folder = folder;
    this.epoch = epoch;
    this.lines = lines;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public long lines() {
    return lines;
  }

  @Override
  public void begin(String begun) {
    epoch = begun;
  }

  @Override
  public void append(byte[] line) {
    lines++;
  }

  @Override
  public void skip(long count) {
    lines += count;
  }

  @Override
  public void rewind(long counting) {
    lines = counting;
  }

  @Override
  public void close() {}
}
