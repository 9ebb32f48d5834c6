package io.gatewatch.replaydata.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * ONNX files, written field by field as the format (onnx.proto) numbers them: a model "trained
 * elsewhere" whose score is a weighted sum of its inputs.
 */
final class MadeOnnx {
  private static final int FLOAT = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private MadeOnnx() {}

  /** One row in, the sum of weight times input out. */
  static byte[] weighted(float... weights) {
    return model("MatMul", weights);
  }

  /** The same, of an operator that may not run here. */
  static byte[] looping(float... weights) {
    return model("Loop", weights);
  }

  private static byte[] model(String operator, float... weights) {
    ByteBuffer numbers = ByteBuffer.allocate(4 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float weight : weights) {
      numbers.putFloat(weight);
    }
    MadeOnnx node = new MadeOnnx().text(1, "row").text(1, "w").text(2, "score").text(4, operator);
    MadeOnnx tensor =
        new MadeOnnx()
            .number(1, weights.length)
            .number(1, 1)
            .number(2, FLOAT)
            .text(8, "w")
            .bytes(9, numbers.array());
    MadeOnnx graph =
        new MadeOnnx()
            .part(1, node)
            .text(2, "made")
            .part(5, tensor)
            .part(11, value("row", weights.length))
            .part(12, value("score", 1));
    return new MadeOnnx()
        .number(1, 8)
        .part(7, graph)
        .part(8, new MadeOnnx().text(1, "").number(2, 13))
        .out
        .toByteArray();
  }

  /** A tensor of one row and so many columns. */
  private static MadeOnnx value(String name, int columns) {
    MadeOnnx shape =
        new MadeOnnx()
            .part(1, new MadeOnnx().number(1, 1))
            .part(1, new MadeOnnx().number(1, columns));
    MadeOnnx tensor = new MadeOnnx().number(1, FLOAT).part(2, shape);
    return new MadeOnnx().text(1, name).part(2, new MadeOnnx().part(1, tensor));
  }

  private MadeOnnx number(int field, int value) {
    varint(8 * field);
    varint(value);
    return this;
  }

  private MadeOnnx text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private MadeOnnx part(int field, MadeOnnx value) {
    return bytes(field, value.out.toByteArray());
  }

  private MadeOnnx bytes(int field, byte[] value) {
    varint(8 * field + 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 127) {
      out.write((rest & 127) | 128);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
