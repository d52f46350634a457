/**
 * The images that a recorded run was scored on.
 *
 * <p>May use {@code data}, {@code engine}, {@code run} and {@code journal}. A window of the same
 * machine and a service for windows of others show them beside what they gain.
 */
package org.morphoscope.study.pictures;
