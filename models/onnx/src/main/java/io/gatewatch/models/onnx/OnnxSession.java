package io.gatewatch.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.gatewatch.models.ForeignRuntime;
import java.lang.ref.Cleaner;
import java.util.Map;

/**
 * An opened ONNX model; what it holds outside the heap is given back when nobody asks it any more.
 */
final class OnnxSession implements ForeignRuntime.Session {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final double ROUNDING = 1e-3;

  /** Holds no session of ours, or it would never be unreachable. */
  private record Closing(OrtSession opened) implements Runnable {
    @Override
    public void run() {
      try {
        opened.close();
      } catch (OrtException e) {
        // It is closed, or nothing can close it.
      }
    }
  }

  private final OrtEnvironment environment;
  private final OrtSession opened;
  private final String input;
  private final long columns;

  /**
   * A session.
   *
   * @param columns of the row that it tells, as the file declares them
   */
  OnnxSession(OrtEnvironment environment, OrtSession opened, String input, long columns) {
    this.environment = environment;
    this.opened = opened;
    this.input = input;
    this.columns = columns;
    CLEANER.register(this, new Closing(opened));
  }

  /** Asks it once: what several columns say must be probabilities. */
  void tryOut(int width) throws OrtException {
    float[] told = run(new double[width]);
    double sum = 0;
    boolean shares = true;
    for (float each : told) {
      OnnxChecks.require(Float.isFinite(each), "it tells what is no number");
      shares &= each >= -ROUNDING && each <= 1 + ROUNDING;
      sum += each;
    }
    OnnxChecks.require(
        told.length == 1 || (shares && Math.abs(sum - 1) <= ROUNDING),
        "several numbers that are no probabilities (expected: these, or one score)");
  }

  /**
   * A model that fails in the middle, tells no number, or another shape than it declares, has
   * nothing to say of that row: whoever asks goes on.
   */
  @Override
  public double score(double[] row) {
    try {
      float[] told = run(row);
      double score = told.length == 1 ? told[0] : 1 - (double) told[0];
      return Double.isFinite(score) ? score : Double.NEGATIVE_INFINITY;
    } catch (OrtException | RuntimeException e) {
      return Double.NEGATIVE_INFINITY;
    }
  }

  private float[] run(double[] row) throws OrtException {
    float[][] single = new float[1][row.length];
    for (int i = 0; i < row.length; i++) {
      single[0][i] = (float) row[i];
    }
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, single);
        OrtSession.Result result = opened.run(Map.of(input, tensor))) {
      Object told = result.get(0).getValue();
      OnnxChecks.require(
          told instanceof float[][] rows && rows.length == 1 && rows[0].length == columns,
          "it tells no row of " + columns + " numbers");
      return ((float[][]) told)[0];
    }
  }
}
