package io.gatewatch.alerting.desk;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Ids;
import io.gatewatch.alerting.Json;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state of one campaign: incidents of several callers that have a network, an object or a
 * pattern in common. Mutable; only {@link Campaigns} changes it. Of at most 500 members the callers
 * are known; of more it counts the incidents.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Campaign {
  /** Version of this state's serialised form. */
  static final int STATE_VERSION = 1;

  static final int MAX_MEMBERS = 500;

  int stateVersion = STATE_VERSION;
  String campaignId;
  String alertId;
  String tenant;
  String group;

  /** Agents or networks, never both. */
  Entity.Kind kind;

  /** What its members have in common. */
  String link;

  Category category;
  Severity severity;
  int risk;
  double confidence;
  Instant firstSeen;
  Instant lastSeen;
  boolean open = true;
  int version;
  Instant toldAt;
  int toldMembers;
  Severity toldSeverity;
  int incidents;

  /** Callers by alertId. */
  TreeMap<String, String> members = new TreeMap<>();

  /** A campaign that begins; its id is that of its link and its first incident. */
  static Campaign of(Alert first, String link) {
    Campaign campaign = new Campaign();
    campaign.campaignId = Ids.of("c-", first.tenant(), first.group(), link, first.alertId());
    campaign.alertId = Ids.of("a-", "campaign", campaign.campaignId);
    campaign.tenant = first.tenant();
    campaign.group = first.group();
    campaign.kind = first.entity().kind();
    campaign.link = link;
    return campaign;
  }

  static Campaign fromBytes(byte[] bytes) {
    Campaign campaign = Json.read(bytes, Campaign.class);
    if (campaign.stateVersion > STATE_VERSION) {
      throw new IllegalArgumentException(
          "stateVersion: " + campaign.stateVersion + " (expected: up to " + STATE_VERSION + ")");
    }
    campaign.stateVersion = STATE_VERSION;
    return campaign;
  }

  /** Whether an alert is of its tenant, gateway group and kind of caller. */
  boolean isAround(Alert alert) {
    return tenant.equals(alert.tenant())
        && group.equals(alert.group())
        && kind == alert.entity().kind();
  }

  /** Takes in what a member says by now. */
  void hear(DeskEntry entry) {
    String id = entry.heard.alertId();
    if (!members.containsKey(id)) {
      incidents++;
      if (members.size() < MAX_MEMBERS) {
        members.put(id, entry.heard.entity().id());
      }
    }
    boolean leads =
        severity == null
            || entry.isGraverThan(severity)
            || (entry.heard.severity() == severity && entry.heard.risk() > risk);
    if (leads) {
      category = entry.heard.category();
      risk = entry.heard.risk();
    }
    if (severity == null || entry.isGraverThan(severity)) {
      severity = entry.heard.severity();
    }
    confidence = Math.max(confidence, entry.heard.confidence());
    if (firstSeen == null || entry.heard.firstSeen().isBefore(firstSeen)) {
      firstSeen = entry.heard.firstSeen();
    }
    if (lastSeen == null || entry.heard.lastSeen().isAfter(lastSeen)) {
      lastSeen = entry.heard.lastSeen();
    }
  }

  int callers() {
    return new TreeSet<>(members.values()).size();
  }

  /** What it is, in a few words. */
  String words() {
    return callers() + " callers with " + link + " in common";
  }

  String campaignId() {
    return campaignId;
  }

  String alertId() {
    return alertId;
  }

  Category category() {
    return category;
  }

  Severity severity() {
    return severity;
  }
}
