package org.morphoscope.service;

import java.nio.file.Path;
import org.morphoscope.run.Asking;

/**
 * A run that somebody is attached to, wherever its engine computes. What can be asked for is
 * mirrored here, and what is told goes out by itself: no call but {@link #await} waits for the
 * engine or the network.
 */
public interface LiveRun extends RunHandle, AutoCloseable {

  /** {@return the name of the run with the service} */
  String id();

  /**
   * {@return the folder of the run on this machine: its own, or a mirror that grows with the events
   * that come, to be replayed, exported and compared like any other} A mirror has the checkpoints
   * that were fetched ({@link RunService#fetch}).
   */
  Path folder();

  /** {@return how the person is asked: who decides, the open question and its countdown} */
  Asking asking();

  /** {@return where the run stands with its engine} */
  Connection connection();

  /** {@return what the viewer may do} */
  Role role();

  /**
   * {@return whether this viewer has the lead} One viewer of those who may decide has it; what
   * others ask of {@link #control} and {@link #asking} is refused. The first to come gets it.
   */
  boolean leads();

  /** {@return the name of the viewer who has the lead; empty when nobody has} */
  String leader();

  /** Takes the lead, also from another, who is told. */
  void takeLead();

  /** Gives the lead to whoever asks for it, else to whoever takes it. */
  void giveLead();

  /** {@return the name of the viewer who asks for the lead; empty when nobody does} */
  String asker();

  /**
   * Asks whoever has the lead for it. Where nobody has, this viewer gets it at once; that it is
   * kept is told as {@link RunListener#refused}.
   */
  void askForLead();

  /** Hands the lead to the viewer who asks for it, when this one has it. */
  void handLead();

  /** Keeps the lead: whoever asks for it is told so. */
  void keepLead();

  /**
   * {@return whether all that was wanted so far has its answer} What was refused is told by {@link
   * RunListener#refused} before.
   */
  default boolean isSettled() {
    return true;
  }

  /** {@return the number of those that are attached, this viewer counted} */
  int viewers();

  /**
   * Whether nothing more will come: the run has ended and its files are closed, its engine has
   * died, the viewer was refused or has left.
   */
  @Override
  boolean isDone();

  /** Leaves the run, which goes on. The listener is told nothing more. */
  @Override
  void close();
}
