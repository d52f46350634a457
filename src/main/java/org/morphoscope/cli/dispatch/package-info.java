/**
 * Runs of a study in processes of other machines: {@code compare --on}.
 *
 * <p>May use {@code cli.option}. What hands tasks to machines is a program of its own, Apache Spark
 * with the little class in {@code src/spark}, which is started beside this one and spoken to in
 * lines: so neither has the other's libraries on its class path, and the program folder has no
 * Spark.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One task is one run, and one process {@code morphoscope compare ... --only RUN} with the
 *       options that the person gave: it works the settings of the run out by itself, from the same
 *       plan and the references that are done, starts or resumes it, and ends. Nothing else of a
 *       run has to travel.
 *   <li>A task that is tried again, on whatever machine, resumes what it finds in the folder; so a
 *       machine that is lost costs the round that was under way.
 *   <li>A process whose starter died ends within a batch ({@link
 *       org.morphoscope.cli.dispatch.ParentWatch}): it would go on writing a folder that another
 *       one resumes.
 *   <li>Training is not shared out: a step of these nets takes 1 to 16 milliseconds, less than a
 *       cluster takes to hand out one task.
 * </ul>
 */
package org.morphoscope.cli.dispatch;
