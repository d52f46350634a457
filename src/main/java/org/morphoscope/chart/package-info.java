/**
 * Figures and tables without a screen: a {@link org.morphoscope.chart.FigureSpec} says what is
 * shown, a {@link org.morphoscope.chart.Style} how large and heavy, {@code chart.format} writes it
 * as PDF, SVG, PNG, TikZ or CSV.
 *
 * <p>Uses nothing of the program itself; its sub-package {@code run} knows recorded runs. Only here
 * may {@code java.awt} be used.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A figure is arranged once, as outlines and lines of text on paper, and the formats only
 *       write that down: what is seen on screen is what LaTeX gets. TikZ takes places, ticks and
 *       legends from the same arrangement, but keeps the data as coordinates.
 *   <li>Own code instead of a chart library: legends that look for free room, units that carry
 *       powers of ten, the same text metrics in all formats and figures that are no charts (the
 *       network, the lineage of channels) would have had to be built against one. What remains is
 *       small, and PDFBox (Apache License 2.0) is the only dependency.
 *   <li>Text is measured with the font file itself (Roboto, Apache License 2.0), never with the
 *       font system of the machine; pixels are drawn from its outlines.
 *   <li>Colours are those of Okabe and Ito, opaque, and never alone: neighbours differ in marker
 *       and dash too.
 *   <li>A legend goes inside where it covers nothing, else above. A label that has no room is left
 *       out.
 * </ul>
 */
package org.morphoscope.chart;
