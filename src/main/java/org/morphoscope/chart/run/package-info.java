/**
 * Figures, tables and the report of recorded runs.
 *
 * <p>May use {@code chart}, and {@code net}, {@code growth} and {@code journal} to read runs.
 *
 * <p>Decisions: everything is told by {@link org.morphoscope.chart.run.RunHistory}, which reads the
 * events once; morphisms are taken by name, so that new kinds appear by themselves. A figure that a
 * run is too young for says so in a sentence. The origin that files carry names the kind of data
 * and its fingerprint, but no folder of the machine.
 */
package org.morphoscope.chart.run;
