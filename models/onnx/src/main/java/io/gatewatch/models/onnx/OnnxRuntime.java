package io.gatewatch.models.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.gatewatch.models.ForeignRuntime;
import java.util.Map;

/**
 * Runs ONNX models with Microsoft's runtime, on the calling thread. A model takes one float tensor
 * of one row and gives one: a single number is a score, several are probabilities of which the
 * first is of ordinary behaviour.
 */
public final class OnnxRuntime implements ForeignRuntime {
  private static final int MOST_COLUMNS = 64;

  /** For {@link java.util.ServiceLoader}. */
  public OnnxRuntime() {}

  @Override
  public Session open(byte[] content, int width) {
    OnnxChecks.check(content);
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return session(environment, environment.createSession(content, options), width);
      }
    } catch (OrtException e) {
      throw OnnxChecks.refused("the runtime refuses it (" + e.getCode() + ")");
    } catch (LinkageError e) {
      throw OnnxChecks.refused("its native library does not load here");
    }
  }

  private static Session session(OrtEnvironment environment, OrtSession opened, int width)
      throws OrtException {
    try {
      String input = one(opened.getInputInfo(), "input", width, width).getName();
      NodeInfo output = one(opened.getOutputInfo(), "output", 1, MOST_COLUMNS);
      long columns = ((TensorInfo) output.getInfo()).getShape()[1];
      OnnxSession session = new OnnxSession(environment, opened, input, columns);
      session.tryOut(width);
      return session;
    } catch (OrtException | IllegalArgumentException e) {
      opened.close();
      throw e;
    }
  }

  /** The one that there may be: a row of floats, of a width that does not depend on the input. */
  private static NodeInfo one(Map<String, NodeInfo> infos, String what, int least, int most) {
    OnnxChecks.require(infos.size() == 1, infos.size() + " " + what + "s (expected: 1)");
    NodeInfo only = infos.values().iterator().next();
    boolean row = false;
    if (only.getInfo() instanceof TensorInfo tensor) {
      long[] shape = tensor.getShape();
      row =
          tensor.type == OnnxJavaType.FLOAT
              && shape.length == 2
              && (shape[0] == 1 || shape[0] == -1)
              && shape[1] >= least
              && shape[1] <= most;
    }
    OnnxChecks.require(
        row,
        what
            + " (expected: one float tensor of 1 row and "
            + (least == most ? least + "" : least + " to " + most)
            + " columns)");
    return only;
  }
}
