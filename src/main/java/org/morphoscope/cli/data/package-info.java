/**
 * The command that shows what is in a data set, as text for people and as JSON for programs.
 *
 * <p>May use {@code data} and the command line's library. Decisions: it reads the data as a run
 * would, but stops at nothing that only matters for training, because it is the place to find out
 * why a run refuses a set. With {@code --json} standard output holds the object alone.
 */
package org.morphoscope.cli.data;
