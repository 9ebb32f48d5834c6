package io.gatewatch.replaydata.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.gatewatch.detectors.DetectionCodec;
import java.util.List;

/** Results and ledgers for programs. */
public final class ResultJson {
  private ResultJson() {}

  /**
   * One case.
   *
   * @param wrong what differed; empty when nothing did
   * @param survivors what was raised although the detector had been taken out
   * @param seconds to the first expected alert; null when there is none
   */
  private record Row(
      String id,
      String detector,
      boolean lookAlike,
      CaseResult.Outcome outcome,
      List<String> wrong,
      List<String> survivors,
      Long seconds,
      long calls,
      String knownGap) {}

  private record File(int schema, boolean passed, List<Row> cases) {}

  /** Results, indented: {@code schemas/rules-test.schema.json}. */
  public static String of(List<CaseResult> results) {
    boolean passed = results.stream().allMatch(CaseResult::isAsSaid);
    return write(new File(1, passed, results.stream().map(ResultJson::row).toList()));
  }

  /** A ledger, indented: {@code schemas/coverage.schema.json}. */
  public static String of(Ledger ledger) {
    return write(ledger);
  }

  private static Row row(CaseResult result) {
    Case about = result.about();
    return new Row(
        about.id(),
        about.detector(),
        about.isLookAlike(),
        result.outcome(),
        result.wrong(),
        result.survivors(),
        result.seconds() < 0 ? null : result.seconds(),
        result.calls(),
        about.file().knownGap());
  }

  private static String write(Object shape) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try {
      return DetectionCodec.mapper()
              .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
              .writeValueAsString(shape)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records always have a JSON form", e);
    }
  }
}
