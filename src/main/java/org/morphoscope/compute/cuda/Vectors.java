package org.morphoscope.compute.cuda;

import static org.morphoscope.compute.cuda.Driver.check;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Short vectors (one number per channel or sample) on their way to a kernel: collected in transfer
 * memory and sent in one go right before the launch, to the same place of a twin on the card.
 */
final class Vectors implements AutoCloseable {
  /** Room for the vectors of some hundred launches before the host has to wait. */
  private static final int BYTES = 4 << 20;

  private static final long STREAM = 0;

  private final DataType type;

  /**
   * The session's: pieces may be filled again only when the copies of the round before are done.
   */
  private final Runnable waitForCard;

  private final PinnedMemory host = new PinnedMemory(BYTES);

  /** Card memory of the same size: offset i here is offset i there. */
  private final Workspace twin = new Workspace();

  private final long device = twin.atLeast(BYTES);

  /** What has been collected since the last flush, {@code [sentFrom, sentTo)}; -1 for nothing. */
  private int sentFrom = -1;

  private int sentTo;

  /**
   * @param waitForCard returns when the card has done everything
   */
  Vectors(DataType type, Runnable waitForCard) {
    this.type = type;
    this.waitForCard = waitForCard;
  }

  /** Address on the card where the vector will be, as numbers of the arrays' type. */
  long send(double[] vector) {
    int at = take(vector.length * type.width());
    ByteBuffer buffer = host.buffer();
    for (int i = 0; i < vector.length; i++) {
      if (type == DataType.FLOAT) {
        buffer.putFloat(at + i * Float.BYTES, (float) vector[i]);
      } else {
        buffer.putDouble(at + i * Double.BYTES, vector[i]);
      }
    }
    return device + at;
  }

  /** Address on the card where the table of the arrays' addresses will be. */
  long sendAddresses(INDArray[] arrays) {
    int at = take(arrays.length * Long.BYTES);
    for (int i = 0; i < arrays.length; i++) {
      host.buffer().putLong(at + i * Long.BYTES, DeviceArrays.address(arrays[i]));
    }
    return device + at;
  }

  /**
   * A free piece. At the end of a round what is collected goes off, and the card must be done with
   * everything before pieces are filled again.
   */
  private int take(int bytes) {
    if (!host.fits(bytes)) {
      flush();
      waitForCard.run();
      host.restart();
    }
    int at = host.take(bytes);
    if (sentFrom < 0) {
      sentFrom = at;
    }
    sentTo = at + bytes;
    return at;
  }

  /** Sends what has been collected. */
  void flush() {
    if (sentFrom >= 0) {
      check(
          Driver.cuMemcpyHtoDAsync_v2(
              device + sentFrom, host.address(sentFrom), sentTo - sentFrom, STREAM),
          "take numbers");
      sentFrom = -1;
    }
  }

  @Override
  public void close() {
    host.close();
    twin.close();
  }
}
