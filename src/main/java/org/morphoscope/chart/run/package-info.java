/**
 * Figures, tables and the report of recorded runs.
 *
 * <p>May use {@code chart}, {@code history}, and {@code net} and {@code run} for what it tells.
 *
 * <p>Decisions: everything is told by {@link org.morphoscope.history.RunHistory}, which reads the
 * events once; morphisms are taken by name, so that new kinds appear by themselves. A figure that a
 * run is too young for says so in a sentence. The origin that files carry names the kind of data
 * and its fingerprint, but no folder of the machine.
 */
package org.morphoscope.chart.run;
