package io.gatewatch.replaydata.cases;

import java.nio.file.Path;
import java.util.List;

/**
 * One case: {@code cases/<rule>/<name>}.
 *
 * @param detector whom it is about, id without version: {@code rule.<rule>}, {@code model} or
 *     {@code model-drift}
 * @param id {@code <rule>/<name>}
 * @param calls the file of its calls, plain, .gz or .zst
 * @param registry text of the agent registry in force; null for none
 */
public record Case(String detector, String id, CaseFile file, Path calls, String registry) {

  /** What must be raised, each with its detector's name. */
  List<Expected> expected() {
    return file.expect().stream().map(e -> e.of(detector)).toList();
  }

  /** Whether it is a look-alike, about which all must be silent. */
  public boolean isLookAlike() {
    return file.quiet();
  }

  /** Its name inside its rule's folder. */
  public String name() {
    return id.substring(id.indexOf('/') + 1);
  }
}
