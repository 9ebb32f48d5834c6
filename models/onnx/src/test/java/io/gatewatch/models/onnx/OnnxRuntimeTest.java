package io.gatewatch.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.gatewatch.models.Foreign;
import io.gatewatch.models.ForeignRuntime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxRuntimeTest {
  private static final String PLANTED = "s3cret";
  private static final byte[] FINE = OnnxFiles.MODEL.toByteArray();

  @Test
  void itScoresAsTribuoItselfPredicts() {
    ForeignRuntime.Session session = new OnnxRuntime().open(FINE, 3);
    Random random = new Random(4);
    assertThat(OnnxFiles.TRIBUO.getOutputIDInfo().getOutput(0).getLabel()).isEqualTo("benign");
    for (int i = 0; i < 200; i++) {
      double[] row = random.doubles(3).map(d -> 4 * d - 2).toArray();
      double scraping =
          OnnxFiles.TRIBUO
              .predict(OnnxFiles.example(row))
              .getOutputScores()
              .get(OnnxFiles.ATTACK)
              .getScore();
      assertThat(session.score(row)).isCloseTo(scraping, within(1e-6));
    }
  }

  @Test
  void aModelFileFindsTheRuntimeByItself() {
    Foreign scorer = new Foreign(FINE);
    scorer.check(3);
    assertThat(scorer.score(new double[] {1, 0, 0}))
        .isGreaterThan(scorer.score(new double[] {0, 0, 0}));
  }

  @Test
  void aSingleNumberIsAScoreAsItIs() {
    ForeignRuntime.Session session = new OnnxRuntime().open(graph(b -> sum(b)).toByteArray(), 3);
    assertThat(session.score(new double[] {1, 2.5, -7})).isCloseTo(-3.5, within(1e-6));
    assertThat(session.score(new double[] {1e300, 0, 0}))
        .as("no number, so nothing to say")
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void anotherWidthIsRefused() {
    refused(FINE, 2, "input (expected: one float tensor of 1 row and 2 columns)");
    refused(FINE, 4, "input");
  }

  @Test
  void severalNumbersThatAreNoProbabilitiesAreRefused() {
    int softmax = 0;
    while (!OnnxFiles.MODEL.getGraph().getNode(softmax).getOpType().equals("Softmax")) {
      softmax++;
    }
    int at = softmax;
    refused(
        graph(b -> b.setNode(at, b.getNode(at).toBuilder().setOpType("Identity").clearAttribute()))
            .toByteArray(),
        3,
        "no probabilities");
  }

  @Test
  void whatIsNoOnnxFileIsRefused() {
    refused(new byte[] {1, 2, 3}, 3, "not an ONNX file");
    refused(PLANTED.getBytes(java.nio.charset.StandardCharsets.UTF_8), 3, "not an ONNX file");
    refused(new byte[0], 3, "not an ONNX file");
    refused(ModelProto.getDefaultInstance().toByteArray(), 3, "not an ONNX file");
    for (int end = 1; end < FINE.length; end += 7) {
      openOrRefused(Arrays.copyOf(FINE, end));
    }
    Random random = new Random(6);
    for (int i = 0; i < 300; i++) {
      byte[] turned = FINE.clone();
      turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
      openOrRefused(turned);
    }
  }

  /** A file that was harmed may still be one, as when its last remarks are cut off. */
  private static void openOrRefused(byte[] content) {
    try {
      new OnnxRuntime().open(content, 3).score(new double[3]);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).startsWith("onnx: ").hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Loop", "If", "Scan", "SequenceMap", "ConstantOfShape", "Tile", "s3cret"})
  void operatorsThatLoopBranchOrGrowAreRefused(String operator) {
    refused(graph(b -> b.addNode(node(operator, ""))).toByteArray(), 3, "may not run here");
  }

  @Test
  void operatorsOfOtherMakersAreRefused() {
    refused(graph(b -> b.addNode(node("Add", "com.s3cret"))).toByteArray(), 3, "may not run here");
    refused(
        OnnxFiles.MODEL.toBuilder()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.s3cret").setVersion(1))
            .build()
            .toByteArray(),
        3,
        "operators of another maker");
  }

  @Test
  void functionsTrainingAndGraphsInGraphsAreRefused() {
    ModelProto.Builder functions = OnnxFiles.MODEL.toBuilder();
    functions.addFunctions(FunctionProto.newBuilder().setName(PLANTED));
    refused(functions.build().toByteArray(), 3, "it has functions");
    ModelProto.Builder training = OnnxFiles.MODEL.toBuilder();
    training.addTrainingInfo(TrainingInfoProto.getDefaultInstance());
    refused(training.build().toByteArray(), 3, "it would train");
    AttributeProto inner =
        AttributeProto.newBuilder().setName(PLANTED).setG(GraphProto.getDefaultInstance()).build();
    refused(
        graph(b -> b.addNode(node("Add", "").toBuilder().addAttribute(inner))).toByteArray(),
        3,
        "a graph inside a graph");
  }

  @Test
  void numbersInOtherFilesAreRefused() {
    TensorProto outside =
        TensorProto.newBuilder()
            .setName("w")
            .addDims(1)
            .setDataType(1)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/s3cret"))
            .build();
    refused(graph(b -> b.addInitializer(outside)).toByteArray(), 3, "in another file");
    AttributeProto value = AttributeProto.newBuilder().setName("value").setT(outside).build();
    refused(
        graph(b -> b.addNode(node("Constant", "").toBuilder().addAttribute(value))).toByteArray(),
        3,
        "in another file");
  }

  @Test
  void whatAsksForTooMuchIsRefused() {
    TensorProto wide =
        TensorProto.newBuilder().setName("w").addDims(1 << 20).addDims(1 << 20).build();
    refused(graph(b -> b.addInitializer(wide)).toByteArray(), 3, "a shape of over");
    TensorProto negative = TensorProto.newBuilder().setName("w").addDims(-1).build();
    refused(graph(b -> b.addInitializer(negative)).toByteArray(), 3, "a shape out of range");
    refused(
        graph(
                b -> {
                  for (int i = 0; i <= OnnxChecks.MOST_NODES; i++) {
                    b.addNode(node("Add", ""));
                  }
                })
            .toByteArray(),
        3,
        "nodes (expected: at most");
    assertThatThrownBy(() -> new Foreign(new byte[Foreign.MOST_BYTES + 1]).check(3))
        .hasMessageContaining("bytes (expected: 1 to");
  }

  @Test
  void aGraphThatDoesNotHangTogetherIsRefusedInOneLine() {
    refused(graph(b -> b.clearInitializer()).toByteArray(), 3, "the runtime refuses it");
    refused(
        graph(b -> b.addNode(node("Add", "").toBuilder().addInput(PLANTED))).toByteArray(),
        3,
        "the runtime refuses it");
    ValueInfoProto second =
        OnnxFiles.MODEL.getGraph().getInput(0).toBuilder().setName("another").build();
    refused(graph(b -> b.addInput(second)).toByteArray(), 3, "2 inputs (expected: 1)");
  }

  @Test
  void anOutputOfUnknownWidthIsRefused() {
    refused(graph(b -> cut(b, 1, dims(1, -1))).toByteArray(), 3, "output (expected: one float");
    refused(graph(b -> cut(b, 1, dims(1, 2))).toByteArray(), 3, "it tells no row of 2 numbers");
  }

  @Test
  void aShapeThatDependsOnTheRowHasNothingToSayOfThatRow() {
    for (int axis : new int[] {0, 1}) {
      ForeignRuntime.Session session =
          new OnnxRuntime().open(graph(b -> cut(b, axis, dims(-1, 1))).toByteArray(), 3);
      assertThat(session.score(new double[] {0, 0, 0})).as("all as declared").isZero();
      assertThat(session.score(new double[] {0, -1, 0}))
          .as("no row, or no column")
          .isEqualTo(Double.NEGATIVE_INFINITY);
    }
    ForeignRuntime.Session wider =
        new OnnxRuntime().open(graph(b -> cut(b, 1, dims(1, 1))).toByteArray(), 3);
    assertThat(wider.score(new double[] {0.5, 1, 0}))
        .as("a second column is no probability")
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  private static TensorShapeProto dims(int rows, int columns) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int dim : new int[] {rows, columns}) {
      shape.addDim(
          dim < 0
              ? TensorShapeProto.Dimension.newBuilder().setDimParam("n")
              : TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
    }
    return shape.build();
  }

  /**
   * A graph that tells the first 1 + x rows (axis 0) of its first input, or its first 1 + x columns
   * (axis 1), where x is its second input.
   */
  private static void cut(GraphProto.Builder graph, int axis, TensorShapeProto shape) {
    String input = graph.getInput(0).getName();
    String output = graph.getOutput(0).getName();
    ValueInfoProto.Builder told = graph.getOutput(0).toBuilder();
    told.getTypeBuilder().getTensorTypeBuilder().setShape(shape);
    graph.clearNode().clearInitializer().setOutput(0, told);
    for (int i = 0; i < 3; i++) {
      graph.addInitializer(
          TensorProto.newBuilder().setName("" + i).setDataType(7).addDims(1).addInt64Data(i));
    }
    graph.addNode(slice(input, "1", "2", "1", "second"));
    graph.addNode(of("Cast", "number", "second").addAttribute(whole("to", 7)));
    graph.addNode(of("Reshape", "flat", "number", "1"));
    graph.addNode(of("Add", "end", "flat", "1"));
    graph.addNode(
        axis == 0 ? slice(input, "0", "1", "1", "first") : of("Identity", "first", input));
    graph.addNode(slice("first", "0", "end", "" + axis, output));
  }

  private static NodeProto.Builder slice(
      String data, String from, String to, String axis, String output) {
    return of("Slice", output, data, from, to, axis);
  }

  private static NodeProto.Builder of(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static ModelProto graph(Consumer<GraphProto.Builder> change) {
    ModelProto.Builder model = OnnxFiles.MODEL.toBuilder();
    change.accept(model.getGraphBuilder());
    return model.build();
  }

  /** A graph that adds its inputs up, by a product with a column of ones. */
  private static void sum(GraphProto.Builder graph) {
    ByteString.Output ones = ByteString.newOutput();
    for (int i = 0; i < 3; i++) {
      for (byte each : new byte[] {0, 0, (byte) 0x80, 0x3f}) {
        ones.write(each);
      }
    }
    String input = graph.getInput(0).getName();
    String output = graph.getOutput(0).getName();
    ValueInfoProto.Builder told = graph.getOutput(0).toBuilder();
    told.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilder(1).setDimValue(1);
    graph
        .clearNode()
        .clearInitializer()
        .setOutput(0, told)
        .addInitializer(
            TensorProto.newBuilder()
                .setName("ones")
                .setDataType(1)
                .addAllDims(List.of(3L, 1L))
                .setRawData(ones.toByteString()))
        .addNode(
            NodeProto.newBuilder()
                .setOpType("MatMul")
                .addInput(input)
                .addInput("ones")
                .addOutput(output));
  }

  private static NodeProto node(String operator, String domain) {
    return NodeProto.newBuilder().setOpType(operator).setDomain(domain).addOutput("more").build();
  }

  private static void refused(byte[] content, int width, String reason) {
    assertThatThrownBy(() -> new OnnxRuntime().open(content, width))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("onnx: ")
        .contains(reason)
        .doesNotContain(PLANTED)
        .hasLineCount(1);
  }
}
