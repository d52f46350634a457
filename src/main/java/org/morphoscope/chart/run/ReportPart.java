package org.morphoscope.chart.run;

import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Table;

/**
 * A section of the report that is not in the record of the run: it was computed for the report.
 *
 * @param title heading of the section
 * @param figure is shown first, with its caption
 * @param table is shown below it
 */
public record ReportPart(String title, FigureSpec figure, Table table) {}
