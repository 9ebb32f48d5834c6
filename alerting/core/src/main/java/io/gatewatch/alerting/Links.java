package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Category;
import java.util.List;

/**
 * What one version of an alert has in common with others, and what triage asks of it besides what
 * it publishes.
 *
 * @param detectors live ones, the leading one first
 * @param categories of live findings, each once
 * @param networks where sample calls of all live findings came from, and a source's own; at most 16
 * @param operationGroup where the leading evidence lies; null when it spans groups
 * @param issuer who vouches for the agent's id; null when unknown
 * @param victims objects that callers of live findings had no habit of, as sample calls name them,
 *     where the finding is about objects; at most 20
 */
public record Links(
    List<String> detectors,
    List<Category> categories,
    List<String> networks,
    String operationGroup,
    String issuer,
    List<String> victims) {

  /** Of an alert about which nothing more is known. */
  public static final Links NONE =
      new Links(List.of(), List.of(), List.of(), null, null, List.of());

  public Links {
    detectors = List.copyOf(requireNonNull(detectors, "detectors"));
    categories = List.copyOf(requireNonNull(categories, "categories"));
    networks = List.copyOf(requireNonNull(networks, "networks"));
    // Of before, nothing is known of them.
    victims = victims == null ? List.of() : List.copyOf(victims);
  }
}
