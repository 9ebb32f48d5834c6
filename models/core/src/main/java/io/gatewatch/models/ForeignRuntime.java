package io.gatewatch.models;

/** What runs a {@link Foreign} model; found by {@link java.util.ServiceLoader}. */
public interface ForeignRuntime {
  /** An opened model. Asked by one thread at a time. */
  interface Session {
    /** How unlike ordinary a row of scaled inputs is; the larger, the less ordinary. */
    double score(double[] row);
  }

  /**
   * Opens a model.
   *
   * @param width number of inputs
   * @throws IllegalArgumentException with one line when it is none that may run here
   */
  Session open(byte[] content, int width);
}
