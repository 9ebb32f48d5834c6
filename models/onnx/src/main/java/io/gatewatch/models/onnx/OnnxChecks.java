package io.gatewatch.models.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Set;

/**
 * What an ONNX file may hold: a graph of known arithmetic over its own numbers. No loops, branches
 * or functions, no operators of other makers, nothing that lies in other files.
 */
final class OnnxChecks {
  static final int MOST_NODES = 1_000;
  static final int MOST_VALUES = 2_000_000;
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");

  private static final Set<String> OPERATORS =
      Set.of(
          // Arithmetic.
          "Abs",
          "Add",
          "Ceil",
          "Clip",
          "Div",
          "Erf",
          "Exp",
          "Floor",
          "Gemm",
          "Log",
          "MatMul",
          "Max",
          "Mean",
          "Min",
          "Mul",
          "Neg",
          "Pow",
          "Reciprocal",
          "Round",
          "Sign",
          "Sqrt",
          "Sub",
          "Sum",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceSum",
          // Layers.
          "BatchNormalization",
          "Dropout",
          "Elu",
          "HardSigmoid",
          "LayerNormalization",
          "LeakyRelu",
          "LogSoftmax",
          "PRelu",
          "Relu",
          "Selu",
          "Sigmoid",
          "Softmax",
          "Softplus",
          "Tanh",
          // Choice and shape.
          "And",
          "ArgMax",
          "ArgMin",
          "Cast",
          "Concat",
          "Constant",
          "Equal",
          "Flatten",
          "Gather",
          "Greater",
          "GreaterOrEqual",
          "Identity",
          "Less",
          "LessOrEqual",
          "Not",
          "Or",
          "Reshape",
          "Slice",
          "Split",
          "Squeeze",
          "Transpose",
          "Unsqueeze",
          "Where",
          // Classical machine learning.
          "ArrayFeatureExtractor",
          "Binarizer",
          "Imputer",
          "LinearClassifier",
          "LinearRegressor",
          "Normalizer",
          "SVMClassifier",
          "SVMRegressor",
          "Scaler",
          "TreeEnsembleClassifier",
          "TreeEnsembleRegressor");

  private OnnxChecks() {}

  static void check(byte[] content) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw refused("not an ONNX file");
    }
    require(model.hasGraph() && model.getGraph().getNodeCount() > 0, "not an ONNX file");
    require(model.getFunctionsCount() == 0, "it has functions (expected: none)");
    require(model.getTrainingInfoCount() == 0, "it would train (expected: no training graph)");
    require(
        model.getOpsetImportList().stream().allMatch(o -> DOMAINS.contains(o.getDomain())),
        "operators of another maker (expected: ONNX's own)");
    graph(model.getGraph());
  }

  private static void graph(GraphProto graph) {
    require(
        graph.getNodeCount() <= MOST_NODES,
        graph.getNodeCount() + " nodes (expected: at most " + MOST_NODES + ")");
    long values = 0;
    for (TensorProto tensor : graph.getInitializerList()) {
      values += values(tensor);
    }
    for (SparseTensorProto sparse : graph.getSparseInitializerList()) {
      values += values(sparse);
    }
    for (NodeProto node : graph.getNodeList()) {
      require(
          DOMAINS.contains(node.getDomain()) && OPERATORS.contains(node.getOpType()),
          "an operator that may not run here (expected: arithmetic without loops or branches)");
      for (AttributeProto attribute : node.getAttributeList()) {
        require(
            !attribute.hasG() && attribute.getGraphsCount() == 0,
            "a graph inside a graph (expected: none)");
        values += attribute.hasT() ? values(attribute.getT()) : 0;
        values += attribute.hasSparseTensor() ? values(attribute.getSparseTensor()) : 0;
        values += attribute.getTensorsList().stream().mapToLong(OnnxChecks::values).sum();
        values += attribute.getSparseTensorsList().stream().mapToLong(OnnxChecks::values).sum();
      }
    }
    require(values <= MOST_VALUES, values + " numbers (expected: at most " + MOST_VALUES + ")");
  }

  private static long values(SparseTensorProto sparse) {
    return values(sparse.getDimsList()) + values(sparse.getValues()) + values(sparse.getIndices());
  }

  private static long values(TensorProto tensor) {
    require(
        tensor.getExternalDataCount() == 0
            && tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL,
        "numbers in another file (expected: all in this one)");
    return values(tensor.getDimsList());
  }

  /** How many numbers a shape asks for, whatever is really there. */
  private static long values(Iterable<Long> dims) {
    long values = 1;
    for (long dim : dims) {
      require(dim >= 0 && dim <= MOST_VALUES, "a shape out of range");
      values *= dim;
      require(values <= MOST_VALUES, "a shape of over " + MOST_VALUES + " numbers");
    }
    return values;
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw refused(otherwise);
    }
  }

  static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("onnx: " + why);
  }
}
