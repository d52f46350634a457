package org.morphoscope.compute.kernels;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds a graphics card. Implemented in a package of its own and looked up as a service, so that
 * this package stays free of a vendor's interface.
 */
public interface GraphicsCards {

  /** {@return whether this build was made for a card, so that one is used unless told otherwise} */
  boolean preferred();

  /**
   * {@return the first card of this machine}
   *
   * @throws IllegalStateException when there is none or its libraries do not load; the message is a
   *     clause that says why
   */
  GraphicsCard open();

  /** {@return the implementation on the class path; empty in a build without one} */
  static Optional<GraphicsCards> find() {
    return ServiceLoader.load(GraphicsCards.class).findFirst();
  }
}
