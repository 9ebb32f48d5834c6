package io.gatewatch.sinks.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/**
 * An alert in the Elastic Common Schema 8.11, {@code event.kind: alert}. {@code event.id} is of
 * this version; what ECS has no field for lies under {@code gatewatch}.
 *
 * @see <a href="https://www.elastic.co/guide/en/ecs/8.11/ecs-event.html">event fields</a>
 */
public final class EcsAlert {
  private EcsAlert() {}

  /** The event as UTF-8 JSON on one line. */
  public static byte[] write(Alert alert) {
    return of(alert).toString().getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode of(Alert alert) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("@timestamp", alert.time().toString()).put("message", alert.title());
    row.putObject("ecs").put("version", "8.11.0");
    event(row.putObject("event"), alert);
    ObjectNode rule = row.putObject("rule").put("name", alert.category().wireName());
    if (!alert.detectors().isEmpty()) {
      rule.put("id", alert.detectors().get(0).id());
    }
    row.putObject("organization").put("id", alert.tenant());
    row.putObject("observer").put("vendor", "Gatewatch").put("product", "Gatewatch");
    who(row, alert);
    if (!alert.mitre().isEmpty()) {
      ObjectNode threat = row.putObject("threat").put("framework", "MITRE ATT&CK");
      ArrayNode ids = threat.putObject("technique").putArray("id");
      alert.mitre().forEach(ids::add);
    }
    ours(row.putObject("gatewatch"), alert);
    return row;
  }

  private static void event(ObjectNode event, Alert alert) {
    event.put("kind", "alert").put("id", alert.alertId() + "-" + alert.version());
    event.put("module", "gatewatch").put("dataset", "gatewatch.alert");
    event.putArray("category").add("intrusion_detection");
    event.putArray("type").add(alert.activity() == Alert.Activity.CLOSED ? "end" : "info");
    event.put("action", Words.lower(alert.activity())).put("reason", alert.summary());
    event.put("start", alert.firstSeen().toString()).put("end", alert.lastSeen().toString());
    event.put("severity", severity(alert.severity())).put("risk_score", alert.risk());
    event.put("reference", alert.runbook());
  }

  private static void who(ObjectNode row, Alert alert) {
    if (alert.entity().kind() == Entity.Kind.AGENT) {
      ObjectNode user = row.putObject("user").put("id", alert.entity().id());
      user.put("name", alert.entity().name());
    }
    TreeSet<String> addresses = new TreeSet<>();
    for (SampleCall call : alert.calls()) {
      if (call.sourceAddress() != null) {
        addresses.add(call.sourceAddress());
      }
    }
    if (addresses.size() == 1) {
      row.putObject("source").put("ip", addresses.first());
    }
    ArrayNode related = row.putObject("related").putArray("ip");
    addresses.forEach(related::add);
  }

  private static void ours(ObjectNode ours, Alert alert) {
    ours.put("alert_id", alert.alertId()).put("version", alert.version());
    ours.put("status", Words.lower(alert.status())).put("group", alert.group());
    ours.put("lane", Words.lower(alert.lane())).put("confidence", alert.confidence());
    ObjectNode entity = ours.putObject("entity");
    entity.put("kind", Words.lower(alert.entity().kind())).put("id", alert.entity().id());
    ours.put("campaign_id", alert.campaignId()).put("counterfactual", alert.counterfactual());
  }

  /** ECS has no scale of its own: 21, 47, 73, 99 as in Elastic's detection rules. */
  private static int severity(Severity severity) {
    return 21 + 26 * severity.ordinal();
  }
}
