#!/bin/sh
# ONNX Runtime 1.29.0, CPU: three places where auto_pad = SAME_UPPER is not what ONNX's formulas give.
# 1. MaxPool counts the padding for an undilated window: kernel 3, dilation 2 on 7 numbers gives 5 numbers;
#    ONNX (pad = (output - 1) * stride + (kernel - 1) * dilation + 1 - input) gives ceil(7 / 1) = 7, as its own
#    shape inference knows: it warns that the shape is not the expected one, and goes on.
# 2. Where the stride is larger than the window the formula may give less than no padding; ONNX Runtime takes
#    it as it is, and the windows start inside of the input: kernel 1, stride 4 on 1 ... 11 gives other numbers than
#    1 5 9, which is what a padding of nothing gives.
# 3. ConvTranspose with a kernel smaller than its stride gives (input - 1) * stride + kernel numbers;
#    ONNX says input * stride.
# Who exports "same" layers writes the padding as numbers, and who compares on SAME keeps these three out.
#
# Seen with onnxruntime 1.29.0 and the ONNX classes of tribuo-util-onnx 4.3.2:
#   MaxPool, kernel 3, dilation 2: 5 numbers, 4.0 5.0 6.0 7.0 6.0
#   MaxPool, kernel 1, stride 4: 3 numbers, 2.0 6.0 10.0
#   ConvTranspose, kernel 2, stride 3: 5 numbers, 1.0 1.0 0.0 2.0 2.0
# Needs a JDK of 17 or later and Maven. Ends with 1 if ONNX Runtime now does something else.
set -eu
ORT_DISABLE_TELEMETRY=1
export ORT_DISABLE_TELEMETRY
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.microsoft.onnxruntime</groupId><artifactId>onnxruntime</artifactId><version>1.29.0</version></dependency>
    <dependency><groupId>org.tribuo</groupId><artifactId>tribuo-util-onnx</artifactId><version>4.3.2</version></dependency>
    <dependency><groupId>com.google.protobuf</groupId><artifactId>protobuf-java</artifactId><version>3.25.9</version></dependency>
  </dependencies>
</project>
POM
cat >"$work/Finding.java" <<'JAVA'
import ai.onnx.proto.OnnxMl.*;
import ai.onnxruntime.*;
import java.util.*;

class Finding {
  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS).addInts(value).build();
  }

  static ValueInfoProto row(String name, long length) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : new long[] {1, 1, length}) {
      TensorShapeProto.Dimension.Builder side = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(size > 0 ? side.setDimValue(size) : side.setDimParam("n"));
    }
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape))).build();
  }

  /** One operator with SAME_UPPER over the numbers 1, 2, ... n. */
  static void look(String operator, String setting, int n, long kernel, long stride, long dilation, String expected)
      throws OrtException {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addInput("x").addOutput("y")
        .addAttribute(number("kernel_shape", kernel)).addAttribute(number("strides", stride))
        .addAttribute(number("dilations", dilation))
        .addAttribute(AttributeProto.newBuilder().setName("auto_pad").setType(AttributeProto.AttributeType.STRING)
            .setS(com.google.protobuf.ByteString.copyFromUtf8("SAME_UPPER")));
    GraphProto.Builder graph = GraphProto.newBuilder().setName("g").addInput(row("x", n)).addOutput(row("y", 0));
    if (operator.equals("ConvTranspose")) {
      TensorProto.Builder ones = TensorProto.newBuilder().setName("w").addDims(1).addDims(1).addDims(kernel)
          .setDataType(TensorProto.DataType.FLOAT.getNumber());
      for (int i = 0; i < kernel; i++) {
        ones.addFloatData(1);
      }
      graph.addInitializer(ones);
      node.addInput("w");
    }
    byte[] model = ModelProto.newBuilder().setIrVersion(8).setGraph(graph.addNode(node))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13)).build().toByteArray();
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = i + 1;
    }
    OrtEnvironment ort = OrtEnvironment.getEnvironment();
    StringJoiner seen = new StringJoiner(" ");
    try (OrtSession session = ort.createSession(model);
        OnnxTensor x = OnnxTensor.createTensor(ort, java.nio.FloatBuffer.wrap(values), new long[] {1, 1, n});
        OrtSession.Result result = session.run(Map.of("x", x))) {
      java.nio.FloatBuffer y = ((OnnxTensor) result.get(0)).getFloatBuffer();
      String count = y.remaining() + " numbers,";
      seen.add(count);
      while (y.hasRemaining()) {
        seen.add("" + y.get());
      }
    }
    System.out.println(operator + ", " + setting + ": " + seen);
    changed |= !expected.equals(seen.toString());
  }

  static boolean changed;

  public static void main(String[] args) throws Exception {
    look("MaxPool", "kernel 3, dilation 2", 7, 3, 1, 2, "5 numbers, 4.0 5.0 6.0 7.0 6.0");
    look("MaxPool", "kernel 1, stride 4", 11, 1, 4, 1, "3 numbers, 2.0 6.0 10.0");
    look("ConvTranspose", "kernel 2, stride 3", 2, 2, 3, 1, "5 numbers, 1.0 1.0 0.0 2.0 2.0");
    if (changed) {
      System.out.println("that has changed");
      System.exit(1);
    }
  }
}
JAVA
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib"
java -cp "$work/lib/*" "$work/Finding.java"
