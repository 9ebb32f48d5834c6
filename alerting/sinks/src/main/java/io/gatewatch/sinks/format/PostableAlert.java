package io.gatewatch.sinks.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.alerting.Alert;
import java.time.Instant;

/**
 * An alert as Alertmanager's API v2 takes it. Labels are what routes and what tells alerts apart,
 * so they hold nothing that moves within an incident but its severity; figures and words are
 * annotations.
 *
 * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">API
 *     v2</a>
 */
public final class PostableAlert {
  private PostableAlert() {}

  /**
   * The alert.
   *
   * @param endsAt until when it holds: in the past when it is resolved
   * @param consoleUrl where people look; null when nobody said
   */
  public static ObjectNode of(Alert alert, Instant endsAt, String consoleUrl) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("startsAt", alert.firstSeen().toString()).put("endsAt", endsAt.toString());
    if (consoleUrl != null) {
      row.put("generatorURL", consoleUrl);
    }
    ObjectNode labels = row.putObject("labels");
    labels.put("alertname", alert.category().wireName()).put("alert_id", alert.alertId());
    labels.put("severity", Words.lower(alert.severity())).put("lane", Words.lower(alert.lane()));
    labels.put("tenant", alert.tenant()).put("gateway_group", alert.group());
    labels.put("entity_kind", Words.lower(alert.entity().kind()));
    ObjectNode annotations = row.putObject("annotations");
    annotations.put("summary", alert.title()).put("description", alert.summary());
    annotations.put("entity", alert.entity().id()).put("risk", Integer.toString(alert.risk()));
    annotations.put("confidence", Double.toString(alert.confidence()));
    if (alert.runbook() != null) {
      annotations.put("runbook", alert.runbook());
    }
    return row;
  }
}
