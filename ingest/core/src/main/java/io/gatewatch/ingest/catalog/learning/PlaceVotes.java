package io.gatewatch.ingest.catalog.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether what stands at a place is an id. An agent votes yes when it used at least 24 different
 * words there (8 where it also used ids that look like ids) and they are its own: of those that can
 * be compared, at most a quarter is used by a quarter of the others too (by at least one). Words of
 * an API are shared; ids of customers hardly. It also votes yes when it used 512 or more: no API
 * has so many words in one place.
 *
 * <p>Three votes are needed, and as many as half of the agents that used so many words there: no
 * agent alone decides, however many paths it makes up.
 */
final class PlaceVotes {
  private static final int NEEDED = 3;
  private static final int LEAST_WORDS = 24;
  private static final int LEAST_BESIDE_IDS = 8;
  private static final int LEAST_COMPARED = 6;
  private static final double CROWD = 512;

  private final List<PlaceWords> agents;

  PlaceVotes(List<PlaceWords> agents) {
    this.agents = agents;
  }

  /** Whether the agents' words are ids. */
  boolean isId() {
    return carried(own -> own.distinct() >= CROWD || isPrivate(own));
  }

  /**
   * Words that three agents and half of them all use: they stay words where ids stand too. None
   * when the ids themselves are shared. A word that does not look like a resource's can be missed
   * once the agents use more words than a sample holds.
   */
  List<String> sharedWords() {
    Map<String, Integer> users = new TreeMap<>();
    if (carried(this::isPrivate)) {
      for (PlaceWords agent : agents) {
        agent.words().forEach(word -> users.merge(word, 1, Integer::sum));
      }
    }
    List<String> shared = new ArrayList<>();
    users.forEach(
        (word, count) -> {
          if (count >= NEEDED && count * 2 >= agents.size()) {
            shared.add(word);
          }
        });
    return shared;
  }

  private boolean carried(Predicate<WordSample> vote) {
    int busy = 0;
    int votes = 0;
    for (PlaceWords agent : agents) {
      if (agent.all().size() >= (agent.hasIds() ? LEAST_BESIDE_IDS : LEAST_WORDS)) {
        busy++;
        votes += vote.test(agent.all()) ? 1 : 0;
      }
    }
    return votes >= NEEDED && votes * 2 >= busy;
  }

  private boolean isPrivate(WordSample own) {
    int many = Math.max(1, (agents.size() - 1) / 4);
    int shared = 0;
    int compared = 0;
    for (int i = 0; i < own.size(); i++) {
      int users = 0;
      int known = 0;
      for (PlaceWords other : agents) {
        int has = other.all() == own ? -1 : other.all().has(own, i);
        users += has == 1 ? 1 : 0;
        known += has >= 0 ? 1 : 0;
      }
      if (users >= many || known >= many) {
        compared++;
        shared += users >= many ? 1 : 0;
      }
    }
    return compared >= LEAST_COMPARED && shared * 4 <= compared;
  }
}
