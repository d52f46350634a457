package org.morphoscope.compute.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.morphoscope.compute.kernels.ConvShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One convolution or gradient of fixed shape: the oneDNN primitive, its memory objects, and the
 * reorder between the filters' {@code [O, I, kH, kW]} and the layout that the primitive prefers.
 * Filters change every step, so the reorder runs every time; it is small against the convolution.
 */
final class OneDnnPrimitive implements AutoCloseable {
  /**
   * Below this many input channels the plain forward kernel wins (3 channels: 0.33 against 0.50
   * ms), as the plain data gradient does at stride 2 (16 to 32 channels: 0.85 against 1.66 ms);
   * above, the batch-reduce kernels that oneDNN 3.8 puts first are 5 to 10 % faster.
   */
  private static final int FEW_CHANNELS = 32;

  private final engine cpu;

  /** Everything native that this has made, freed in the opposite order. */
  private final Deque<Pointer> owned = new ArrayDeque<>();

  // [N, I, H, W] and [N, O, H', W'] as oneDNN names dimensions, NHWC in memory: no reorder of
  // activations, which would cost as much as a pass over them
  private final memory.desc inputs;
  private final memory.desc weights;
  // oneDNN chooses a blocked layout for the filters
  private final memory.desc anyWeights;
  private final memory.desc outputs;
  private final primitive_attr attributes;
  // rows, columns
  private final long[] strides;
  private final long[] padBefore;
  private final long[] padAfter;

  // the convolution, and its memory by the argument's name
  private primitive main;
  private final IntMemoryMap arguments = own(new IntMemoryMap());
  // handles without memory: every call sets the arrays' addresses
  private memory input;
  private memory output;
  private memory userWeights;
  // null where the primitive needs no scratch pad
  private memory pad;
  private long scratchBytes;
  // null where the primitive takes the filters as they are
  private reorder reordering;
  private final IntMemoryMap reorderArguments = own(new IntMemoryMap());
  // in the weight gradient the reorder runs behind the primitive, to the filters' own layout
  private boolean weightsAreResult;

  /**
   * Descriptions that all directions share. The scratch pad is the caller's, one for all primitives
   * of a thread, instead of one per primitive.
   */
  private OneDnnPrimitive(engine cpu, ConvShape s) {
    this.cpu = cpu;
    long n = s.batch();
    int k = s.kernel();
    inputs =
        desc(new long[] {n, s.inChannels(), s.inHeight(), s.inWidth()}, memory.format_tag.nhwc);
    outputs =
        desc(new long[] {n, s.outChannels(), s.outHeight(), s.outWidth()}, memory.format_tag.nhwc);
    boolean depthwise = s.groups() > 1;
    // [O, 1, k, k] of a depthwise convolution is [G, 1, 1, k, k]
    long[] filters =
        depthwise
            ? new long[] {s.groups(), 1, 1, k, k}
            : new long[] {s.outChannels(), s.inChannels(), k, k};
    weights = desc(filters, depthwise ? memory.format_tag.goihw : memory.format_tag.oihw);
    anyWeights = desc(filters, memory.format_tag.any);
    attributes = own(new primitive_attr());
    attributes.set_scratchpad_mode(scratchpad_mode.user);
    strides = new long[] {s.stride(), s.stride()};
    padBefore = new long[] {s.pad().top(), s.pad().left()};
    padAfter = new long[] {s.pad().bottom(), s.pad().right()};
  }

  /** {@code a = w * x}: source x, destination a. */
  static OneDnnPrimitive forward(engine cpu, ConvShape s) {
    OneDnnPrimitive p = new OneDnnPrimitive(cpu, s);
    convolution_forward.primitive_desc desc =
        select(p::forwardDesc, s.groups() == 1 && s.inChannels() < FEW_CHANNELS);
    p.main = p.own(new convolution_forward(desc));
    p.bind(DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST, desc, p.own(desc.weights_desc()));
    return p;
  }

  /**
   * {@code gx = w^T * ga}: oneDNN names gradients after what they are the gradient of, so the
   * destination's gradient ga is the input and the source's gradient gx the result.
   */
  static OneDnnPrimitive backwardData(engine cpu, ConvShape s) {
    OneDnnPrimitive p = new OneDnnPrimitive(cpu, s);
    convolution_backward_data.primitive_desc desc =
        select(p::backwardDataDesc, s.groups() == 1 && s.stride() > 1);
    p.main = p.own(new convolution_backward_data(desc));
    p.bind(
        DNNL_ARG_DIFF_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DIFF_DST, desc, p.own(desc.weights_desc()));
    return p;
  }

  /** {@code gw = sum_n x_n * ga_n}: the filters' gradient is the result. */
  static OneDnnPrimitive backwardWeights(engine cpu, ConvShape s) {
    OneDnnPrimitive p = new OneDnnPrimitive(cpu, s);
    convolution_backward_weights.primitive_desc desc =
        p.own(
            new convolution_backward_weights.primitive_desc(
                cpu,
                algorithm.convolution_direct,
                p.inputs,
                p.anyWeights,
                p.outputs,
                p.strides,
                p.padBefore,
                p.padAfter,
                p.forwardDesc(),
                p.attributes,
                false));
    p.main = p.own(new convolution_backward_weights(desc));
    p.weightsAreResult = true;
    p.bind(
        DNNL_ARG_SRC,
        DNNL_ARG_DIFF_WEIGHTS,
        DNNL_ARG_DIFF_DST,
        desc,
        p.own(desc.diff_weights_desc()));
    return p;
  }

  /** Bytes that {@link #execute} needs as scratch pad. */
  long scratchBytes() {
    return scratchBytes;
  }

  /**
   * Runs on the arrays' memory and waits for the result. Called by the thread that owns the stream.
   *
   * @param address moved from array to array, so that a call allocates nothing
   * @param inputArray x, or gx where that is the result
   * @param weightArray w, or gw where that is the result
   * @param outputArray a, or ga
   * @param scratchPad at least {@link #scratchBytes} bytes, contents lost
   */
  void execute(
      stream queue,
      NativeAddress address,
      INDArray inputArray,
      INDArray weightArray,
      INDArray outputArray,
      Pointer scratchPad) {
    input.set_data_handle(address.at(inputArray));
    output.set_data_handle(address.at(outputArray));
    userWeights.set_data_handle(address.at(weightArray));
    if (pad != null) {
      pad.set_data_handle(scratchPad);
    }
    if (reordering != null && !weightsAreResult) {
      reordering.execute(queue, reorderArguments);
    }
    main.execute(queue, arguments);
    if (reordering != null && weightsAreResult) {
      reordering.execute(queue, reorderArguments);
    }
    queue._wait();
  }

  /** Frees primitives before the descriptions that they were made from. */
  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().deallocate();
    }
  }

  /** For training: the gradients' primitives want it as a hint even when no forward runs. */
  private convolution_forward.primitive_desc forwardDesc() {
    return own(
        new convolution_forward.primitive_desc(
            cpu,
            prop_kind.forward_training,
            algorithm.convolution_direct,
            inputs,
            anyWeights,
            outputs,
            strides,
            padBefore,
            padAfter,
            attributes,
            false));
  }

  /** oneDNN's candidates for the data gradient, the first chosen. */
  private convolution_backward_data.primitive_desc backwardDataDesc() {
    return own(
        new convolution_backward_data.primitive_desc(
            cpu,
            algorithm.convolution_direct,
            inputs,
            anyWeights,
            outputs,
            strides,
            padBefore,
            padAfter,
            forwardDesc(),
            attributes,
            false));
  }

  /**
   * oneDNN's first choice, or its plain kernel for the same instruction set. A fixed rule and not a
   * measurement at run time, so that equal seeds give equal digits.
   */
  private static <P extends primitive_desc> P select(Supplier<P> maker, boolean preferPlain) {
    P first = maker.get();
    if (preferPlain) {
      String name = first.impl_info_str().getString();
      // for example "brgconv:avx512_core" becomes "jit:avx512_core"
      String plain = "jit" + name.substring(Math.max(0, name.lastIndexOf(':')));
      P other = maker.get();
      do {
        if (other.impl_info_str().getString().equals(plain)) {
          return other;
        }
      } while (other.next_impl());
    }
    return first;
  }

  /**
   * Makes the memory objects, the reorder of the filters where one is needed, and the arguments.
   *
   * @param inputName oneDNN's name of what lies in {@code inputs}
   * @param weightName of the filters or their gradient
   * @param outputName of what lies in {@code outputs}
   * @param preferred the layout that the primitive chose for the filters
   */
  private void bind(
      int inputName, int weightName, int outputName, primitive_desc desc, memory.desc preferred) {
    // a null handle: the memory comes with each call
    input = own(new memory(inputs, cpu, new NativeAddress()));
    output = own(new memory(outputs, cpu, new NativeAddress()));
    userWeights = own(new memory(weights, cpu, new NativeAddress()));
    memory used = userWeights;
    if (!preferred.equals(weights)) {
      used = own(new memory(preferred, cpu));
      memory from = weightsAreResult ? used : userWeights;
      memory to = weightsAreResult ? userWeights : used;
      reorder.primitive_desc reorderDesc =
          own(
              new reorder.primitive_desc(
                  cpu,
                  weightsAreResult ? preferred : weights,
                  cpu,
                  weightsAreResult ? weights : preferred));
      reordering = own(new reorder(reorderDesc));
      reorderArguments.put(DNNL_ARG_FROM, from);
      reorderArguments.put(DNNL_ARG_TO, to);
    }
    arguments.put(inputName, input);
    arguments.put(weightName, used);
    arguments.put(outputName, output);
    memory.desc scratch = own(desc.scratchpad_desc());
    scratchBytes = scratch.get_size();
    if (scratchBytes > 0) {
      pad = own(new memory(scratch, cpu, new NativeAddress()));
      arguments.put(DNNL_ARG_SCRATCHPAD, pad);
    }
  }

  /** A float32 description in a fixed layout. */
  private memory.desc desc(long[] dims, memory.format_tag tag) {
    return own(new memory.desc(dims, memory.data_type.f32, tag));
  }

  /** Remembers a native object, to be freed with this. */
  private <P extends Pointer> P own(P pointer) {
    owned.push(pointer);
    return pointer;
  }
}
