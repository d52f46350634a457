/**
 * Options of a command in a file: {@code --config FILE} and {@code --print-config}.
 *
 * <p>May use picocli, JSON and {@code text}. Decision: a file becomes words of the command line
 * before that is read, those of options that the command line gives itself left out. So a value in
 * a file is checked, refused and explained exactly as on the command line.
 */
package org.morphoscope.cli.config;
