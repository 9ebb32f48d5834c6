package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Alert.About;
import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.Alert.Finding;
import io.gatewatch.alerting.Lane;
import io.gatewatch.alerting.Links;
import io.gatewatch.alerting.Playbook;
import io.gatewatch.alerting.Triaged;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.SampleCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The alert that sums up a campaign: severity of its gravest member, risk of that member and 5
 * points for each further caller, 15 at most, confidence of the surest.
 */
final class CampaignWriter {
  private static final int MAX_LISTED = 50;
  private static final int MAX_DETECTORS = 32;

  private final Triage triage;

  CampaignWriter(Triage triage) {
    this.triage = triage;
  }

  /** Its next version. */
  Alert write(DeskState state, Campaign campaign, Activity activity, Instant time) {
    campaign.version++;
    campaign.toldAt = time;
    campaign.toldMembers = campaign.incidents;
    campaign.toldSeverity = campaign.severity;
    List<DeskEntry> members =
        campaign.members.keySet().stream().map(state::entry).filter(Objects::nonNull).toList();
    Alert bare = bare(campaign, activity, time, members);
    Triaged said = triage.of(bare, Links.NONE);
    return bare.told(campaign.version, activity, time, campaign.campaignId, said);
  }

  private static Alert bare(Campaign c, Activity activity, Instant time, List<DeskEntry> members) {
    int callers = c.callers();
    Alert last = members.isEmpty() ? null : members.get(members.size() - 1).heard;
    return new Alert(
        1,
        c.alertId,
        c.version,
        Alert.Status.NEW,
        activity,
        time,
        c.firstSeen,
        c.lastSeen,
        c.tenant,
        c.group,
        Lane.SECURITY,
        About.of(Entity.service(c.tenant, c.group, "campaign " + c.campaignId)),
        c.campaignId,
        c.category,
        c.severity,
        Math.min(100, c.risk + Math.min(15, 5 * (callers - 1))),
        c.confidence,
        callers + " callers at once: " + c.category.wireName(),
        c.incidents + " incidents of " + c.words(),
        detectors(members),
        List.of(new Evidence("campaign_callers", callers, 1, "callers", 1)),
        null,
        last == null ? List.of() : last.owasp(),
        last == null ? List.of() : last.mitre(),
        Playbook.actions(c.category),
        Playbook.runbook(c.category),
        null,
        null,
        calls(members),
        last == null ? null : last.versions(),
        null,
        c.members.keySet().stream().limit(MAX_LISTED).toList());
  }

  private static List<Finding> detectors(List<DeskEntry> members) {
    TreeMap<String, Finding> strongest = new TreeMap<>();
    for (DeskEntry member : members) {
      for (Finding finding : member.heard.detectors()) {
        if (finding.mode() == Detection.Mode.LIVE) {
          strongest.merge(finding.id(), finding, (a, b) -> b.score() > a.score() ? b : a);
        }
      }
    }
    return strongest.values().stream().limit(MAX_DETECTORS).toList();
  }

  /** One call of each member, then the next of each. */
  private static List<SampleCall> calls(List<DeskEntry> members) {
    List<SampleCall> calls = new ArrayList<>();
    TreeSet<Integer> ranks = new TreeSet<>();
    members.forEach(m -> ranks.add(m.heard.calls().size()));
    int longest = ranks.isEmpty() ? 0 : ranks.last();
    for (int i = 0; i < longest; i++) {
      for (DeskEntry member : members) {
        List<SampleCall> own = member.heard.calls();
        if (i < own.size() && calls.size() < Detection.MAX_CALLS) {
          calls.add(own.get(i));
        }
      }
    }
    return calls;
  }
}
