package org.morphoscope.run.config;

import java.util.Optional;

/**
 * A trained net of a file, which the run keeps a copy of.
 *
 * @param name of the file, without its folder
 * @param fingerprint of its numbers, see {@link org.morphoscope.run.SeedState#fingerprint}
 * @param scaling how its net was trained to see images; empty where nobody says so and the images
 *     are scaled by the mean and deviation of the training part
 */
public record SeedFile(String name, String fingerprint, Optional<PixelScaling> scaling) {
  /**
   * A file that says nothing of how it wants its images.
   *
   * @param name of the file, without its folder
   * @param fingerprint of its numbers, see {@link org.morphoscope.run.SeedState#fingerprint}
   */
  public SeedFile(String name, String fingerprint) {
    this(name, fingerprint, Optional.empty());
  }
}
