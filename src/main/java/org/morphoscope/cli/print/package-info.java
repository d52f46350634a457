/**
 * What the commands print: progress, lines of a run, tables, errors.
 *
 * <p>May use {@code run}, {@code net} and the standard streams. Decisions: on a terminal progress
 * stays in one line, in a pipe every line is whole; numbers have a decimal point whatever the
 * locale.
 */
package org.morphoscope.cli.print;
