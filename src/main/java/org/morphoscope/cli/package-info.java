/**
 * The command line: long work shows its progress, ends with a table, and can be interrupted.
 *
 * <p>May use everything below it, and the standard streams; a sibling of {@code ui}. The commands
 * around a run are in {@code cli.run}, those that use a finished net in {@code cli.use}.
 *
 * <p>Decisions: everything from outside (the engine, the window, the environment, interrupts) comes
 * in through {@link org.morphoscope.cli.environment.CliEnvironment}, so that the commands are
 * tested without any of it. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. What went
 * wrong is one sentence on standard error; the stack trace is in the log file. What a start of the
 * window costs is mostly Java reading and checking classes, so the launcher and {@link
 * org.morphoscope.cli.ClassArchive} keep an archive of them in the user's home folder.
 */
package org.morphoscope.cli;
