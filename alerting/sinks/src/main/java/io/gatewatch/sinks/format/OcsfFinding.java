package io.gatewatch.sinks.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import java.nio.charset.StandardCharsets;

/**
 * An alert as a Detection Finding (class 2004) of the Open Cybersecurity Schema Framework 1.3.
 *
 * <p>{@code finding_info.uid} is the alert's id and the same for all its versions; {@code
 * metadata.uid} is of this version, by which a reader knows a repetition. Times are epoch
 * milliseconds. What OCSF has no word for lies under {@code unmapped}.
 *
 * @see <a href="https://schema.ocsf.io/1.3.0/classes/detection_finding">the class</a>
 */
public final class OcsfFinding {
  private static final int CLASS = 2004;

  private OcsfFinding() {}

  /** The finding as UTF-8 JSON on one line. */
  public static byte[] write(Alert alert) {
    return of(alert).toString().getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode of(Alert alert) {
    int activity = alert.activity().ordinal() + 1;
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("category_uid", 2).put("category_name", "Findings");
    row.put("class_uid", CLASS).put("class_name", "Detection Finding");
    row.put("activity_id", activity).put("activity_name", activityName(alert.activity()));
    row.put("type_uid", CLASS * 100L + activity);
    row.put("type_name", "Detection Finding: " + activityName(alert.activity()));
    row.put("time", alert.time().toEpochMilli());
    row.put("start_time", alert.firstSeen().toEpochMilli());
    row.put("end_time", alert.lastSeen().toEpochMilli());
    row.put("severity_id", severity(alert.severity())).put("severity", name(alert.severity()));
    row.put("status_id", statusId(alert.status()));
    row.put("confidence_score", (int) Math.round(100 * alert.confidence()));
    row.put("risk_score", alert.risk());
    row.put("is_alert", alert.activity() != Alert.Activity.CLOSED);
    row.put("message", alert.title());
    metadata(row.putObject("metadata"), alert);
    info(row.putObject("finding_info"), alert);
    target(row, alert);
    evidences(row.putArray("evidences"), alert);
    unmapped(row.putObject("unmapped"), alert);
    return row;
  }

  private static void metadata(ObjectNode metadata, Alert alert) {
    metadata.put("version", "1.3.0").put("uid", alert.alertId() + "-" + alert.version());
    metadata.put("correlation_uid", alert.alertId()).put("tenant_uid", alert.tenant());
    metadata.putObject("product").put("name", "Gatewatch").put("vendor_name", "Gatewatch");
  }

  private static void info(ObjectNode info, Alert alert) {
    info.put("uid", alert.alertId()).put("title", alert.title()).put("desc", alert.summary());
    info.put("first_seen_time", alert.firstSeen().toEpochMilli());
    info.put("last_seen_time", alert.lastSeen().toEpochMilli());
    info.putArray("types").add(alert.category().wireName());
    ArrayNode analytics = info.putArray("related_analytics");
    for (Alert.Finding detector : alert.detectors()) {
      // 4 is "learning (ML/DL)", 1 a rule.
      int type = detector.id().startsWith("model.") ? 4 : 1;
      analytics.addObject().put("uid", detector.id()).put("type_id", type);
    }
    if (!analytics.isEmpty()) {
      info.set("analytic", analytics.get(0).deepCopy());
    }
    ArrayNode attacks = info.putArray("attacks");
    alert.mitre().forEach(id -> attacks.addObject().putObject("technique").put("uid", id));
  }

  private static void target(ObjectNode row, Alert alert) {
    if (alert.entity().kind() == Entity.Kind.ROUTE
        || alert.entity().kind() == Entity.Kind.SERVICE) {
      ObjectNode resource = row.putArray("resources").addObject();
      resource.put("name", alert.entity().id()).put("type", Words.lower(alert.entity().kind()));
    }
  }

  /** The calls that show it; without any, whom it is about. */
  private static void evidences(ArrayNode evidences, Alert alert) {
    for (SampleCall call : alert.calls()) {
      ObjectNode evidence = actor(evidences.addObject(), alert);
      ObjectNode api = evidence.putObject("api");
      api.put("operation", call.method() + " " + call.route());
      if (call.callId() != null) {
        api.putObject("request").put("uid", call.callId());
      }
      api.putObject("response").put("code", call.status());
      if (call.sourceAddress() != null) {
        evidence.putObject("src_endpoint").put("ip", call.sourceAddress());
      }
    }
    if (evidences.isEmpty() && alert.entity().kind() == Entity.Kind.AGENT) {
      actor(evidences.addObject(), alert);
    } else if (evidences.isEmpty() && alert.entity().kind() == Entity.Kind.SOURCE) {
      evidences.addObject().putObject("src_endpoint").put("name", alert.entity().id());
    }
  }

  private static ObjectNode actor(ObjectNode evidence, Alert alert) {
    if (alert.entity().kind() == Entity.Kind.AGENT) {
      String name = alert.entity().name();
      ObjectNode user = evidence.putObject("actor").putObject("user");
      user.put("uid", alert.entity().id()).put("name", name == null ? alert.entity().id() : name);
    }
    return evidence;
  }

  private static void unmapped(ObjectNode unmapped, Alert alert) {
    unmapped.put("group", alert.group()).put("lane", Words.lower(alert.lane()));
    unmapped.put("campaign", alert.campaignId()).put("quota_key", alert.quotaKey());
    unmapped.put("counterfactual", alert.counterfactual());
    ArrayNode owasp = unmapped.putArray("owasp");
    alert.owasp().forEach(owasp::add);
    ArrayNode measured = unmapped.putArray("evidence");
    for (Evidence e : alert.evidence()) {
      ObjectNode one = measured.addObject().put("feature", e.feature()).put("value", e.value());
      one.put("baseline", e.baseline()).put("unit", e.unit());
    }
  }

  private static String activityName(Alert.Activity activity) {
    return switch (activity) {
      case CREATED -> "Create";
      case UPDATED -> "Update";
      case CLOSED -> "Close";
    };
  }

  private static int statusId(Alert.Status status) {
    return switch (status) {
      case NEW -> 1;
      case IN_PROGRESS -> 2;
      case SUPPRESSED -> 3;
      case RESOLVED -> 4;
    };
  }

  private static int severity(Severity severity) {
    return severity.ordinal() + 2;
  }

  private static String name(Severity severity) {
    String lower = Words.lower(severity);
    return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }
}
