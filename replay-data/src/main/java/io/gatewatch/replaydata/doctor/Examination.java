package io.gatewatch.replaydata.doctor;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallField;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what the lines of a sample hold. Each line is read twice: by the parser, as in production,
 * and once more for the notes behind the call, of which only counts are kept.
 */
public final class Examination {
  private final Format format;
  private final ParserSettings settings;
  private final LineContext context;
  private final LineParser parser;
  private final LineReader reader;
  private final RejectTally rejects = new RejectTally();
  private final FieldTally fields = new FieldTally();
  private final ProxyTally proxies = new ProxyTally();
  private final IdTally ids = new IdTally();
  private final ExposureTally exposures = new ExposureTally();
  private final IdentityTally identity;
  private final TimeTally times;
  private final RouteTally routes;
  private final List<byte[]> firstLines = new ArrayList<>();
  private Repeats repeats = new Repeats();
  private long lines;

  /**
   * @param against what no call should be later than, in ms since 1970
   * @param live whether the sample ends at that moment
   * @param operations ids of the operations that somebody expects to be called
   */
  public Examination(
      Format format,
      ParserSettings settings,
      LineContext context,
      long against,
      boolean live,
      List<String> operations) {
    this.format = format;
    this.settings = settings;
    this.context = context;
    this.parser = format.parser(settings);
    this.reader = format.reader().get();
    this.identity =
        new IdentityTally(
            settings.config().identityOf(format.name(), context.tenant(), context.group()),
            this::isRegistered);
    this.times = new TimeTally(against, live);
    this.routes = new RouteTally(operations);
  }

  /** Says that the lines of another file follow. */
  public void startFile() {
    times.startFile();
    repeats = new Repeats();
  }

  /**
   * Takes a line.
   *
   * @param uncut what it was cut from, for the case that the format is another one
   * @param place such as file:line
   */
  public void take(byte[] line, byte[] uncut, String place) {
    lines++;
    int seen = firstLines.size();
    if (seen < FormatGuess.LINES && (seen == 0 || firstLines.get(seen - 1) != uncut)) {
      firstLines.add(uncut);
    }
    ParsedLine parsed = parser.parse(line, context, repeats);
    if (parsed instanceof ParsedLine.Accepted accepted) {
      count(accepted.call(), line);
    } else if (parsed instanceof ParsedLine.Rejected rejected) {
      rejects.add(rejected, place);
    }
  }

  /** What was found. */
  public Diagnosis diagnosis(List<String> inputs) {
    GatewaySettings known = GatewaySettings.of(format.name());
    List<Diagnosis.Ailment> ailments = Ailments.of(fields, known);
    Diagnosis.Lines counted =
        new Diagnosis.Lines(lines, fields.calls(), rejects.count(), rejects.notCalls());
    return new Diagnosis(
        Diagnosis.SCHEMA,
        format.name(),
        inputs,
        verdict(counted, ailments),
        counted,
        rejects.count() * 2 > lines
            ? FormatGuess.better(format.name(), firstLines, settings, context)
            : null,
        rejects.list(lines),
        fields(known),
        identity.identity(proxies.hint()),
        times.times(),
        ids.ids(),
        routes.routes(),
        exposures.exposures(),
        ailments);
  }

  private Boolean isRegistered(ApiCall call) {
    AgentRegistry registry = settings.book().get().registry(call.time().toEpochMilli());
    return registry == null
        ? null
        : registry.find(call.principal(), call.tenant(), call.gatewayGroup()) != null;
  }

  private void count(ApiCall call, byte[] line) {
    fields.add(call);
    times.add(call.time().toEpochMilli());
    routes.add(call);
    exposures.add(call);
    try {
      RawCall raw = notes(line);
      identity.add(call, raw.facts);
      ids.add(call, raw);
      proxies.add(call, raw);
    } catch (LineFault fault) {
      throw new IllegalStateException("a line that was read once can be read again", fault);
    }
  }

  /** Notes of a line as the parser took them, which forgives a line bytes that are no text. */
  private RawCall notes(byte[] line) throws LineFault {
    try {
      return reader.read(line);
    } catch (LineFault fault) {
      if (fault.reason() != RejectReason.NOT_UTF8) {
        throw fault;
      }
      String repaired = new String(line, StandardCharsets.UTF_8);
      return reader.read(repaired.getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<Diagnosis.Field> fields(GatewaySettings known) {
    List<Diagnosis.Field> list = new ArrayList<>();
    for (CallField field : CallField.values()) {
      boolean missing = fields.filled(field) == 0;
      GatewaySettings.Advice advice = known.advice(field);
      list.add(
          new Diagnosis.Field(
              field.wireName(),
              fields.filled(field),
              fields.share(field),
              missing ? advice.add() : null,
              missing ? advice.never() : null,
              missing ? advice.fine() : null));
    }
    return list;
  }

  /** A hundredth of the lines may be broken; lines about something else than a call may be many. */
  private static Diagnosis.Verdict verdict(
      Diagnosis.Lines lines, List<Diagnosis.Ailment> ailments) {
    if (lines.accepted() == 0) {
      return Diagnosis.Verdict.NO_CALLS;
    }
    if ((lines.rejected() - lines.notCalls()) * 100 > lines.read() - lines.notCalls()) {
      return Diagnosis.Verdict.REJECTS;
    }
    boolean blind = ailments.stream().anyMatch(a -> a.loss().equals("blind") && a.add() != null);
    return blind ? Diagnosis.Verdict.BLIND : Diagnosis.Verdict.GOOD;
  }
}
