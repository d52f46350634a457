/**
 * The engine behind a boundary, so that a window never knows where it runs.
 *
 * <p>May use {@code growth}, {@code journal} and {@code selection}. What travels is in {@code
 * service.wire}, the engine's side of a session in {@code service.host}, the viewer's in {@code
 * service.client}; an engine in a process of its own in {@code service.local}, one on another
 * machine in {@code service.remote}.
 *
 * <p>Two boundaries:
 *
 * <ul>
 *   <li>{@link org.morphoscope.service.GrowthService}: an engine of this process, by folder, for
 *       one listener. Commands and studies that end with their runs use it.
 *   <li>{@link org.morphoscope.service.RunService}: runs by name, wherever their engine computes.
 *       Whoever starts or attaches gets a {@link org.morphoscope.service.LiveRun}: events with
 *       numbers through a {@link org.morphoscope.service.RunListener}; pause, locks and the open
 *       question mirrored here ({@link org.morphoscope.run.RunControl}, {@link
 *       org.morphoscope.run.Asking}), so that no call waits; what befalls the connection or the
 *       engine as a {@link org.morphoscope.service.Connection}. After {@code ENGINE_DIED}, {@code
 *       RunService.resume} goes on at the last complete round; the same question is put again.
 * </ul>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@link org.morphoscope.service.LocalGrowthService} gives every run a thread of its own, on
 *       which the data is opened, the loop runs and events are delivered: first to the journal,
 *       whose failure ends the run, then to the listener, whose failure does not. {@code RunEnded}
 *       is delivered when the files are closed, so that whoever receives it may resume the run at
 *       once.
 *   <li>An event's number is its line in {@code events.jsonl}, from 0. What is not recorded has
 *       none.
 *   <li>{@link org.morphoscope.service.HostedRun} is a run with its question and its lead in the
 *       engine's process; viewers of this process and sessions of others follow it alike. A
 *       question outlives whoever looked at it.
 *   <li>A joint model of more than some thousand candidates stays with its engine: a viewer gets
 *       the proposal without it, and asks for the set under a person's marks ({@code
 *       RunService.preview}), which the same {@link org.morphoscope.selection.Selector} chooses.
 *   <li>Of those that may decide ({@link org.morphoscope.service.Role}) one has the {@link
 *       org.morphoscope.service.Lead}; it can be given and taken openly.
 * </ul>
 */
package org.morphoscope.service;
