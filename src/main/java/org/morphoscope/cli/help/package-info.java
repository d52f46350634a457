/**
 * What a shell and {@code man} know of the commands.
 *
 * <p>May use picocli and what {@code cli} is made of: it reads the commands themselves, so that
 * neither can say anything else than {@code --help}.
 */
package org.morphoscope.cli.help;
