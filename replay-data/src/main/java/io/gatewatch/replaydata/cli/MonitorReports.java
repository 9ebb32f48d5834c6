package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.MonitorReport;
import io.gatewatch.detectors.DetectionCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The monitor reports in a replay's summary. */
final class MonitorReports {
  private static final ObjectMapper JSON = DetectionCodec.mapper();

  private MonitorReports() {}

  /** That of one gateway group; refused in one line where there is none, or it is too short. */
  static MonitorReport of(Path run, String tenant, String group) {
    Path summary = run.resolve("summary.json");
    if (!Files.isReadable(summary)) {
      throw Failure.input(
          "--report " + run + ": has no summary.json (mend: the --out of a replay)");
    }
    try {
      for (JsonNode row : JSON.readTree(Files.readAllBytes(summary)).path("monitor")) {
        MonitorReport report = JSON.treeToValue(row, MonitorReport.class);
        if (report.tenant().equals(tenant) && report.group().equals(group)) {
          return enough(run, report);
        }
      }
    } catch (IOException e) {
      throw Failure.input("--report " + run + ": its summary.json cannot be read");
    }
    throw Failure.usage("--report " + run + ": it says nothing of " + tenant + "/" + group);
  }

  private static MonitorReport enough(Path run, MonitorReport report) {
    if (!report.allowsEnforcing(report.tenant(), report.group())) {
      throw Failure.usage(
          "--report " + run + ": shorter than seven days (expected: a replay of a week or more)");
    }
    return report;
  }
}
