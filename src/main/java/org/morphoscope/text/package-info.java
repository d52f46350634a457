/**
 * Text that is the same on every machine: numbers in words, and names from outside made fit to be
 * shown, short files of text read whole, and what a place on a disk is like.
 *
 * <p>Uses the JDK only; everybody may use it. Decisions: a number reads alike whatever the language
 * of the system is (a language with digits of its own would make folder names and figures that no
 * other machine reads), so nothing formats by the default locale; a rule of the build says so.
 */
package org.morphoscope.text;
