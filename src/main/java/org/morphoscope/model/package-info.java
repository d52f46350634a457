/**
 * Models out and in: what the formats of other tools (a package each) have in common.
 *
 * <p>May use {@code net} and {@code compute} (host copies of weights). Knows nothing of runs; who
 * exports one hands over its net, its weights and what the file's metadata shall say.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Numbers are named after the node that owns them, in PyTorch's words ({@code conv1.weight},
 *       {@code bn1.running_var}); those of the dense head are called {@code head.*}, because an
 *       architecture file does not list its head. Safetensors and ONNX use the same names, so that
 *       one file can be checked against another.
 *   <li>Numbers are written as float32, in which the program trains.
 *   <li>A net that is read says what a person should know of it ({@link
 *       org.morphoscope.model.Model#notices}) and how it wants its images ({@link
 *       org.morphoscope.model.InputScaling}); neither is part of its graph.
 *   <li>Files are read whole up to a limit; every length in them is checked against the bytes that
 *       are there before memory is taken for it.
 * </ul>
 */
package org.morphoscope.model;
