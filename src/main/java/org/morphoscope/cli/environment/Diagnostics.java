package org.morphoscope.cli.environment;

import java.util.Map;

/** What {@code doctor} asks of the machine. Every answer may take seconds and may throw. */
public interface Diagnostics {
  /** {@return names and versions, in the order to show them} */
  Map<String, String> versions();

  /**
   * {@return kernels, device and a missing graphics card in a few sentences}
   *
   * @throws Exception in one sentence when this machine cannot compute
   */
  String backend() throws Exception;

  /**
   * Computes something whose result is known.
   *
   * @return what was checked, in words
   * @throws Exception in one sentence when the result is wrong
   */
  String selfTest() throws Exception;
}
