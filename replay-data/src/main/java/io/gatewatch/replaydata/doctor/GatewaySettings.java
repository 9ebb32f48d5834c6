package io.gatewatch.replaydata.doctor;

import com.fasterxml.jackson.core.type.TypeReference;
import io.gatewatch.ingest.CallField;
import java.util.Map;

/**
 * Which setting of a gateway adds which field: {@code doctor/<format>.yaml}, and what is the same
 * for all of them in {@code doctor/any.yaml}.
 */
final class GatewaySettings {
  /**
   * What to do about a field; exactly one is not null.
   *
   * @param add the setting that adds it
   * @param never why this format cannot have it
   * @param fine why it need not be there: the gateway logs it whenever there is something to log
   */
  record Advice(String add, String never, String fine) {
    Advice {
      int said = (add == null ? 0 : 1) + (never == null ? 0 : 1) + (fine == null ? 0 : 1);
      if (said != 1) {
        throw new IllegalArgumentException("advice: add, never or fine (expected: one of these)");
      }
    }
  }

  private static final TypeReference<Map<String, Advice>> FORM = new TypeReference<>() {};

  private final Map<String, Advice> own;
  private final Map<String, Advice> any;

  private GatewaySettings(Map<String, Advice> own, Map<String, Advice> any) {
    this.own = own;
    this.any = any;
  }

  static GatewaySettings of(String format) {
    return new GatewaySettings(Words.read(format, FORM), Words.read("any", FORM));
  }

  /** What to do about a field. */
  Advice advice(CallField field) {
    Advice advice = own.get(field.wireName());
    return advice == null ? any.get(field.wireName()) : advice;
  }
}
