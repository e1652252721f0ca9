package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A whole ONNX file before it is written.
 *
 * @param frame the model without its graph
 * @param graph the graph without its larger numbers
 * @param tensors those numbers
 */
record WrittenModel(ModelProto frame, GraphProto graph, List<StoredTensor> tensors) {

  WrittenModel {
    tensors = List.copyOf(tensors);
  }

  private long graphBytes() {
    return graph.getSerializedSize()
        + tensors.stream()
            .mapToLong(tensor -> tensor.bytesInGraph(GraphProto.INITIALIZER_FIELD_NUMBER))
            .sum();
  }

  /** Writes the file. */
  void writeTo(OutputStream file) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(file, 1 << 16);
    frame.writeTo(out);
    out.writeTag(ModelProto.GRAPH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(graphBytes());
    graph.writeTo(out);
    for (StoredTensor tensor : tensors) {
      tensor.writeTo(out, GraphProto.INITIALIZER_FIELD_NUMBER);
    }
    out.flush();
  }
}
