/**
 * What a command line stands in: streams, home folder, locale, terminal, the engine and the window
 * as the commands are given them, and the files and folders that they write.
 *
 * <p>May use what the commands may; knows no command. {@link
 * org.morphoscope.cli.environment.CliEnvironment} is the one door to the outside, so that commands
 * are tested without any of it.
 */
package org.morphoscope.cli.environment;
