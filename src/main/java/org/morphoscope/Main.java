package org.morphoscope;

/** Entry point of the window and of the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
