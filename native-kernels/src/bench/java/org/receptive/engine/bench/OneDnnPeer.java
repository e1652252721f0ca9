package org.receptive.engine.bench;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Pointer;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * oneDNN's convolution with ReLU as a post-operation, in the layouts that it chooses itself for
 * input, weights and output; conversions are not counted. {@code auto} lets it choose the
 * algorithm, {@code winograd} asks for Winograd's. Its threads are OpenMP's, from OMP_NUM_THREADS.
 */
final class OneDnnPeer implements Peer {
  private final Arena arena = Arena.ofShared();
  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream stream = new dnnl_stream();
  private final dnnl_primitive convolution = new dnnl_primitive();
  private final dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(4);
  private final Shape outputShape;
  private final Memory result;

  /** A description and the memory of that size. */
  private record Memory(dnnl_memory_desc description, dnnl_memory memory, MemorySegment data) {}

  private OneDnnPeer(BenchCase benchCase, Tensor input, int algorithm) {
    Conv2d layer = benchCase.layer();
    Parameters parameters = benchCase.network().parameters("conv");
    outputShape = benchCase.network().outputShape();
    check(dnnl_engine_create(engine, dnnl_cpu, 0));
    check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags));
    long[] filters = filters(layer, parameters.get("weight").shape());
    dnnl_primitive_desc plan = plan(layer, input.shape(), filters, algorithm);
    Memory source = converted(plan, dnnl_query_src_md, input, dims(input.shape()));
    Memory weights = converted(plan, dnnl_query_weights_md, parameters.get("weight"), filters);
    Memory bias = plain(parameters.get("bias"), layer.outChannels());
    result = empty(dnnl_primitive_desc_query_md(plan, dnnl_query_dst_md, 0));
    check(dnnl_primitive_create(convolution, plan));
    argument(0, DNNL_ARG_SRC, source);
    argument(1, DNNL_ARG_WEIGHTS, weights);
    argument(2, DNNL_ARG_BIAS, bias);
    argument(3, DNNL_ARG_DST, result);
  }

  public static void main(String[] args) throws Exception {
    int algorithm = args[0].equals("winograd") ? dnnl_convolution_winograd : dnnl_convolution_auto;
    PeerProcess.serve((benchCase, input) -> new OneDnnPeer(benchCase, input, algorithm));
  }

  private static void check(int status) {
    if (status != 0) {
      throw new UnsupportedOperationException("oneDNN says " + status);
    }
  }

  private static long[] dims(Shape shape) {
    return java.util.Arrays.stream(shape.dims()).asLongStream().toArray();
  }

  private static long[] filters(Conv2d layer, Shape weight) {
    long[] d = dims(weight);
    return layer.groups() == 1
        ? d
        : new long[] {layer.groups(), d[0] / layer.groups(), d[1], d[2], d[3]};
  }

  private static dnnl_memory_desc any(long... dims) {
    return described(dnnl_format_tag_any, dims);
  }

  private static dnnl_memory_desc described(int tag, long... dims) {
    dnnl_memory_desc description = new dnnl_memory_desc();
    check(dnnl_memory_desc_create_with_tag(description, dims.length, dims, dnnl_f32, tag));
    return description;
  }

  private dnnl_primitive_desc plan(Conv2d layer, Shape input, long[] filters, int algorithm) {
    WindowAxis rows = layer.window().alongHeight(input.height());
    WindowAxis columns = layer.window().alongWidth(input.width());
    dnnl_post_ops relu = new dnnl_post_ops();
    check(dnnl_post_ops_create(relu));
    check(dnnl_post_ops_append_eltwise(relu, dnnl_eltwise_relu, 0, 0));
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    check(dnnl_primitive_attr_create(attributes));
    check(dnnl_primitive_attr_set_post_ops(attributes, relu));
    dnnl_primitive_desc plan = new dnnl_primitive_desc();
    check(
        dnnl_convolution_forward_primitive_desc_create(
            plan,
            engine,
            dnnl_forward_inference,
            algorithm,
            any(dims(input)),
            any(filters),
            described(dnnl_a, layer.outChannels()),
            any(dims(layer.output(List.of(input)))),
            new long[] {rows.stride(), columns.stride()},
            new long[] {rows.dilation() - 1L, columns.dilation() - 1L},
            new long[] {rows.padBefore(), columns.padBefore()},
            new long[] {rows.padAfter(), columns.padAfter()},
            attributes));
    return plan;
  }

  private Memory empty(dnnl_memory_desc description) {
    MemorySegment data = arena.allocate(dnnl_memory_desc_get_size(description), 4096);
    dnnl_memory memory = new dnnl_memory();
    check(dnnl_memory_create(memory, description, engine, pointer(data)));
    return new Memory(description, memory, data);
  }

  private static Pointer pointer(MemorySegment data) {
    return new Pointer() {
      {
        address = data.address();
      }
    };
  }

  private Memory plain(Tensor values, long... dims) {
    int tag = dims.length == 1 ? dnnl_a : dims.length == 4 ? dnnl_abcd : dnnl_abcde;
    Memory memory = empty(described(tag, dims));
    MemorySegment.copy(values.data(), 0, memory.data(), ValueLayout.JAVA_FLOAT, 0, values.size());
    return memory;
  }

  private Memory converted(dnnl_primitive_desc plan, int what, Tensor values, long... dims) {
    Memory from = plain(values, dims);
    Memory to = empty(dnnl_primitive_desc_query_md(plan, what, 0));
    reorder(from, to);
    return to;
  }

  private void reorder(Memory from, Memory to) {
    dnnl_primitive_desc plan = new dnnl_primitive_desc();
    check(
        dnnl_reorder_primitive_desc_create(
            plan, from.description(), engine, to.description(), engine, null));
    dnnl_primitive reorder = new dnnl_primitive();
    check(dnnl_primitive_create(reorder, plan));
    dnnl_exec_arg_t both = new dnnl_exec_arg_t(2);
    both.position(0).arg(DNNL_ARG_FROM).memory(from.memory());
    both.position(1).arg(DNNL_ARG_TO).memory(to.memory());
    both.position(0);
    check(dnnl_primitive_execute(reorder, stream, 2, both));
    check(dnnl_stream_wait(stream));
  }

  private void argument(int index, int kind, Memory memory) {
    arguments.position(index).arg(kind).memory(memory.memory());
    arguments.position(0);
  }

  @Override
  public long run() {
    long start = System.nanoTime();
    check(dnnl_primitive_execute(convolution, stream, 4, arguments));
    check(dnnl_stream_wait(stream));
    return System.nanoTime() - start;
  }

  @Override
  public Tensor output() {
    Memory planar = empty(described(dnnl_abcd, dims(outputShape)));
    reorder(result, planar);
    float[] values = new float[(int) outputShape.size()];
    MemorySegment.copy(planar.data(), ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
    return Tensor.of(outputShape, values);
  }

  @Override
  public void close() {
    arena.close();
  }
}
