package io.gatewatch.detectors.cel;

import io.gatewatch.features.CallGlance;
import io.gatewatch.features.Feature;
import io.gatewatch.features.Tally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * All names that a rule's condition may use: features by their id, parts of the call and the caller
 * as {@code ApiCall} calls them, its peers, the rule's own thresholds, and features without their
 * window. All numbers are doubles. What is unknown is 0, false, empty, and NaN for a median of
 * peers that nobody saw.
 */
public final class Names {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final List<String> RESERVED =
      List.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "min",
          "max",
          "number",
          "percent",
          "call",
          "who",
          "peers");
  private static final Map<String, Name> SHARED = known();

  private final TreeMap<String, Name> names = new TreeMap<>(SHARED);

  private Names() {}

  /**
   * The names of one rule.
   *
   * @param window such as 5m: features of this window may be named without it; null for none
   * @throws IllegalArgumentException when no feature has that window, or a threshold's name is
   *     taken
   */
  public static Names of(Map<String, Double> thresholds, String window) {
    Names scope = new Names();
    if (window != null) {
      scope.addWindow("_" + window);
    }
    for (Map.Entry<String, Double> threshold : new TreeMap<>(thresholds).entrySet()) {
      String name = threshold.getKey();
      if (!IDENTIFIER.matcher(name).matches() || RESERVED.contains(name)) {
        throw new IllegalArgumentException("threshold " + name + " (expected: a name of CEL)");
      }
      if (scope.names.containsKey(name)) {
        throw new IllegalArgumentException("threshold " + name + " (is the name of a feature)");
      }
      Num value = new Num.Constant(threshold.getValue());
      scope.names.put(name, Name.number(Name.Kind.THRESHOLD, name, value));
    }
    return scope;
  }

  private void addWindow(String suffix) {
    List<Name> features =
        SHARED.values().stream()
            .filter(n -> n.of() == Name.Kind.FEATURE && n.name().endsWith(suffix))
            .toList();
    if (features.isEmpty()) {
      throw new IllegalArgumentException("window " + suffix.substring(1) + " (no feature has it)");
    }
    for (Name feature : features) {
      String plain = feature.name().substring(0, feature.name().length() - suffix.length());
      names.putIfAbsent(plain, Name.number(Name.Kind.FEATURE, plain, feature.number()));
    }
  }

  /** One name; null when it is unknown. */
  Name find(String name) {
    return names.get(name);
  }

  /** Names that every rule may use. */
  static Collection<Name> shared() {
    return SHARED.values();
  }

  Collection<Name> all() {
    return Collections.unmodifiableCollection(names.values());
  }

  private static Map<String, Name> known() {
    List<Name> all = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      all.add(Name.number(Name.Kind.FEATURE, feature.id(), new Num.OfFeature(feature)));
    }
    all.add(new Name("call.present", null, null, there(), null, Name.Kind.CALL));
    all.add(call("call.method", CallGlance::method));
    all.add(call("call.route", CallGlance::route));
    all.add(call("call.operationGroup", CallGlance::operationGroup));
    all.add(call("call.sourceAddress", CallGlance::sourceAddress));
    all.add(call("call.sensitivity", c -> c.sensitivity() == null ? "" : word(c.sensitivity())));
    all.add(Name.number(Name.Kind.CALL, "call.status", status()));
    all.add(Name.number(Name.Kind.CALL, "call.closedPaths", closedPaths()));
    all.add(new Name("call.exposures", null, null, null, Names::exposures, Name.Kind.CALL));
    all.add(who("who.kind", f -> word(f.who().principal().kind())));
    all.add(who("who.id", f -> f.who().principal().id()));
    all.add(who("who.issuer", f -> f.who().principal().issuer()));
    all.add(who("who.agentName", f -> f.who().agentName()));
    all.add(who("who.agentClass", f -> word(f.who().agentClass())));
    all.add(who("who.tenant", f -> f.who().tenant()));
    all.add(who("who.gatewayGroup", f -> f.who().group()));
    all.add(peers("peers.count", Tally::principals, 0));
    all.add(peers("peers.elevated", Tally::elevated, 0));
    all.add(peers("peers.elevated_share", Names::elevatedShare, 0));
    all.add(peers("peers.median_calls", tally -> tally.rateQuantile(0.5), Double.NaN));
    all.add(peers("peers.busy_calls", Names::busyCalls, Double.NaN));
    all.add(Name.number(Name.Kind.PEERS, "strangers.probing", new Num.Fact(Facts::probing, false)));
    all.add(
        Name.number(Name.Kind.PEERS, "strangers.closedPaths", new Num.Fact(Facts::reach, false)));
    TreeMap<String, Name> byName = new TreeMap<>();
    all.forEach(name -> byName.put(name.name(), name));
    return Collections.unmodifiableMap(byName);
  }

  private static Bool there() {
    return new Bool.Fact(facts -> facts.call() != null);
  }

  private static Num status() {
    return new Num.Fact(facts -> facts.call() == null ? 0 : facts.call().status(), false);
  }

  private static Num closedPaths() {
    return new Num.Fact(facts -> closedPaths(facts.call()), false);
  }

  private static double closedPaths(CallGlance call) {
    return call == null || call.standing() == null ? 0 : call.standing().paths().closed();
  }

  private static Name call(String name, Function<CallGlance, String> reading) {
    return Name.text(Name.Kind.CALL, name, f -> f.call() == null ? "" : reading.apply(f.call()));
  }

  private static Name who(String name, Function<Facts, String> reading) {
    return Name.text(Name.Kind.WHO, name, reading);
  }

  private static Name peers(String name, ToDoubleFunction<Tally> reading, double unknown) {
    ToDoubleFunction<Facts> known =
        facts -> facts.peers() == null ? unknown : reading.applyAsDouble(facts.peers());
    return Name.number(Name.Kind.PEERS, name, new Num.Fact(known, true));
  }

  private static double elevatedShare(Tally tally) {
    return tally.principals() == 0 ? 0 : (double) tally.elevated() / tally.principals();
  }

  /** Of the busiest but three: of these one may be who asks, and no two giants move it. */
  private static double busyCalls(Tally tally) {
    return tally.principals() < 4
        ? Double.NaN
        : tally.rateQuantile((tally.principals() - 3.5) / tally.principals());
  }

  /** Such as query:jwt. */
  private static List<String> exposures(Facts facts) {
    return facts.call() == null
        ? List.of()
        : facts.call().exposures().stream()
            .map(e -> word(e.place()) + ":" + word(e.kind()))
            .toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
