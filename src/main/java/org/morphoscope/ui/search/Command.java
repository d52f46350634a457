package org.morphoscope.ui.search;

/**
 * Something that can be asked of the window.
 *
 * @param name what it does, in words
 * @param keys the keys that do it too; empty when there are none
 * @param action does it
 */
public record Command(String name, String keys, Runnable action) {}
