/**
 * Models out and in: safetensors, ONNX and DeepLearning4J files of a net with its weights.
 *
 * <p>May use {@code net} and {@code compute} (host copies of weights), ND4J and (here only)
 * DeepLearning4J. Knows nothing of runs; who exports one hands over its net, its weights and what
 * the file's metadata shall say.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Numbers are named after the node that owns them, in PyTorch's words ({@code conv1.weight},
 *       {@code bn1.running_var}); those of the dense head are called {@code head.*}, because an
 *       architecture file does not list its head. Safetensors and ONNX use the same names, so that
 *       one file can be checked against another.
 *   <li>Numbers are written as float32, in which the program trains.
 *   <li>The few messages of ONNX that are needed are written and read field by field: a protobuf
 *       library and generated classes would weigh more than the two classes that do it, and the
 *       reader can then be sure that nothing is allocated that the file does not really hold.
 *   <li>What a net of ours cannot express is refused with the name of the node and the operator,
 *       never approximated. What is exactly equal is taken: an Identity or Dropout disappears, a
 *       bias before a BatchNorm moves into its running mean.
 *   <li>DeepLearning4J's zip is written by DeepLearning4J itself, because its layout of parameters
 *       is nowhere specified; the entries are packed anew without the time, so equal nets give
 *       equal files. The training loop never uses it.
 *   <li>DeepLearning4J's zip is not read by DeepLearning4J: that would make objects of any class
 *       the file names and take memory for any length it tells. Its JSON is walked layer by layer;
 *       the order of the numbers is tested against nets that DeepLearning4J trained and saved.
 *   <li>Files are read whole up to a limit; every length in them is checked against the bytes that
 *       are there before memory is taken for it.
 * </ul>
 */
package org.morphoscope.model;
