/**
 * The official archives of known data sets, brought to this machine.
 *
 * <p>May use the JDK and {@code data}. Nothing else of the program goes to the network.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What has arrived stays in a {@code .part} file; the next try asks for the rest only. The
 *       published checksum decides whether the whole is good, not the server.
 *   <li>Archives are unpacked by a reader of our own that knows files and folders only: no links,
 *       no devices, no name that leads out, bounds on number, size and ratio. Everything goes to a
 *       new folder first, which gets its name when it is complete.
 *   <li>Checksums are the MD5 sums on the pages of the authors (CIFAR: www.cs.toronto.edu/~kriz;
 *       Fashion-MNIST: README of github.com/zalandoresearch/fashion-mnist). They tell damage, not
 *       forgery.
 * </ul>
 */
package org.morphoscope.data.download;
