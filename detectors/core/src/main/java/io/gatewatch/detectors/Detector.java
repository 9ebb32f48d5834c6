package io.gatewatch.detectors;

import io.gatewatch.features.Observation;
import java.util.List;

/** Looks at one principal's observation; holds no state of its own. */
public interface Detector {
  /** id@version, such as {@code rule.object-enumeration@1}. */
  String id();

  /** The name under which its findings last: findings with different ones are different. */
  default String episodes() {
    return id();
  }

  /** What must be known before {@link #inspect} may be asked. */
  Need need();

  /** What its findings are about. */
  Category category();

  /** Whether its findings may reach people. */
  Detection.Mode mode();

  /** Ids of the OWASP API Security Top 10. */
  List<String> owasp();

  /** Ids of ATT&amp;CK techniques. */
  List<String> mitre();

  /**
   * What it finds; null when nothing.
   *
   * @param contexts holds rounds up to r−2 for OWN and PAST, up to r for SAME, where r is the
   *     observation's round
   */
  Finding inspect(Observation observation, Contexts contexts);

  /** All that it finds, for a detector that may find several things at once. */
  default List<Finding> inspectAll(Observation observation, Contexts contexts) {
    Finding finding = inspect(observation, contexts);
    return finding == null ? List.of() : List.of(finding);
  }
}
