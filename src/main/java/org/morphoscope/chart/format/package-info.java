/**
 * Figures and tables as files: PDF, SVG, PNG, TikZ, CSV, LaTeX, Markdown and HTML. {@link
 * org.morphoscope.chart.format.Figures} and {@link org.morphoscope.chart.format.Tables} are the way
 * in.
 *
 * <p>Uses {@code chart} alone, which says what is shown and arranges it; a format only writes the
 * arrangement down. TikZ takes places, ticks and legends from it too, but keeps the data as
 * coordinates.
 */
package org.morphoscope.chart.format;
