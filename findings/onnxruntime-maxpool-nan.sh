#!/bin/sh
# ONNX Runtime 1.29.0, CPU: whether MaxPool lets a NaN through depends on where in its window the NaN stands.
# A window over 1, 2, ... n with one of the numbers replaced by NaN gives the largest number (the NaN is gone) for
# most places and NaN for a few; where the NaN replaces the largest number, a 3x3 window gives the second largest.
# So a map with a NaN may or may not show it behind the pool, and a shift by one pixel changes that.
# Who holds pools against ONNX Runtime keeps NaN out of the data, or judges those by another rule.
#
# Seen with onnxruntime 1.29.0 and the ONNX classes of tribuo-util-onnx 4.3.2, on x86-64 with AVX-512
# (the place of the NaN runs through the window, row by row):
#   2x2: 4.0 4.0 4.0 NaN
#   3x3: 9.0 9.0 9.0 9.0 9.0 9.0 9.0 NaN 8.0
#   4x4: 16.0 fifteen times, then NaN
# Which places keep a NaN may differ with the processor; that some do and some do not is what is held here.
# Needs a JDK of 17 or later and Maven. Ends with 1 if ONNX Runtime now treats all places alike.
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
import ai.onnxruntime.*;
import ai.onnx.proto.OnnxMl.*;
import java.util.*;

class Finding {
  /** MaxPool with one window over all of a row (rank 3) or of a plane (rank 4). */
  static byte[] model(long... window) {
    long[] shape = new long[window.length + 2];
    long[] one = new long[shape.length];
    Arrays.fill(shape, 1);
    Arrays.fill(one, 1);
    System.arraycopy(window, 0, shape, 2, window.length);
    AttributeProto.Builder sides = AttributeProto.newBuilder().setName("kernel_shape")
        .setType(AttributeProto.AttributeType.INTS);
    for (long side : window) {
      sides.addInts(side);
    }
    GraphProto graph = GraphProto.newBuilder().setName("g")
        .addNode(NodeProto.newBuilder().setOpType("MaxPool").addInput("x").addOutput("y").addAttribute(sides))
        .addInput(value("x", shape)).addOutput(value("y", one)).build();
    return ModelProto.newBuilder().setIrVersion(8).setGraph(graph)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13)).build().toByteArray();
  }

  static ValueInfoProto value(String name, long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()).setShape(shape))).build();
  }

  static String pooled(long[] window, float... values) throws OrtException {
    OrtEnvironment ort = OrtEnvironment.getEnvironment();
    long[] shape = new long[window.length + 2];
    Arrays.fill(shape, 1);
    System.arraycopy(window, 0, shape, 2, window.length);
    try (OrtSession session = ort.createSession(model(window));
        OnnxTensor x = OnnxTensor.createTensor(ort, java.nio.FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of("x", x))) {
      return "" + ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }

  public static void main(String[] args) throws Exception {
    boolean alike = false;
    for (long side : new long[] {2, 3, 4}) {
      int count = (int) (side * side);
      List<String> seen = new ArrayList<>();
      for (int place = 0; place < count; place++) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = i == place ? Float.NaN : i + 1;
        }
        seen.add(pooled(new long[] {side, side}, values));
      }
      System.out.println(side + "x" + side + ": " + String.join(" ", seen));
      int kept = Collections.frequency(seen, "NaN");
      alike |= kept == 0 || kept == count;
    }
    if (alike) {
      System.out.println("that has changed: in some window all places are treated alike");
      System.exit(1);
    }
  }
}
JAVA
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib"
java -cp "$work/lib/*" "$work/Finding.java"
