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
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * Links incidents of several callers into campaigns.
 *
 * <p>Three things link: a network that calls of both came from; an object that is new to all of
 * them, their victim ({@link CommonVictims}); and a pattern, one category on one operation group.
 * None proves that it is one actor: a network may be shared, and a release makes many clients do
 * the same; so a pattern takes more callers than a network does, and what only says that something
 * is unusual is no pattern. Only the security lane's incidents of agents and networks from medium
 * up are linked, within one tenant and gateway group, and only such as follow each other within
 * {@code campaignSeconds}. Agents are linked to agents and networks to networks: strangers, who may
 * forge an address, must not change what is said of a client.
 *
 * <p>An incident belongs to one campaign, the first that it fits; campaigns are never joined.
 */
final class Campaigns {
  private static final String NETWORK = "network ";
  private static final String OBJECT = "object ";

  private static final Comparator<DeskEntry> OLDEST =
      Comparator.comparing((DeskEntry e) -> e.heard.firstSeen())
          .thenComparing(e -> e.heard.alertId());

  private final DeskConfig config;
  private final CommonVictims victims;

  Campaigns(DeskConfig config) {
    this.config = config;
    this.victims = new CommonVictims(config.sameObject());
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
    List<DeskEntry> free = free(state, entry);
    for (String link : links(entry)) {
      Campaign going = going(state, entry, link);
      if (going != null) {
        join(state, going, entry, joined);
        return;
      }
      List<DeskEntry> related = free.stream().filter(other -> has(other, link)).toList();
      boolean belong =
          link.startsWith(OBJECT)
              ? isNoCoincidence(state, entry, related, link)
              : callers(related) >= needed(link);
      if (belong) {
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

  /** Those of its time that are in no campaign, itself among them, the oldest first. */
  private List<DeskEntry> free(DeskState state, DeskEntry entry) {
    List<DeskEntry> found = new ArrayList<>();
    for (DeskEntry other : state.entries()) {
      Campaign campaign = state.campaign(other.campaignId);
      boolean free = campaign == null || !campaign.open;
      if (free
          && other.isTold()
          && isLinkable(other)
          && isAround(other.heard, entry.heard)
          && isNear(other.heard.lastSeen(), entry.heard.lastSeen())) {
        found.add(other);
      }
    }
    found.sort(OLDEST);
    return found;
  }

  /** Whether callers that met an object have more in common than chance, and than others have. */
  private boolean isNoCoincidence(
      DeskState state, DeskEntry entry, List<DeskEntry> related, String link) {
    Map<String, Set<String>> callers = CommonVictims.byCaller(related);
    if (callers.size() < 2) {
      return false;
    }
    List<DeskEntry> then = new ArrayList<>();
    List<DeskEntry> others = new ArrayList<>();
    for (DeskEntry other : state.entries()) {
      if (other.links.victims().isEmpty() || !isAround(other.heard, entry.heard)) {
        continue;
      }
      if (!isNear(other.heard.lastSeen(), entry.heard.lastSeen())) {
        Campaign campaign = state.campaign(other.campaignId);
        boolean sameStory = campaign != null && campaign.link.equals(link);
        if (!sameStory && !callers.containsKey(other.heard.entity().id())) {
          others.add(other);
        }
      } else if (isLinkable(other)) {
        then.add(other);
      }
    }
    Set<String> rare = CommonVictims.metByAll(callers.values());
    rare.removeIf(object -> metBy(others, object) >= callers.size());
    return rare.contains(link.substring(OBJECT.length()))
        && victims.isNoCoincidence(
            callers.values(), rare.size(), CommonVictims.byCaller(then).size());
  }

  private static long metBy(List<DeskEntry> entries, String object) {
    return callers(entries.stream().filter(e -> e.links.victims().contains(object)).toList());
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

  private static boolean has(DeskEntry entry, String link) {
    if (link.startsWith(NETWORK)) {
      return entry.links.networks().contains(link.substring(NETWORK.length()));
    }
    if (link.startsWith(OBJECT)) {
      return entry.links.victims().contains(link.substring(OBJECT.length()));
    }
    return link.equals(pattern(entry));
  }

  /** What it can have in common with others, in words; networks first, then victims. */
  private static List<String> links(DeskEntry entry) {
    List<String> links = new ArrayList<>();
    entry.links.networks().forEach(network -> links.add(NETWORK + network));
    entry.links.victims().forEach(object -> links.add(OBJECT + object));
    String pattern = pattern(entry);
    if (pattern != null) {
      links.add(pattern);
    }
    return links;
  }

  /** Null for none. */
  private static String pattern(DeskEntry entry) {
    Category category = entry.heard.category();
    String where = entry.links.operationGroup();
    return where == null || category == Category.UNUSUAL_BEHAVIOUR
        ? null
        : category.wireName() + " on " + where;
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
