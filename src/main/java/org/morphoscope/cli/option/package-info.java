/**
 * Options that several commands share, and how names on the command line become values.
 *
 * <p>May use everything below the command line but not {@code cli} itself. Decisions: a wrong value
 * is one sentence that names the option, what was expected with both bounds, and what was found.
 */
package org.morphoscope.cli.option;
