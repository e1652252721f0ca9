#!/bin/sh
# ONNX Runtime 1.29.0, CPU: RoiAlign in mode "max" pools the largest *weighted corner* of a sample, not the
# largest interpolated sample. On a map that is 8 everywhere, mode "avg" gives 8, as interpolation of equal
# values must; mode "max" gives 2 where the sample lies amid four pixels (8 x 1/4), 4 where it lies between
# two, 8 only where it lies on a pixel. Who checks a max pooling ROI align must not take it as the judge.
#
# Also: from opset 22 on, whose RoiAlign has only more number types, the CPU has no implementation at all,
# and a session over the same node is refused; a file that is to run there stays at 21 or below.
#
# Seen with onnxruntime 1.29.0 and the ONNX classes of tribuo-util-onnx 4.3.2:
#   opset 16, avg, sample amid four pixels: 8.0
#   opset 16, max, sample amid four pixels: 2.0
#   opset 16, max, sample between two pixels: 4.0
#   opset 16, max, sample on a pixel: 8.0
#   opset 22, avg: refused, ORT_NOT_IMPLEMENTED
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
import ai.onnxruntime.*;
import ai.onnx.proto.OnnxMl.*;
import java.util.*;

class Finding {
  /** One RoiAlign over a map of 4x4 eights: one bin, one sample, in the middle of the region. */
  static ModelProto model(int opset, String mode) {
    AttributeProto text = AttributeProto.newBuilder().setName("mode")
        .setType(AttributeProto.AttributeType.STRING)
        .setS(com.google.protobuf.ByteString.copyFromUtf8(mode)).build();
    NodeProto node = NodeProto.newBuilder().setOpType("RoiAlign").addInput("maps").addInput("rois")
        .addInput("batch").addOutput("pooled").addAttribute(text)
        .addAttribute(number("output_height", 1)).addAttribute(number("output_width", 1))
        .addAttribute(number("sampling_ratio", 1)).build();
    GraphProto graph = GraphProto.newBuilder().setName("g").addNode(node)
        .addInput(value("maps", TensorProto.DataType.FLOAT, 1, 1, 4, 4))
        .addInput(value("rois", TensorProto.DataType.FLOAT, 1, 4))
        .addInput(value("batch", TensorProto.DataType.INT64, 1))
        .addOutput(value("pooled", TensorProto.DataType.FLOAT, 1, 1, 1, 1)).build();
    return ModelProto.newBuilder().setIrVersion(8).setGraph(graph)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset)).build();
  }

  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT)
        .setI(value).build();
  }

  static ValueInfoProto value(String name, TensorProto.DataType type, long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape))).build();
  }

  /** What the region from (x, y), two pixels wide and high, pools; half_pixel is opset 16's default. */
  static float pooled(String mode, float x, float y) throws OrtException {
    OrtEnvironment ort = OrtEnvironment.getEnvironment();
    float[][][][] maps = new float[1][1][4][4];
    for (float[] row : maps[0][0]) {
      Arrays.fill(row, 8);
    }
    try (OrtSession session = ort.createSession(model(16, mode).toByteArray());
        OnnxTensor m = OnnxTensor.createTensor(ort, maps);
        OnnxTensor r = OnnxTensor.createTensor(ort, new float[][] {{x, y, x + 2, y + 2}});
        OnnxTensor b = OnnxTensor.createTensor(ort, new long[] {0});
        OrtSession.Result result = session.run(Map.of("maps", m, "rois", r, "batch", b))) {
      return ((float[][][][]) result.get(0).getValue())[0][0][0][0];
    }
  }

  static void expect(String what, Object expected, Object seen) {
    System.out.println(what + ": " + seen);
    if (!expected.equals(seen)) {
      System.out.println("  that has changed; it was " + expected);
      System.exit(1);
    }
  }

  public static void main(String[] args) throws Exception {
    // The sample is at (x + 1 - 0.5, y + 1 - 0.5): amid four pixels where x and y are whole.
    expect("opset 16, avg, sample amid four pixels", 8f, pooled("avg", 1, 1));
    expect("opset 16, max, sample amid four pixels", 2f, pooled("max", 1, 1));
    expect("opset 16, max, sample between two pixels", 4f, pooled("max", 1, .5f));
    expect("opset 16, max, sample on a pixel", 8f, pooled("max", .5f, .5f));
    String verdict;
    try {
      OrtEnvironment.getEnvironment().createSession(model(22, "avg").toByteArray()).close();
      verdict = "accepted";
    } catch (OrtException e) {
      verdict = "refused, " + e.getCode();
    }
    expect("opset 22, avg", "refused, ORT_NOT_IMPLEMENTED", verdict);
  }
}
JAVA
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib"
java -cp "$work/lib/*" "$work/Finding.java"
