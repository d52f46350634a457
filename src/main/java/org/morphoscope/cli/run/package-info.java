/**
 * The commands that make, continue, follow or serve a run: {@code grow}, {@code resume}, {@code
 * watch}, {@code adjust} and {@code serve}.
 *
 * <p>May use {@code cli.environment}, {@code cli.option} and {@code cli.print}. Decisions: a run of
 * this process and one on a server ({@code --connect}) print the same lines, since both are read
 * from the same events; {@code serve} starts no run by itself.
 */
package org.morphoscope.cli.run;
