/**
 * Safetensors files out and in: named arrays, without the net that they belong to.
 *
 * <p>May use {@code model}, {@code net} and {@code compute} (host copies of weights).
 *
 * <p>Decision: arrays have the names that PyTorch would give them, so that one file can be checked
 * against another; the architecture lies in a JSON file beside it.
 */
package org.morphoscope.model.safetensors;
