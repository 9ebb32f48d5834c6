package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/**
 * Links incidents of several callers into campaigns.
 *
 * <p>Two things link: a network that calls of both came from, and a pattern, one category on one
 * operation group. Neither proves that it is one actor: a network may be shared, and a release
 * makes many clients do the same; so a pattern takes more callers than a network does, and what
 * only says that something is unusual is no pattern. Only the security lane's incidents of agents
 * and networks from medium up are linked, within one tenant and gateway group, and only such as
 * follow each other within {@code campaignSeconds}. Agents are linked to agents and networks to
 * networks: strangers, who may forge an address, must not change what is said of a client.
 *
 * <p>An incident belongs to one campaign, the first that it fits; campaigns are never joined.
 */
final class Campaigns {
  private static final String NETWORK = "network ";

  private static final Comparator<DeskEntry> OLDEST =
      Comparator.comparing((DeskEntry e) -> e.heard.firstSeen())
          .thenComparing(e -> e.heard.alertId());

  private final DeskConfig config;

  Campaigns(DeskConfig config) {
    this.config = config;
  }

  /**
   * Links an incident that was just told of, or lets its campaign hear of it; members of a campaign
   * that begins are added to {@code joined}.
   */
  void hear(DeskState state, DeskEntry entry, SortedSet<String> joined) {
    Campaign own = state.campaign(entry.campaignId);
    if (own != null && own.open) {
      own.hear(entry);
      state.put(own);
      return;
    }
    if (!isLinkable(entry)) {
      return;
    }
    for (String link : links(entry)) {
      Campaign going = going(state, entry, link);
      if (going != null) {
        join(state, going, entry, joined);
        return;
      }
      List<DeskEntry> related = related(state, entry, link);
      if (callers(related) >= needed(link)) {
        Campaign begun = Campaign.of(related.get(0).heard, link);
        related.forEach(member -> join(state, begun, member, joined));
        return;
      }
    }
  }

  private static void join(
      DeskState state, Campaign campaign, DeskEntry entry, SortedSet<String> joined) {
    campaign.hear(entry);
    state.put(campaign);
    entry.campaignId = campaign.campaignId;
    state.put(entry);
    joined.add(entry.heard.alertId());
  }

  private Campaign going(DeskState state, DeskEntry entry, String link) {
    return state.campaigns().stream()
        .filter(c -> c.open && c.link.equals(link) && c.isAround(entry.heard))
        .filter(c -> isNear(c.lastSeen, entry.heard.lastSeen()))
        .min(Comparator.comparing((Campaign c) -> c.firstSeen).thenComparing(c -> c.campaignId))
        .orElse(null);
  }

  /** Those that share a link and are in no campaign, itself among them, the oldest first. */
  private List<DeskEntry> related(DeskState state, DeskEntry entry, String link) {
    List<DeskEntry> related = new ArrayList<>();
    for (DeskEntry other : state.entries()) {
      Campaign campaign = state.campaign(other.campaignId);
      boolean free = campaign == null || !campaign.open;
      if (free
          && other.isTold()
          && isLinkable(other)
          && isAround(other.heard, entry.heard)
          && isNear(other.heard.lastSeen(), entry.heard.lastSeen())
          && links(other).contains(link)) {
        related.add(other);
      }
    }
    related.sort(OLDEST);
    return related;
  }

  private static boolean isAround(Alert a, Alert b) {
    return a.tenant().equals(b.tenant())
        && a.group().equals(b.group())
        && a.entity().kind() == b.entity().kind();
  }

  private static long callers(List<DeskEntry> related) {
    return related.stream().map(e -> e.heard.entity().id()).distinct().count();
  }

  private int needed(String link) {
    return link.startsWith(NETWORK) ? config.sameNetwork() : config.samePattern();
  }

  private boolean isNear(Instant a, Instant b) {
    return Duration.between(a, b).abs().toSeconds() <= config.campaignSeconds();
  }

  private static boolean isLinkable(DeskEntry entry) {
    Alert alert = entry.heard;
    return alert.lane() == Lane.SECURITY
        && alert.severity().compareTo(Severity.MEDIUM) >= 0
        && (alert.entity().kind() == Entity.Kind.AGENT
            || alert.entity().kind() == Entity.Kind.SOURCE);
  }

  /** What it can have in common with others, in words; networks first. */
  private static List<String> links(DeskEntry entry) {
    List<String> links = new ArrayList<>();
    entry.links.networks().forEach(network -> links.add(NETWORK + network));
    Category category = entry.heard.category();
    String where = entry.links.operationGroup();
    if (where != null && category != Category.UNUSUAL_BEHAVIOUR) {
      links.add(category.wireName() + " on " + where);
    }
    return links;
  }

  /** When a campaign has something to say or is over. */
  Instant deadline(Campaign campaign) {
    Instant over = campaign.lastSeen.plusSeconds(config.campaignSeconds());
    if (campaign.toldAt == null || campaign.incidents == campaign.toldMembers) {
      return over;
    }
    Instant due = campaign.toldAt.plusSeconds(config.updateSeconds());
    return due.isBefore(over) ? due : over;
  }

  /** Whether it has been quiet long enough at a moment. */
  boolean isOver(Campaign campaign, Instant time) {
    return !time.isBefore(campaign.lastSeen.plusSeconds(config.campaignSeconds()));
  }

  /** Whether there is something to tell at a moment: its begin, a graver member, its growth. */
  boolean isNews(Campaign campaign, Instant time) {
    if (campaign.toldAt == null || campaign.severity.compareTo(campaign.toldSeverity) > 0) {
      return true;
    }
    return campaign.incidents > campaign.toldMembers
        && !time.isBefore(campaign.toldAt.plusSeconds(config.updateSeconds()));
  }
}
