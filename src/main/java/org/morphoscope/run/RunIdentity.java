package org.morphoscope.run;

/**
 * Name and origin of a run.
 *
 * @param runId unique name of the run
 * @param version version of the program
 */
public record RunIdentity(String runId, String version) {}
