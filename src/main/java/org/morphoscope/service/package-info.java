/**
 * The engine behind a boundary, so that a window never knows where it runs.
 *
 * <p>May use {@code growth} and {@code journal}.
 */
package org.morphoscope.service;
