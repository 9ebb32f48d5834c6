package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ServiceLoader;

/**
 * A model that was trained elsewhere, as ONNX. It runs native code, so it is asked once a closed
 * window and never for each call; what runs it is found on the class path ({@link ForeignRuntime}).
 */
public final class Foreign implements Scorer {
  /** Largest content, in bytes. */
  public static final int MOST_BYTES = 4 << 20;

  private final byte[] content;
  @JsonIgnore private ForeignRuntime.Session session;

  /** Of an ONNX file's bytes; in JSON they are base64. */
  @JsonCreator
  public Foreign(@JsonProperty("content") byte[] content) {
    this.content = content == null ? new byte[0] : content.clone();
  }

  /** The ONNX file. */
  public byte[] content() {
    return content.clone();
  }

  @Override
  public double score(double[] row) {
    return session.score(row);
  }

  /** Opens it: an ONNX model can be checked by nothing less. */
  @Override
  public void check(int width) {
    Numbers.require(
        content.length > 0 && content.length <= MOST_BYTES,
        "onnx: " + content.length + " bytes (expected: 1 to " + MOST_BYTES + ")");
    ForeignRuntime runtime =
        ServiceLoader.load(ForeignRuntime.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "onnx: nothing here runs it (expected: gatewatch-models-onnx)"));
    session = runtime.open(content, width);
  }
}
