package io.gatewatch.features;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.evidence.Habits;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;

/**
 * Something that many principals share and that says something about each of them.
 *
 * @param kind cohort, service, the log-ins of a service, strangers who probe, who uses a route, all
 *     routes of a service, all agents, what agents of a kind do, or how far strangers go
 * @param where tenant/group, percent-encoded; / for all
 * @param id the cohort's or the service's name
 */
public record View(Kind kind, String where, String id) {

  /** Kinds of view. */
  public enum Kind {
    /** Agents of the same class. */
    COHORT,
    /** The backend that answers. */
    SERVICE,
    /** The door of a service: who is turned away there with 401, each once in ten minutes. */
    LOGINS,
    /** Strangers who probe a gateway group: each network once a day. */
    PROBERS,
    /** Who uses a route with success: each principal once a day. */
    ROUTE,
    /** The routes of a service that are in use: each principal and route once a day. */
    INVENTORY,
    /** All agents of all tenants: how many had a chance to be told of. */
    AGENTS,
    /** What agents of a kind do: each of them once a day, see {@link Habits}. */
    HABITS,
    /** How many doors were shut to strangers of a gateway group, see {@link Reach}. */
    REACH
  }

  private static final View AGENTS = new View(Kind.AGENTS, "/", "all");

  public View {
    requireNonNull(kind, "kind");
    requireNonNull(where, "where");
    requireNonNull(id, "id");
  }

  /** All agents, of all tenants, groups and classes. */
  public static View agents() {
    return AGENTS;
  }

  /** The cohort of an agent class, within a tenant and group. */
  public static View cohort(String where, ApiCall.AgentClass agentClass) {
    return new View(Kind.COHORT, where, agentClass.name());
  }

  /** A service, within a tenant and group. */
  public static View service(String where, String service) {
    return new View(Kind.SERVICE, where, service);
  }

  /** The log-ins of a service, within a tenant and group. */
  public static View logins(String where, String service) {
    return new View(Kind.LOGINS, where, service);
  }

  /** Strangers who probe a tenant's group. */
  public static View probers(String where) {
    return new View(Kind.PROBERS, where, "strangers");
  }

  /** How far strangers go in a tenant's group. */
  public static View reach(String where) {
    return new View(Kind.REACH, where, "strangers");
  }

  /**
   * Who uses a route of a service, within a tenant and group.
   *
   * @param route fingerprint of service, method and route
   */
  public static View route(String where, int route) {
    return new View(Kind.ROUTE, where, Integer.toHexString(route));
  }

  /** The routes of a service that are in use, within a tenant and group. */
  public static View inventory(String where, String service) {
    return new View(Kind.INVENTORY, where, service);
  }

  /** What agents of a kind do, within a tenant and group. */
  public static View habits(String where, String kind) {
    return new View(Kind.HABITS, where, kind);
  }

  /** Whether it tells what is in use: counted in days, and remembered as long. */
  public boolean isOfUse() {
    return kind == Kind.ROUTE || kind == Kind.INVENTORY;
  }

  /** Whether it tells of strangers, who come and go. */
  boolean isOfStrangers() {
    return kind == Kind.PROBERS || kind == Kind.REACH;
  }

  /** Whether it tells what goes on for days. */
  boolean isOfDays() {
    return kind == Kind.HABITS || isOfUse();
  }

  /** The view in one text; equal texts, equal views, on every machine. */
  public String key() {
    return kind + "/" + where + "/" + Principal.encode(id);
  }

  /** tenant/group of a call. */
  public static String where(String tenant, String group) {
    return Principal.encode(tenant) + "/" + Principal.encode(group);
  }
}
