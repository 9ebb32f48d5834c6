package io.gatewatch.replaydata.cases;

import java.util.List;

/**
 * What a rule file says a rule is for.
 *
 * @param detector id without version, such as {@code rule.volume-spike}
 * @param category its own, as alerts name it
 * @param owasp items of the OWASP API Security Top 10, such as API1:2023
 * @param mitre ATT&amp;CK techniques
 */
record RuleEntry(String detector, String category, List<String> owasp, List<String> mitre) {}
