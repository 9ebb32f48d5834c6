package io.gatewatch.replaydata.generate;

import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * A gateway's log, made up: an iterator over the lines of a span of time, in the order of (end of
 * response, source).
 *
 * <p>Every source of calls has a random stream of its own, seeded by what it is, so a span is
 * exactly a cut of the endless stream, and the fleet's size does not change its members. Memory
 * grows with the sessions of one hour, not with the span. Not thread-safe.
 */
public final class TrafficGenerator implements Iterator<GeneratedLine> {
  private final Scenario scenario;
  private final Fleet fleet;
  private final World world;
  private final long from;
  private final long to;
  private final PriorityQueue<Source> sources = new PriorityQueue<>();
  private final AttackCounts counts = new AttackCounts();
  private final KongLine kong = new KongLine();
  private GeneratedLine next;
  private long reached;

  private TrafficGenerator(Scenario scenario, long from, long to) {
    this.scenario = scenario;
    this.fleet = new Fleet(scenario);
    this.world = new World(scenario);
    this.from = from;
    this.to = to;
    this.reached = from;
    Outcome outcome = new Outcome(world);
    long start = scenario.start().toEpochMilli();
    long earliest = Math.max(start, from - Session.LONGEST_MILLIS - Hour.MILLIS);
    long firstHour = Math.floorDiv(earliest, Hour.MILLIS) * Hour.MILLIS;
    for (Agent agent : fleet.agents()) {
      sources.add(new FleetHours(agent, world, outcome, firstHour));
    }
    sources.add(new StrangerHours(scenario, outcome, firstHour));
    if (scenario.scansPerMinute() > 0) {
      sources.add(new ScanHours(scenario, outcome, firstHour));
    }
    if (!world.backfills().isEmpty()) {
      long slot = Math.max(0, world.backfills().slotOf(earliest));
      sources.add(new BackfillSlots(world, fleet, outcome, slot));
    }
    new AttackSchedule(scenario, fleet, world, outcome, earliest).sources().forEach(sources::add);
  }

  /**
   * The lines of [from, to).
   *
   * @param from not before the scenario's start
   * @param to null for an endless stream
   */
  public static TrafficGenerator of(Scenario scenario, Instant from, Instant to) {
    if (from.isBefore(scenario.start())) {
      throw new IllegalArgumentException(
          "from: "
              + from
              + " (expected: not before the scenario's start "
              + scenario.start()
              + ")");
    }
    long end = to == null ? Long.MAX_VALUE : to.toEpochMilli();
    return new TrafficGenerator(scenario, from.toEpochMilli(), end);
  }

  /** The one-machine stack's traffic, endless: six hours of the past, then the present. */
  public static TrafficGenerator sample(long seed, Instant start) {
    return sample(seed, start, start);
  }

  /** The same stream, entered at a later moment. */
  public static TrafficGenerator sample(long seed, Instant start, Instant from) {
    return of(SampleScenario.of(seed, start), from, null);
  }

  @Override
  public boolean hasNext() {
    while (next == null && !sources.isEmpty() && sources.peek().at() < to) {
      Source source = sources.poll();
      if (source.turn(stage)) {
        sources.add(source);
      }
    }
    return next != null;
  }

  @Override
  public GeneratedLine next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the span ends at " + Instant.ofEpochMilli(to));
    }
    GeneratedLine line = next;
    next = null;
    reached = line.timeMillis();
    return line;
  }

  /** What was harmful and what only looked so, up to the line that was taken last. */
  public Labels labels() {
    long end = Math.min(to, reached + 1);
    return new Labels(
        scenario.seed(), counts.attacks(end), new Surprises(world, fleet).between(from, end));
  }

  /** The fleet as an agent registry in YAML, newcomers included. */
  public byte[] registry() {
    return new RegistryYaml(scenario).write(fleet);
  }

  /** What the bank has documented, as a catalogue. */
  public byte[] catalog() {
    return BankCatalog.write();
  }

  private final Source.Stage stage =
      new Source.Stage() {
        @Override
        public void log(Call call, Attack attack) {
          if (call.end() >= from) {
            String attackId = attack == null ? null : attack.id();
            next = new GeneratedLine(call.end(), kong.write(call), attackId);
            if (attack != null) {
              counts.count(attack, call.end());
            }
          }
        }

        @Override
        public void add(Source source) {
          sources.add(source);
        }

        @Override
        public void silence(Attack attack, long until) {
          if (until > from && attack.from() < to) {
            counts.silence(attack, Math.max(from, attack.from()), until);
          }
        }
      };
}
