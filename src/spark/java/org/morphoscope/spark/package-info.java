/**
 * The runs of a comparison as tasks of Apache Spark. {@link org.morphoscope.spark.RunDriver} is the
 * driver, started and spoken to by {@code morphoscope compare --on}; {@link
 * org.morphoscope.spark.RunTask} is what an executor does: it starts the program as a process of
 * its own and waits. Nothing of the program is on Spark's class path.
 */
package org.morphoscope.spark;
