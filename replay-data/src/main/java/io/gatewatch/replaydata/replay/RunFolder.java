package io.gatewatch.replaydata.replay;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.book.Brain;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.detectors.fusion.AlertBudget;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of one run. They are written under names that end in .partial and get their own names
 * only when the run is whole, so that nothing half-written looks finished.
 */
public final class RunFolder implements AutoCloseable {
  private static final List<String> ROWS =
      List.of("alerts.ndjson", "quotas.ndjson", "rejects.ndjson");
  private static final ObjectMapper JSON = DetectionCodec.mapper();
  private static final String PARTIAL = ".partial";

  private final Path folder;
  private final OutputStream alerts;
  private final OutputStream quotas;
  private final OutputStream rejects;
  private final Map<String, OutputStream> extra = new LinkedHashMap<>();

  /**
   * Creates the folder and opens its files.
   *
   * @param extras what is written besides
   */
  public RunFolder(Path folder, Set<Extra> extras) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.alerts = open(ROWS.get(0));
    this.quotas = open(ROWS.get(1));
    this.rejects = open(ROWS.get(2));
    for (Extra asked : extras) {
      for (String name : asked.files()) {
        extra.put(name, open(name));
      }
    }
  }

  private OutputStream open(String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + PARTIAL)), 1 << 16);
  }

  /** A row of alerts.ndjson. */
  public void alert(Alert alert) {
    row(alerts, AlertJson.write(alert));
  }

  /** A row of quotas.ndjson, issued at its event time with epoch 0. */
  public void quota(QuotaUpdate update) {
    row(quotas, QuotaJson.write(update));
  }

  /** A row of rejects.ndjson. */
  public void reject(RejectRecord reject) {
    row(rejects, RejectJson.write(reject).getBytes(StandardCharsets.UTF_8));
  }

  /** A row of refused.ndjson; only where it is written. */
  public void refused(RefusedMinute minute) {
    try {
      row(extra.get("refused.ndjson"), JSON.writeValueAsBytes(minute));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** A row of usage.ndjson, profiles.ndjson or context.ndjson; only where they are written. */
  public void chronicle(ChronicleRow row) {
    row(extra.get(Extra.fileOf(row.topic())), row.json().getBytes(StandardCharsets.UTF_8));
  }

  private static void row(OutputStream out, byte[] json) {
    try {
      out.write(json);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Writes summary and report, and gives all files their names.
   *
   * @param judging what was in force at the end
   * @param versions of it, and of what read the lines
   */
  public void finish(RunFigures figures, Brain judging, Versions versions) throws IOException {
    closeRows();
    String summary = summary(figures, judging, versions);
    Files.writeString(folder.resolve("summary.json" + PARTIAL), summary);
    Files.writeString(folder.resolve("report.html" + PARTIAL), Report.html(figures, versions));
    for (String name : ROWS) {
      name(name);
    }
    for (Extra any : Extra.values()) {
      for (String name : any.files()) {
        if (extra.containsKey(name)) {
          name(name);
        } else {
          // What an earlier run left here must not be taken for this one's.
          Files.deleteIfExists(folder.resolve(name));
        }
      }
    }
    name("report.html");
    name("summary.json");
  }

  private void name(String name) throws IOException {
    Files.move(
        folder.resolve(name + PARTIAL), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String summary(RunFigures figures, Brain judging, Versions versions)
      throws IOException {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("schema", 1);
    out.put("calls", figures.calls());
    out.put("rejects", figures.rejects());
    out.put("rejectsByReason", figures.rejectsByReason());
    out.put("principals", figures.principals());
    out.put("agents", figures.agents());
    out.put("from", figures.calls() == 0 ? null : Instant.ofEpochMilli(figures.first()));
    out.put("to", figures.calls() == 0 ? null : Instant.ofEpochMilli(figures.last()));
    out.put("detections", figures.detections());
    out.put("shadowDetections", figures.shadowDetections());
    out.put("alerts", figures.alerts());
    out.put("alertVersions", figures.alertRows());
    out.put("alertsByCategory", figures.alertsByCategory());
    out.put("alertsByDetector", figures.alertsByDetector());
    out.put("alertBudget", budget(judging));
    out.put("verdicts", verdicts(figures.verdicts()));
    out.put("quotaUpdates", figures.quotaRows());
    out.put("monitor", figures.monitored());
    out.put("duplicates", figures.duplicates());
    out.put("late_after_timer", figures.lateAfterTimer());
    out.put("versions", versions);
    ObjectMapper json = DetectionCodec.mapper().enable(SerializationFeature.INDENT_OUTPUT);
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return json.writer(new DefaultPrettyPrinter().withObjectIndenter(lines)).writeValueAsString(out)
        + "\n";
  }

  private static Map<String, Object> verdicts(VerdictTally tally) {
    Map<String, Object> verdicts = new LinkedHashMap<>();
    verdicts.put("read", tally.read());
    verdicts.put("met", tally.met());
    return verdicts;
  }

  private static Map<String, Object> budget(Brain judging) {
    TreeMap<String, Double> promised = new TreeMap<>(judging.rules().promised());
    if (judging.champion() == null) {
      promised.remove(AlertBudget.MODEL);
    }
    Map<String, Object> budget = new LinkedHashMap<>();
    budget.put("perDay", judging.rules().alerts().perDay());
    budget.put("promised", promised);
    return budget;
  }

  /** Closes the files; those of a run that did not come to its end are removed. */
  @Override
  public void close() throws IOException {
    closeRows();
    for (String name : ROWS) {
      Files.deleteIfExists(folder.resolve(name + PARTIAL));
    }
    for (String name : extra.keySet()) {
      Files.deleteIfExists(folder.resolve(name + PARTIAL));
    }
  }

  private void closeRows() throws IOException {
    alerts.close();
    quotas.close();
    rejects.close();
    for (OutputStream out : extra.values()) {
      out.close();
    }
  }
}
