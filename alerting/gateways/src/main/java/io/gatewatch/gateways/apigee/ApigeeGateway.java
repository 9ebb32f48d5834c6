package io.gatewatch.gateways.apigee;

import static java.util.Objects.requireNonNull;

import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.Gateway;
import io.gatewatch.gateways.ManagementApi;
import io.gatewatch.gateways.Manifest;
import io.gatewatch.gateways.Slot;
import io.gatewatch.gateways.apigee.AppAttributes.App;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Apigee: a limit is a custom attribute of the agent's developer app. Apigee's runtime keeps
 * attributes for 180 s, so that a cut, and its end before its time, come as late as that; the end
 * at its time is the policy's. Read-back tells what the management API holds.
 *
 * <p>That API answers with the old value for a while after a change. So the same change is not made
 * again within {@link #SETTLES}: until it can be read back a limit is told as failed.
 */
public final class ApigeeGateway implements Gateway {
  /** How long a change may take until it is read back; then it is made again. */
  static final Duration SETTLES = Duration.ofSeconds(30);

  /** A list of all apps is not asked for more often to find one that is not known. */
  private static final Duration LIST_EVERY = Duration.ofSeconds(60);

  /** A change that Apigee refused is tried again after so long. */
  static final Duration RETRIES = Duration.ofSeconds(5);

  /**
   * The last change of a slot, and until when it may take effect; no value where it was deleted.
   */
  private record Change(String value, Instant until) {}

  private final AppAttributes attributes;
  private final String organization;
  private final InstantSource clock;
  private final Map<Slot, Change> changes = new HashMap<>();
  private Map<String, App> apps = Map.of();
  private Instant listed = Instant.MIN;

  /** A gateway by its organization's name. */
  public ApigeeGateway(ManagementApi api, String organization, InstantSource clock) {
    this.organization = requireNonNull(organization, "organization");
    this.attributes = new AppAttributes(api, organization);
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Manifest manifest() {
    return new Manifest(
        "apigee",
        true,
        false,
        false,
        Duration.ofSeconds(180),
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        "whole calls a minute, rounded down; below that one call in whole minutes");
  }

  @Override
  public String incarnation() {
    return "organization " + organization;
  }

  @Override
  public Optional<EffectiveLimit> fit(EffectiveLimit limit) throws IOException {
    if (app(limit.slot()) == null && !clock.instant().isBefore(listed.plus(LIST_EVERY))) {
      list();
    }
    return app(limit.slot()) == null
        ? Optional.empty()
        : Optional.of(AttributeText.byTheMinute(limit));
  }

  @Override
  public void apply(EffectiveLimit limit) throws IOException {
    App app = app(limit.slot());
    String value = AttributeText.value(limit);
    if (app != null && !isOnItsWay(limit.slot(), value)) {
      boolean taken = attributes.set(app, AttributeText.name(limit.slot()), value);
      Instant until = clock.instant().plus(taken ? SETTLES : RETRIES);
      changes.put(limit.slot(), new Change(value, until));
    }
  }

  @Override
  public void lift(Slot slot) throws IOException {
    App app = app(slot);
    if (app != null && attributes.delete(app, AttributeText.name(slot))) {
      changes.put(slot, new Change(null, clock.instant().plus(SETTLES)));
    }
  }

  @Override
  public void replaceAll(Collection<EffectiveLimit> limits) throws IOException {
    Map<Slot, EffectiveLimit> wanted = new LinkedHashMap<>();
    limits.forEach(limit -> wanted.put(limit.slot(), limit));
    Map<Slot, EffectiveLimit> found = readBack();
    for (Slot slot : found.keySet()) {
      if (!wanted.containsKey(slot)) {
        lift(slot);
      }
    }
    for (EffectiveLimit limit : limits) {
      if (!limit.equals(found.get(limit.slot()))) {
        apply(limit);
      }
    }
  }

  @Override
  public Map<Slot, EffectiveLimit> readBack() throws IOException {
    list();
    Map<Slot, EffectiveLimit> found = new LinkedHashMap<>();
    for (App app : apps.values()) {
      app.ours()
          .forEach(
              (name, value) ->
                  AttributeText.read(name, value)
                      .filter(limit -> isOf(app, limit.slot()) && !isDeleted(limit.slot()))
                      .ifPresent(limit -> found.put(limit.slot(), limit)));
    }
    return found;
  }

  @Override
  public Optional<EffectiveLimit> readBack(Slot slot) throws IOException {
    App app = app(slot);
    if (app == null || isDeleted(slot)) {
      return Optional.empty();
    }
    String name = AttributeText.name(slot);
    return attributes
        .get(app, name)
        .flatMap(value -> AttributeText.read(name, value))
        .filter(limit -> limit.slot().equals(slot));
  }

  @Override
  public void close() {
    // Each question is one of its own.
  }

  private void list() throws IOException {
    apps = AppAttributes.byId(attributes.all());
    listed = clock.instant();
    changes.values().removeIf(change -> isSettled(change));
  }

  private App app(Slot slot) {
    return apps.get(slot.agent());
  }

  private static boolean isOf(App app, Slot slot) {
    return app.ids().contains(slot.agent());
  }

  private boolean isOnItsWay(Slot slot, String value) {
    Change last = changes.get(slot);
    return last != null && value.equals(last.value()) && !isSettled(last);
  }

  /** Apigee has said so; that the old value may still be read is only lateness. */
  private boolean isDeleted(Slot slot) {
    Change last = changes.get(slot);
    return last != null && last.value() == null && !isSettled(last);
  }

  private boolean isSettled(Change change) {
    return !clock.instant().isBefore(change.until());
  }
}
