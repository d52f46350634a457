/**
 * ONNX files out and in.
 *
 * <p>May use {@code model} and {@code net}; no protobuf and no ONNX library.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The few messages of ONNX that are needed are written and read field by field: a protobuf
 *       library and generated classes would weigh more than the classes that do it, and the reader
 *       can then be sure that nothing is allocated that the file does not really hold.
 *   <li>What a net of ours cannot express is refused with the name of the node and its operator and
 *       what to do about it, never approximated; all such nodes are found in one go. What is
 *       exactly equal is taken: identities disappear, biases and factors move into the layer before
 *       them, a Pad into the window behind it, a Transpose into the order of a dense layer's
 *       weights, a 1x1 convolution at the end becomes the head. What changes what the file computes
 *       (a last Softmax, the normalisation of the images) is left off and told.
 *   <li>Side files are read within the net's own folder only (or where the net's own link leads): a
 *       net from elsewhere shall not read what else is on a disk.
 *   <li>Operator sets are known from 7 to 23; a newer one may change what an operator means.
 * </ul>
 */
package org.morphoscope.model.onnx;
