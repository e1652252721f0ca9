package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers on their way into a file: they go there from where they are, for a copy of all weights
 * would double the memory that a large network takes.
 *
 * @param header name, type and size
 * @param values row by row; not copied
 */
record StoredTensor(TensorProto header, float[] values) {
  private static final int CHUNK = 1 << 14;

  private long valueBytes() {
    return (long) Float.BYTES * values.length;
  }

  /** The bytes of the whole tensor, its length not counted. */
  private long bytes() {
    return header.getSerializedSize()
        + CodedOutputStream.computeTagSize(TensorProto.RAW_DATA_FIELD_NUMBER)
        + CodedOutputStream.computeUInt64SizeNoTag(valueBytes())
        + valueBytes();
  }

  /** The bytes of this tensor as a field of a graph. */
  long bytesInGraph(int field) {
    return CodedOutputStream.computeTagSize(field)
        + CodedOutputStream.computeUInt64SizeNoTag(bytes())
        + bytes();
  }

  /** Writes this tensor as a field of a graph. */
  void writeTo(CodedOutputStream out, int field) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(bytes());
    header.writeTo(out);
    out.writeTag(TensorProto.RAW_DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(valueBytes());
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < values.length; start += CHUNK) {
      int count = Math.min(CHUNK, values.length - start);
      chunk.asFloatBuffer().put(values, start, count);
      out.writeRawBytes(chunk.array(), 0, count * Float.BYTES);
    }
  }
}
