package io.gatewatch.replaydata.cases;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The OWASP API Security Top 10 of 2023, by number. */
final class Owasp {
  private static final String[] TITLES = {
    "Broken Object Level Authorization",
    "Broken Authentication",
    "Broken Object Property Level Authorization",
    "Unrestricted Resource Consumption",
    "Broken Function Level Authorization",
    "Unrestricted Access to Sensitive Business Flows",
    "Server Side Request Forgery",
    "Security Misconfiguration",
    "Improper Inventory Management",
    "Unsafe Consumption of APIs",
  };

  private Owasp() {}

  /** Titles by id, such as API1:2023, in the order of the list. */
  static Map<String, String> titles() {
    Map<String, String> titles = new TreeMap<>(java.util.Comparator.comparingInt(Owasp::number));
    for (int i = 0; i < TITLES.length; i++) {
      titles.put("API" + (i + 1) + ":2023", TITLES[i]);
    }
    return Collections.unmodifiableMap(titles);
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring("API".length(), id.indexOf(':')));
  }
}
