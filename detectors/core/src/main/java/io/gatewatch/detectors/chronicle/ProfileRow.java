package io.gatewatch.detectors.chronicle;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Entity;
import io.gatewatch.features.Who;
import io.gatewatch.features.presence.Attendance;
import io.gatewatch.features.usage.Profile;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.time.Instant;
import java.util.List;

/**
 * What is known of an agent: a row of {@code gatewatch.profiles}, keyed by agent. Levels are
 * rounded to hundredths.
 *
 * @param time end of the hour after which it was told
 * @param since the agent's first call
 * @param cohort whom it is compared with
 * @param busyMinutes minutes with calls that were learned
 * @param medianCalls median of those, in calls a minute
 * @param busyCalls 99th percentile of those, in calls a minute
 * @param usualCalls usual calls in a minute with calls, for each hour of a working day (UTC); empty
 *     while nothing is learned
 * @param workdays when it is there from Monday to Friday
 * @param weekends when it is there on Saturdays and Sundays
 * @param networks networks it has called from
 * @param programs programs it has called with
 * @param routes methods and routes it has used
 * @param used operation groups that it has used within 30 days
 * @param granted what the agent registry grants it; null without an entry
 * @param unused granted, and not among the used; null without an entry
 * @param beyond used, and not granted; null without an entry, and where nothing is granted by name
 */
public record ProfileRow(
    int schema,
    Instant time,
    String tenant,
    String group,
    Entity entity,
    AgentClass cohort,
    Instant since,
    int busyMinutes,
    double medianCalls,
    double busyCalls,
    List<Double> usualCalls,
    Attendance workdays,
    Attendance weekends,
    int networks,
    int programs,
    int routes,
    List<String> used,
    List<String> granted,
    List<String> unused,
    List<String> beyond) {

  /** The topic. */
  public static final String TOPIC = "gatewatch.profiles";

  public ProfileRow {
    requireNonNull(time, "time");
    requireNonNull(entity, "entity");
    requireNonNull(cohort, "cohort");
    requireNonNull(since, "since");
    requireNonNull(workdays, "workdays");
    requireNonNull(weekends, "weekends");
    usualCalls = List.copyOf(usualCalls);
    used = List.copyOf(used);
    granted = granted == null ? null : List.copyOf(granted);
    unused = unused == null ? null : List.copyOf(unused);
    beyond = beyond == null ? null : List.copyOf(beyond);
  }

  /**
   * The row of a profile.
   *
   * @param registry in force at the end of its hour; null for none
   */
  public static ProfileRow of(Profile profile, AgentRegistry registry) {
    List<String> used = profile.used();
    List<String> granted = granted(profile.who(), registry);
    return new ProfileRow(
        1,
        Instant.ofEpochMilli(profile.time()),
        profile.who().tenant(),
        profile.who().group(),
        Entity.of(profile.who()),
        profile.who().agentClass(),
        Instant.ofEpochMilli(profile.since()),
        profile.busyMinutes(),
        hundredths(profile.medianCalls()),
        hundredths(profile.busyCalls()),
        profile.usualCalls().stream().map(ProfileRow::hundredths).toList(),
        profile.workdays(),
        profile.weekends(),
        profile.networks(),
        profile.programs(),
        profile.routes(),
        used,
        granted,
        granted == null ? null : without(granted, used),
        granted == null || granted.isEmpty() ? null : without(used, granted));
  }

  private static List<String> granted(Who who, AgentRegistry registry) {
    Principal principal = who.principal();
    RegisteredAgent entry =
        registry == null ? null : registry.find(principal, who.tenant(), who.group());
    return entry == null ? null : entry.scopes().stream().sorted().distinct().toList();
  }

  private static List<String> without(List<String> all, List<String> some) {
    return all.stream().filter(name -> !some.contains(name)).toList();
  }

  private static double hundredths(double level) {
    return Math.round(100 * level) / 100.0;
  }
}
